package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.console.text.UpTime;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.session.SessionCounters;
import io.sextant.protocol.bgp.speaker.BgpSpeaker;
import io.sextant.protocol.bgp.speaker.PeerFamilyView;
import io.sextant.protocol.bgp.speaker.PeerView;
import java.util.List;

/** The neighbours of one family in {@code show bgp summary json} (FRR 8.4 {@code bgp_show_summary}). */
final class SummaryJson {

    private final Frr frr;
    private final AddressFamily family;
    private final SummaryWish wish;
    private final List<Neighbor> neighbors;

    SummaryJson(Frr frr, AddressFamily family, SummaryWish wish, List<Neighbor> neighbors) {
        this.frr = frr;
        this.family = family;
        this.wish = wish;
        this.neighbors = neighbors;
    }

    long failed() {
        return neighbors.stream()
                .filter(wish::passes)
                .filter(neighbor -> SummaryRows.hasFailed(neighbor, family))
                .count();
    }

    void fill(ObjectNode out) {
        ObjectNode peers = out.putObject("peers");
        int left = 0;
        for (Neighbor neighbor : neighbors) {
            boolean failed = SummaryRows.hasFailed(neighbor, family);
            boolean passes = wish.passes(neighbor);
            String name = neighbor.config().id().toString();
            if (!passes || (wish.kind() == SummaryWish.Kind.ESTABLISHED && failed)) {
                left++;
            } else if (wish.kind() == SummaryWish.Kind.FAILED && failed) {
                failure(peers.putObject(name), neighbor);
            } else if (wish.kind() != SummaryWish.Kind.FAILED) {
                row(peers.putObject(name), neighbor);
            }
        }
        out.put("failedPeers", failed()).put("displayedPeers", neighbors.size() - left);
        out.put("totalPeers", neighbors.size());
        out.put("dynamicPeers", neighbors.stream().filter(Neighbor::isDynamic).count());
    }

    private void failure(ObjectNode out, Neighbor neighbor) {
        mark(out, "dynamicPeer", neighbor.isDynamic());
        neighbor.hostName().ifPresent(name -> out.put("hostname", name));
        SessionCounters counters = neighbor.view().counters();
        out.put("connectionsEstablished", counters.connectionsEstablished());
        out.put("connectionsDropped", counters.connectionsDropped());
        upTime(out, neighbor.view());
        if (neighbor.isUp()) {
            out.put("lastResetDueTo", "AFI/SAFI Not Negotiated");
        } else {
            NeighborReset.json(out, neighbor.view().lastReset());
        }
        out.put("idType", idType(neighbor));
    }

    private void row(ObjectNode out, Neighbor neighbor) {
        PeerView view = neighbor.view();
        SessionCounters counters = view.counters();
        PeerFamilyView figures = neighbor.family(family);
        mark(out, "dynamicPeer", neighbor.isDynamic());
        neighbor.hostName().ifPresent(name -> out.put("hostname", name));
        out.put("remoteAs", Frr.remoteAs(view));
        out.put("localAs", neighbor.config().openAs().value()).put("version", 4);
        out.put("msgRcvd", Frr.totalReceived(counters)).put("msgSent", counters.totalSent());
        out.put("tableVersion", 0).put("outq", 0).put("inq", 0);
        upTime(out, view);
        out.put("pfxRcd", figures.acceptedPrefixes()).put("pfxSnt", figures.sentPrefixes());
        out.put("state", SummaryRows.stateWords(neighbor));
        out.put("peerState", peerState(neighbor));
        out.put("connectionsEstablished", counters.connectionsEstablished());
        out.put("connectionsDropped", counters.connectionsDropped());
        if (!neighbor.config().description().isEmpty()) {
            out.put("desc", neighbor.config().description());
        }
        out.put("idType", idType(neighbor));
    }

    private void upTime(ObjectNode out, PeerView view) {
        long since = view.upOrDownSinceNanos();
        out.put("peerUptime", SummaryRows.upTime(frr, view));
        if (since == BgpSpeaker.NEVER) {
            out.put("peerUptimeMsec", 0);
        } else {
            out.put("peerUptimeMsec", UpTime.secondsSince(since, frr.nowNanos()) * 1000);
            out.put("peerUptimeEstablishedEpoch", frr.epochSeconds(since));
        }
    }

    private String peerState(Neighbor neighbor) {
        if (neighbor.isShut()) {
            return "Admin";
        } else if (neighbor.view().overflowed()) {
            return "PfxCt";
        } else if (neighbor.config().passive() && !neighbor.isDynamic()) {
            return "Passive";
        } else if (neighbor.view().awaitsRestart()) {
            return "NSF passive";
        }
        PeerFamily settings = neighbor.view().families().getOrDefault(family, PeerFamily.DEFAULT);
        boolean lacks = Frr.lacksInbound(neighbor, settings) || Frr.lacksOutbound(neighbor, settings);
        return lacks ? "Policy" : "OK";
    }

    private static String idType(Neighbor neighbor) {
        return neighbor.config().id().address() instanceof Ipv4Address ? "ipv4" : "ipv6";
    }

    private static void mark(ObjectNode out, String key, boolean holds) {
        if (holds) {
            out.put(key, true);
        }
    }
}
