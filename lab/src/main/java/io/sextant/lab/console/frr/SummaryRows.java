package io.sextant.lab.console.frr;

import io.sextant.lab.console.text.Pad;
import io.sextant.lab.console.text.UpTime;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.session.SessionCounters;
import io.sextant.protocol.bgp.speaker.BgpSpeaker;
import io.sextant.protocol.bgp.speaker.PeerFamilyView;
import io.sextant.protocol.bgp.speaker.PeerView;
import java.util.List;

/** The neighbours of one family in {@code show bgp summary}, as text (FRR 8.4 {@code bgp_show_summary}). */
final class SummaryRows {

    private static final int NEIGHBOR_WIDTH = 16;
    private static final int DESCRIPTION_WIDTH = 20;
    private static final int WIDE_DESCRIPTION_WIDTH = 64;
    private static final String COLUMNS = "MsgRcvd   MsgSent   TblVer  InQ OutQ  Up/Down State/PfxRcd   PfxSnt Desc";

    private final Frr frr;
    private final AddressFamily family;
    private final SummaryWish wish;
    private final List<Neighbor> neighbors;

    SummaryRows(Frr frr, AddressFamily family, SummaryWish wish, List<Neighbor> neighbors) {
        this.frr = frr;
        this.family = family;
        this.wish = wish;
        this.neighbors = neighbors;
    }

    /** How many of those asked for are down, or did not agree on the family. */
    long failed() {
        return neighbors.stream().filter(wish::passes).filter(this::hasFailed).count();
    }

    private boolean hasFailed(Neighbor neighbor) {
        return hasFailed(neighbor, family);
    }

    /** FRR 8.4 {@code bgp_has_peer_failed}. */
    static boolean hasFailed(Neighbor neighbor, AddressFamily family) {
        return !neighbor.isUp() || !neighbor.heardFamily(family);
    }

    void text(Lines out) {
        int width = Math.max(
                NEIGHBOR_WIDTH,
                neighbors.stream()
                        .filter(wish::passes)
                        .mapToInt(neighbor -> name(neighbor).length() + 1)
                        .max()
                        .orElse(0));
        boolean failures = wish.kind() == SummaryWish.Kind.FAILED;
        if (failures) {
            out.line().line(Pad.right("Neighbor", width), "EstdCnt DropCnt ResetTime Reason");
        }
        List<Neighbor> shown = neighbors.stream()
                .filter(wish::passes)
                .filter(neighbor -> wish.kind() == SummaryWish.Kind.ALL || hasFailed(neighbor) == failures)
                .toList();
        if (!shown.isEmpty() && !failures) {
            String local = wish.wide() ? "LocalAS   " : "";
            out.line().line(Pad.right("Neighbor", width), "V         AS   ", wish.wide() ? " " : "", local, COLUMNS);
        }
        for (Neighbor neighbor : shown) {
            out.line(Pad.right(name(neighbor), width), failures ? failure(neighbor) : row(neighbor));
        }
        total(out, shown.size());
    }

    private void total(Lines out, int shown) {
        boolean nobody =
                wish.kind() == SummaryWish.Kind.FAILED ? neighbors.stream().noneMatch(wish::passes) : shown == 0;
        if (nobody) {
            out.line().line("% No matching neighbor");
            return;
        }
        if (wish.kind() == SummaryWish.Kind.FAILED) {
            out.line().line("Displayed neighbors ", failed()).line("Total number of neighbors ", neighbors.size());
        } else if (wish.chooses()) {
            out.line().line("Displayed neighbors ", shown).line("Total number of neighbors ", neighbors.size());
        } else {
            out.line().line("Total number of neighbors ", neighbors.size());
        }
    }

    private static String name(Neighbor neighbor) {
        return (neighbor.isDynamic() ? "*" : "") + neighbor.config().id();
    }

    private String failure(Neighbor neighbor) {
        SessionCounters counters = neighbor.view().counters();
        String reason = neighbor.isUp()
                ? "  AFI/SAFI Not Negotiated"
                : " " + NeighborReset.text(neighbor.view().lastReset());
        return Pad.left(counters.connectionsEstablished(), 7) + " " + Pad.left(counters.connectionsDropped(), 7) + " "
                + Pad.left(upTime(frr, neighbor.view()), 9) + reason;
    }

    private String row(Neighbor neighbor) {
        PeerView view = neighbor.view();
        String local = wish.wide() ? " " + Pad.left(neighbor.config().openAs(), 10) : "";
        // The peer's own table version stays 0 in FRR 8.4's summary, and its queues are empty between events.
        return "4 " + Pad.left(Frr.remoteAs(view), 10) + local + " "
                + Pad.left(Frr.totalReceived(view.counters()), 9) + " "
                + Pad.left(view.counters().totalSent(), 9) + " "
                + Pad.left(0, 8) + Pad.left(0, 5) + Pad.left(0, 5) + " " + Pad.left(upTime(frr, view), 8) + " "
                + state(neighbor) + " " + description(neighbor.config().description());
    }

    private String state(Neighbor neighbor) {
        if (!neighbor.isUp()) {
            return Pad.left(stateWords(neighbor), 12) + " " + Pad.left(0, 8);
        }
        PeerFamily settings = neighbor.view().families().getOrDefault(family, PeerFamily.DEFAULT);
        PeerFamilyView view = neighbor.family(family);
        Object received = Frr.lacksInbound(neighbor, settings) ? "(Policy)" : view.acceptedPrefixes();
        Object sent = Frr.lacksOutbound(neighbor, settings) ? "(Policy)" : view.sentPrefixes();
        return Pad.left(neighbor.heardFamily(family) ? received : "NoNeg", 12) + " "
                + Pad.left(view.updateGroup() != 0 ? sent : "NoNeg", 8);
    }

    /** {@code Idle (Admin)}, {@code Idle (PfxCt)} or the state. */
    static String stateWords(Neighbor neighbor) {
        if (neighbor.isShut()) {
            return "Idle (Admin)";
        }
        return neighbor.view().overflowed()
                ? "Idle (PfxCt)"
                : neighbor.view().state().word();
    }

    static String upTime(Frr frr, PeerView view) {
        long since = view.upOrDownSinceNanos();
        return since == BgpSpeaker.NEVER ? "never" : UpTime.ofSession(UpTime.secondsSince(since, frr.nowNanos()));
    }

    /** FRR 8.4 {@code bgp_peer_description_stripped}: cut at the last blank inside the column. */
    private String description(String text) {
        int width = wish.wide() ? WIDE_DESCRIPTION_WIDTH : DESCRIPTION_WIDTH;
        if (text.isEmpty()) {
            return "N/A";
        }
        if (text.length() < width) {
            return text;
        }
        int last = 0;
        for (int i = 1; i < width; i++) {
            if (text.charAt(i) == ' ' && last != i - 1) {
                last = i;
            }
        }
        return text.substring(0, last);
    }
}
