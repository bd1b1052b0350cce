package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.console.text.Pad;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bfd.BfdPeerView;
import io.sextant.protocol.bfd.BfdSession;
import io.sextant.protocol.bfd.BfdState;
import io.sextant.topology.bfd.BfdDaemon;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code show bfd peers} in all its forms, as FRR 8.4.4 prints them (recorded in {@code bfd-peers.txt} of the tests). Our
 * sessions stand in the order of addresses; bfdd's own order is that of a hash over numbers drawn at random.
 */
final class BfdPeers {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final List<BfdDaemon.View> sessions;
    private final Function<BfdDaemon.View, Optional<Way>> ways;
    private final long nowNanos;

    /** Where a session's packets go: our address and interface, as bgpd tells bfdd once BGP is up. */
    record Way(IpAddress local, String interfaceName) {}

    BfdPeers(List<BfdDaemon.View> sessions, Function<BfdDaemon.View, Optional<Way>> ways, long nowNanos) {
        this.sessions = sessions;
        this.ways = ways;
        this.nowNanos = nowNanos;
    }

    String text() {
        StringBuilder out = new StringBuilder("BFD Peers:\n");
        sessions.forEach(view -> text(view, out));
        return out.toString();
    }

    String text(BfdDaemon.View view) {
        StringBuilder out = new StringBuilder("BFD Peer:\n");
        text(view, out);
        return out.toString();
    }

    String brief() {
        StringBuilder out = new StringBuilder("Session count: " + sessions.size() + "\n");
        out.append(row("SessionId", "LocalAddress", "PeerAddress", "Status"));
        out.append(row("=========", "============", "===========", "======"));
        for (BfdDaemon.View view : sessions) {
            String local = local(view)
                    .map(Object::toString)
                    .orElse(view.peer().address() instanceof Ipv4Address ? "0.0.0.0" : "::");
            out.append(row(
                    String.valueOf(view.session().discriminator()),
                    local,
                    view.peer().address().toString(),
                    view.session().state() == BfdState.ADMIN_DOWN
                            ? "admin-down"
                            : view.session().state().word()));
        }
        return out.toString();
    }

    private static String row(String id, String local, String peer, String status) {
        return Pad.right(id, 10) + " " + Pad.right(local, 40) + " " + Pad.right(peer, 40) + Pad.right(status, 15)
                + "\n";
    }

    String counters() {
        StringBuilder out = new StringBuilder("BFD Peers:\n");
        sessions.forEach(view -> counters(view, out));
        return out.toString();
    }

    String counters(BfdDaemon.View view) {
        StringBuilder out = new StringBuilder();
        counters(view, out);
        return out.toString();
    }

    private void counters(BfdDaemon.View view, StringBuilder out) {
        header(view, out);
        var counters = view.session().counters();
        out.append("\t\tControl packet input: ").append(counters.inputPackets()).append(" packets\n");
        out.append("\t\tControl packet output: ")
                .append(counters.outputPackets())
                .append(" packets\n");
        out.append("\t\tEcho packet input: 0 packets\n\t\tEcho packet output: 0 packets\n");
        out.append("\t\tSession up events: ").append(counters.upEvents()).append('\n');
        out.append("\t\tSession down events: ").append(counters.downEvents()).append('\n');
        out.append("\t\tZebra notifications: ").append(told(view)).append("\n\n");
    }

    /** One for each change other daemons are told of, one for a shutdown, and one to a daemon that asks for the session. */
    private static long told(BfdDaemon.View view) {
        var counters = view.session().counters();
        return counters.upEvents()
                + counters.downEvents()
                + (view.session().state() == BfdState.ADMIN_DOWN ? 1 : 0)
                + (view.peer().configured() ? 0 : 1);
    }

    String countersJson() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        sessions.forEach(view -> array.add(countersNode(view)));
        return JsonC.pretty(array);
    }

    String countersJson(BfdDaemon.View view) {
        return JsonC.pretty(countersNode(view));
    }

    private ObjectNode countersNode(BfdDaemon.View view) {
        var counters = view.session().counters();
        ObjectNode out = headerNode(view);
        out.put("control-packet-input", counters.inputPackets());
        out.put("control-packet-output", counters.outputPackets());
        out.put("echo-packet-input", 0).put("echo-packet-output", 0);
        out.put("session-up", counters.upEvents()).put("session-down", counters.downEvents());
        return out.put("zebra-notifications", told(view));
    }

    String json(BfdDaemon.View view) {
        return JsonC.pretty(node(view));
    }

    String json() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        sessions.forEach(view -> array.add(node(view)));
        return JsonC.pretty(array);
    }

    // ----- one session

    Optional<IpAddress> local(BfdDaemon.View view) {
        return Optional.ofNullable(view.peer().local())
                .or(() -> ways.apply(view).map(Way::local));
    }

    Optional<String> interfaceName(BfdDaemon.View view) {
        if (!view.peer().interfaceName().isBlank()) {
            return Optional.of(view.peer().interfaceName());
        }
        return view.peer().multihop() ? Optional.empty() : ways.apply(view).map(Way::interfaceName);
    }

    private void header(BfdDaemon.View view, StringBuilder out) {
        out.append("\tpeer ").append(view.peer().address());
        out.append(view.peer().multihop() ? " multihop" : "");
        local(view).ifPresent(local -> out.append(" local-address ").append(local));
        out.append(" vrf default");
        interfaceName(view).ifPresent(name -> out.append(" interface ").append(name));
        out.append('\n');
    }

    private void text(BfdDaemon.View view, StringBuilder out) {
        BfdSession session = view.session();
        BfdPeerView remote = session.peer();
        header(view, out);
        out.append("\t\tID: ").append(session.discriminator()).append('\n');
        out.append("\t\tRemote ID: ").append(remote.discriminator()).append('\n');
        out.append(session.config().passive() ? "\t\tPassive mode\n" : "\t\tActive mode\n");
        if (view.peer().multihop()) {
            out.append("\t\tMinimum TTL: ").append(view.peer().minimumTtl()).append('\n');
        }
        out.append("\t\tStatus: ").append(session.state().word()).append('\n');
        if (session.state() == BfdState.UP) {
            out.append("\t\tUptime: ").append(ago(session)).append('\n');
        } else if (session.state() == BfdState.DOWN) {
            out.append("\t\tDowntime: ").append(ago(session)).append('\n');
        }
        out.append("\t\tDiagnostics: ").append(session.diagnostic().words()).append('\n');
        out.append("\t\tRemote diagnostics: ")
                .append(remote.diagnostic().words())
                .append('\n');
        out.append("\t\tPeer Type: ")
                .append(view.peer().configured() ? "configured" : "dynamic")
                .append('\n');
        // Measured by echoes alone, which are not modelled; without them FRR prints zeros too.
        out.append("\t\tRTT min/avg/max: 0/0/0 usec\n");
        out.append("\t\tLocal timers:\n");
        timers(
                session.config().detectMultiplier(),
                session.config().requiredMinRxMicros(),
                session.config().desiredMinTxMicros(),
                session.config().requiredMinEchoRxMicros(),
                out);
        out.append("\t\t\tEcho transmission interval: disabled\n");
        out.append("\t\tRemote timers:\n");
        timers(
                remote.detectMultiplier(),
                remote.requiredMinRxMicros(),
                remote.desiredMinTxMicros(),
                remote.requiredMinEchoRxMicros(),
                out);
        out.append('\n');
    }

    private static void timers(int multiplier, long receive, long transmit, long echo, StringBuilder out) {
        out.append("\t\t\tDetect-multiplier: ").append(multiplier).append('\n');
        out.append("\t\t\tReceive interval: ").append(receive / 1000).append("ms\n");
        out.append("\t\t\tTransmission interval: ").append(transmit / 1000).append("ms\n");
        out.append("\t\t\tEcho receive interval: ")
                .append(echo == 0 ? "disabled" : echo / 1000 + "ms")
                .append('\n');
    }

    private ObjectNode headerNode(BfdDaemon.View view) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("multihop", view.peer().multihop());
        out.put("peer", view.peer().address().toString());
        local(view).ifPresent(local -> out.put("local", local.toString()));
        out.put("vrf", "default");
        interfaceName(view).ifPresent(name -> out.put("interface", name));
        return out;
    }

    private ObjectNode node(BfdDaemon.View view) {
        BfdSession session = view.session();
        BfdPeerView remote = session.peer();
        ObjectNode out = headerNode(view);
        out.put("id", session.discriminator());
        out.put("remote-id", remote.discriminator());
        out.put("passive-mode", session.config().passive());
        if (view.peer().multihop()) {
            out.put("minimum-ttl", view.peer().minimumTtl());
        }
        out.put("status", session.state().word());
        if (session.state() == BfdState.UP) {
            out.put("uptime", seconds(session));
        } else if (session.state() == BfdState.DOWN) {
            out.put("downtime", seconds(session));
        }
        out.put("diagnostic", session.diagnostic().words());
        out.put("remote-diagnostic", remote.diagnostic().words());
        out.put("receive-interval", session.config().requiredMinRxMicros() / 1000);
        out.put("transmit-interval", session.config().desiredMinTxMicros() / 1000);
        out.put("echo-receive-interval", session.config().requiredMinEchoRxMicros() / 1000);
        out.put("echo-transmit-interval", 0);
        out.put("detect-multiplier", session.config().detectMultiplier());
        out.put("remote-receive-interval", remote.requiredMinRxMicros() / 1000);
        out.put("remote-transmit-interval", remote.desiredMinTxMicros() / 1000);
        out.put("remote-echo-receive-interval", remote.requiredMinEchoRxMicros() / 1000);
        out.put("remote-detect-multiplier", remote.detectMultiplier());
        return out.put("rtt-min", 0).put("rtt-avg", 0).put("rtt-max", 0);
    }

    private long seconds(BfdSession session) {
        return (nowNanos - session.changedAtNanos()) / NANOS_PER_SECOND;
    }

    /** FRR 8.4 {@code integer2timestr}: every unit from the largest that there is. */
    private String ago(BfdSession session) {
        long left = seconds(session);
        StringBuilder out = new StringBuilder();
        long[] lengths = {360L * 86_400, 30L * 86_400, 86_400, 3_600, 60};
        String[] words = {"year(s)", "month(s)", "day(s)", "hour(s)", "minute(s)"};
        for (int i = 0; i < lengths.length; i++) {
            if (left >= lengths[i]) {
                out.append(left / lengths[i]).append(' ').append(words[i]).append(", ");
                left %= lengths[i];
            }
        }
        return out.append(left).append(" second(s)").toString();
    }
}
