package io.sextant.lab.console.frr;

import io.sextant.lab.console.text.Pad;
import io.sextant.protocol.bgp.message.MessageType;
import io.sextant.protocol.bgp.message.Octets;
import io.sextant.protocol.bgp.session.LocalAs;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerTransport;
import io.sextant.protocol.bgp.session.SessionCounters;
import io.sextant.protocol.bgp.session.State;
import io.sextant.protocol.bgp.speaker.BgpSpeaker;
import io.sextant.protocol.bgp.speaker.PeerTimers;
import io.sextant.protocol.bgp.speaker.PeerView;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** One neighbour of {@code show bgp neighbors} as text ({@code bgp_show_peer} of FRR 8.4). */
final class NeighborText {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** {@code DEFAULT_CONDITIONAL_ROUTES_POLL_TIME}. */
    static final int CONDITIONAL_SECONDS = 60;

    /** In the order of the printout; CAPABILITY messages are in no version of BGP that is spoken here. */
    private static final Map<String, MessageType> MESSAGES = new LinkedHashMap<>();

    static {
        MESSAGES.put("Opens:         ", MessageType.OPEN);
        MESSAGES.put("Notifications: ", MessageType.NOTIFICATION);
        MESSAGES.put("Updates:       ", MessageType.UPDATE);
        MESSAGES.put("Keepalives:    ", MessageType.KEEPALIVE);
        MESSAGES.put("Route Refresh: ", MessageType.ROUTE_REFRESH);
    }

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final Lines out = new Lines();
    private final Neighbor neighbor;
    private final PeerView view;
    private final PeerConfig config;

    NeighborText(Neighbor neighbor) {
        this.neighbor = neighbor;
        this.view = neighbor.view();
        this.config = neighbor.config();
    }

    String text() {
        title();
        state();
        timers();
        neighbor.agreed().ifPresent(both -> NeighborCapabilities.text(out, both));
        new NeighborGraceful(neighbor).text(out);
        messages(view.counters());
        out.line(
                "  Minimum time between advertisement runs is ",
                config.advertisementNanos() / NANOS_PER_SECOND,
                " seconds");
        PeerTransport transport = config.transport();
        if (!transport.sourceInterface().isEmpty()) {
            out.line("  Update source is ", transport.sourceInterface());
        } else if (transport.sourceAddress() != null) {
            out.line("  Update source is ", transport.sourceAddress());
        }
        out.line();
        view.families().forEach((family, settings) -> new NeighborFamily(neighbor, family, settings).text(out));
        history();
        hops();
        socket();
        threads();
        new NeighborBfd(neighbor).text(out);
        return out.toString();
    }

    private void title() {
        LocalAs changed = config.changedLocalAs();
        out.line(
                "BGP neighbor is ",
                neighbor.isDynamic() ? "*" : "",
                config.id(),
                ", remote AS ",
                Frr.remoteAs(view),
                ", local AS ",
                config.openAs(),
                changed != null && changed.noPrepend() ? " no-prepend" : "",
                changed != null && changed.replaceAs() ? " replace-as" : "",
                ", ",
                link());
        out.line("  Local Role: undefined");
        out.line("  Remote Role: undefined");
        out.lineIf(!config.description().isEmpty(), " Description: ", config.description());
        neighbor.hostName().ifPresent(name -> out.line("Hostname: ", name));
        if (!config.groupName().isEmpty()) {
            out.line(" Member of peer-group ", config.groupName(), " for session parameters");
            neighbor.listenRange().ifPresent(range -> out.line(" Belongs to the subnet range group: ", range));
        }
    }

    private String link() {
        if (neighbor.isInternal()) {
            return neighbor.inConfederation() ? "confed-internal link" : "internal link";
        }
        return neighbor.isMember() ? "confed-external link" : "external link";
    }

    private void state() {
        out.lineIf(neighbor.isShut(), " Administratively shut down");
        out.line("  BGP version 4, remote router ID ", neighbor.remoteId(), ", local router ID ", config.localId());
        out.lineIf(neighbor.isMember(), "  Neighbor under common administration");
        String behind = "";
        if (neighbor.isUp()) {
            behind = ", up for " + neighbor.ago(view.upOrDownSinceNanos());
        } else if (view.state() == State.ACTIVE) {
            behind = config.passive() ? " (passive)" : view.awaitsRestart() ? " (NSF passive)" : "";
        }
        out.line("  BGP state = ", view.state().word(), behind);
        out.line(
                "  Last read ",
                neighbor.ago(neighbor.lastReadNanos()),
                ", Last write ",
                neighbor.ago(view.counters().lastWriteNanos()));
    }

    private void timers() {
        intervals("  Hold time is ", neighbor.holdSeconds(), neighbor.keepaliveSeconds());
        intervals("  Configured hold time is ", config.holdTimeSeconds(), config.keepaliveSeconds());
        long delayOpen = config.delayOpenNanos() / NANOS_PER_SECOND;
        out.lineIf(delayOpen > 0, "  Configured DelayOpenTime is ", delayOpen, " seconds");
        out.line("  Configured conditional advertisements interval is ", CONDITIONAL_SECONDS, " seconds");
    }

    private void intervals(String name, int hold, int keepalive) {
        out.line(name, hold, " seconds, keepalive interval is ", keepalive, " seconds");
    }

    private void messages(SessionCounters counters) {
        out.line("  Message statistics:");
        out.line("    Inq depth is 0");
        out.line("    Outq depth is 0");
        out.line("                         Sent       Rcvd");
        MESSAGES.forEach((name, type) -> count(name, counters.sent(type), Frr.received(counters, type)));
        count("Capability:    ", 0, 0);
        count("Total:         ", counters.totalSent(), Frr.totalReceived(counters));
    }

    private void count(String name, long sent, long received) {
        out.line("    ", name, Pad.left(sent, 10), " ", Pad.left(received, 10));
    }

    private void history() {
        SessionCounters counters = view.counters();
        out.line(
                "  Connections established ",
                counters.connectionsEstablished(),
                "; dropped ",
                counters.connectionsDropped());
        String since = neighbor.ago(view.lastReset().atNanos());
        out.line("  Last reset ", since, ",  ", NeighborReset.text(view.lastReset()));
        view.lastCause().ifPresent(this::cause);
        if (view.overflowed()) {
            out.line("  Peer had exceeded the max. no. of prefixes configured.");
            long back = view.timers().overflowNanos();
            String what = "  Reduce the no. of prefix";
            if (back == BgpSpeaker.NEVER) {
                out.line(what, " and clear ip bgp ", config.id(), " to restore peering");
            } else {
                long seconds = neighbor.secondsUntil(back);
                out.line(what, " from ", config.id(), ", will restart in ", seconds, " seconds");
            }
        }
    }

    /** Sixteen octets a line, four a word. */
    private void cause(Octets message) {
        out.line("  Message received that caused BGP to send a NOTIFICATION:");
        StringBuilder hex = new StringBuilder("    ");
        byte[] octets = message.toBytes();
        for (int i = 0; i < octets.length; i++) {
            hex.append(i == 0 ? "" : i % 16 == 0 ? "\n    " : i % 4 == 0 ? " " : "");
            hex.append(HEX.toHexDigits(octets[i]));
        }
        out.line(hex);
    }

    private void hops() {
        String kind = neighbor.isInternal() ? "  Internal" : "  External";
        out.line(kind, " BGP neighbor may be up to ", hopCount(config), " hops away.");
    }

    /** {@code ttl-security hops} where it is said, or the time to live of packets. */
    static int hopCount(PeerConfig config) {
        int hops = config.transport().ttlSecurityHops();
        return hops > 0 ? hops : config.ttl();
    }

    private void socket() {
        NeighborSocket.of(neighbor).ifPresent(socket -> {
            out.line(
                    "Local host: ",
                    socket.ends().localAddress(),
                    ", Local port: ",
                    socket.ends().localPort());
            out.line(
                    "Foreign host: ",
                    socket.ends().remoteAddress(),
                    ", Foreign port: ",
                    socket.ends().remotePort());
            out.line("Nexthop: ", socket.nexthop());
            out.line("Nexthop global: ", socket.global());
            out.line("Nexthop local: ", socket.linkLocal());
            out.line("BGP connection: ", socket.shared() ? "shared network" : "non shared network");
        });
    }

    private void threads() {
        PeerTimers timers = view.timers();
        out.line("BGP Connect Retry Timer in Seconds: ", config.connectRetryNanos() / NANOS_PER_SECOND);
        due("Next start timer due in ", timers.startNanos());
        due("Next connect timer due in ", timers.connectNanos());
        out.lineIf(!config.transport().password().isEmpty(), "Peer Authentication Enabled");
        String on = NeighborSocket.isRead(view) ? "on" : "off";
        int descriptor = NeighborSocket.descriptor(neighbor);
        out.line("Read thread: ", on, "  Write thread: ", on, "  FD used: ", descriptor, "\n");
    }

    private void due(String name, long nanos) {
        out.lineIf(nanos != BgpSpeaker.NEVER, name, neighbor.secondsUntil(nanos), " seconds");
    }
}
