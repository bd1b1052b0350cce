package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.FrrRouter;
import io.sextant.lab.console.text.Pad;
import io.sextant.lab.console.text.UpTime;
import io.sextant.protocol.bfd.BfdConfig;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.Capability;
import io.sextant.protocol.bgp.message.MessageType;
import io.sextant.protocol.bgp.message.Notification;
import io.sextant.protocol.bgp.message.Open;
import io.sextant.protocol.bgp.session.BgpSession;
import io.sextant.protocol.bgp.session.Input;
import io.sextant.protocol.bgp.session.LastReset;
import io.sextant.protocol.bgp.session.Negotiated;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.PeerType;
import io.sextant.protocol.bgp.session.ResetReason;
import io.sextant.protocol.bgp.session.SessionCounters;
import io.sextant.protocol.bgp.session.State;
import io.sextant.protocol.bgp.speaker.PeerView;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * {@code show bgp neighbors} ({@code bgpd/bgp_vty.c bgp_show_peer}), as far as there is state behind it: no marks of
 * End-of-RIB, no file descriptors, no round trip time.
 */
final class BgpNeighbors {

    private final Frr frr;

    BgpNeighbors(Frr frr) {
        this.frr = frr;
    }

    /** All of them. */
    String text() {
        StringBuilder out = new StringBuilder();
        frr.speaker().peers().forEach(peer -> out.append(text(peer)));
        return out.append('\n').toString();
    }

    /** One of them, or that there is none of that address. */
    String text(Optional<PeerView> peer) {
        return peer.map(this::text).orElse("% No such neighbor in this view/vrf\n") + "\n";
    }

    private String text(PeerView peer) {
        StringBuilder out = new StringBuilder();
        head(out, peer);
        boolean up = peer.state() == State.ESTABLISHED;
        if (up) {
            peer.negotiated().ifPresent(negotiated -> capabilities(out, negotiated));
        }
        graceful(out, peer);
        messages(out, peer.counters());
        family(out, peer, up);
        tail(out, peer, up);
        return out.toString();
    }

    private void head(StringBuilder out, PeerView peer) {
        PeerConfig config = peer.config();
        boolean internal = config.type() == PeerType.INTERNAL;
        line(
                out,
                "BGP neighbor is ",
                config.id(),
                ", remote AS ",
                config.remoteAs(),
                ", local AS ",
                config.localAs(),
                internal ? ", internal link" : ", external link");
        line(out, "  Local Role: undefined");
        line(out, "  Remote Role: undefined");
        peer.negotiated().flatMap(Frr::hostName).ifPresent(name -> line(out, "Hostname: ", name));
        if (!peer.enabled()) {
            line(out, " Administratively shut down");
        }
        Object remoteId = peer.negotiated()
                .map(negotiated -> (Object) negotiated.remote().identifier())
                .orElse("0.0.0.0");
        line(out, "  BGP version 4, remote router ID ", remoteId, ", local router ID ", config.localId());
        boolean up = peer.state() == State.ESTABLISHED;
        line(out, "  BGP state = ", peer.state().word(), up ? ", up for " + ago(peer.upOrDownSinceNanos()) : "");
        line(
                out,
                "  Last read ",
                ago(peer.counters().lastReadNanos()),
                ", Last write ",
                ago(peer.counters().lastWriteNanos()));
        int hold = peer.negotiated().map(Negotiated::holdTimeSeconds).orElse(config.holdTimeSeconds());
        int keepalive = peer.negotiated().map(Negotiated::keepaliveSeconds).orElse(config.keepaliveSeconds());
        line(out, "  Hold time is ", hold, " seconds, keepalive interval is ", keepalive, " seconds");
        line(
                out,
                "  Configured hold time is ",
                config.holdTimeSeconds(),
                " seconds, keepalive interval is ",
                config.keepaliveSeconds(),
                " seconds");
        line(out, "  Configured conditional advertisements interval is 60 seconds");
    }

    private String ago(long nanos) {
        return nanos == BgpSession.NEVER ? "never" : UpTime.ofSession(UpTime.secondsSince(nanos, frr.nowNanos()));
    }

    private static void capabilities(StringBuilder out, Negotiated negotiated) {
        Open local = negotiated.local();
        Open remote = negotiated.remote();
        line(out, "  Neighbor capabilities:");
        capability(out, "4 Byte AS", Capability.FourOctetAs.class, negotiated, "");
        capability(out, "Extended Message", Capability.ExtendedMessage.class, negotiated, "");
        if (local.capability(Capability.AddPath.class).isPresent()) {
            line(out, "    AddPath:");
            line(
                    out,
                    "      IPv4 Unicast: RX advertised",
                    remote.capability(Capability.AddPath.class).isPresent() ? " and received" : "");
        }
        capability(out, "Long-lived Graceful Restart", Capability.LongLivedGracefulRestart.class, negotiated, "");
        if (remote.capability(Capability.LongLivedGracefulRestart.class).isPresent()) {
            line(out, "      Address families by peer:");
        }
        boolean prestandard = remote.capabilities().contains(new Capability.RouteRefreshing(true));
        boolean standard = remote.capabilities().contains(new Capability.RouteRefreshing(false));
        String which = prestandard && standard ? "(old & new)" : prestandard ? "(old)" : "(new)";
        capability(out, "Route refresh", Capability.RouteRefreshing.class, negotiated, which);
        capability(out, "Enhanced Route Refresh", Capability.EnhancedRouteRefresh.class, negotiated, "");
        TreeSet<AddressFamily> families = new TreeSet<>(local.families());
        families.addAll(remote.families());
        for (AddressFamily family : families) {
            exchange(
                    out,
                    "Address Family " + name(family),
                    local.families().contains(family),
                    remote.families().contains(family),
                    "");
        }
        local.capability(Capability.Fqdn.class)
                .ifPresent(own -> line(
                        out,
                        "    Hostname Capability: advertised (name: ",
                        own.hostName(),
                        ",domain name: n/a) ",
                        remote.capability(Capability.Fqdn.class)
                                .map(its -> "received (name: " + its.hostName() + ",domain name: n/a)")
                                .orElse("not received")));
        capability(out, "Graceful Restart Capability", Capability.GracefulRestart.class, negotiated, "");
        remote.capability(Capability.GracefulRestart.class).ifPresent(restart -> {
            line(out, "      Remote Restart timer is ", restart.restartTimeSeconds(), " seconds");
            line(out, "      Address families by peer:");
            if (restart.families().isEmpty()) {
                line(out, "        none");
            }
            restart.families()
                    .forEach(family -> line(
                            out,
                            "        ",
                            name(family.family()),
                            "(",
                            family.preserved() ? "preserved" : "not preserved",
                            ")"));
        });
    }

    private static String name(AddressFamily family) {
        return family.afi() == AddressFamily.AFI_IPV4 ? "IPv4 Unicast" : "IPv6 Unicast";
    }

    private static void capability(
            StringBuilder out, String name, Class<? extends Capability> kind, Negotiated negotiated, String behind) {
        exchange(
                out,
                name,
                negotiated.local().capability(kind).isPresent(),
                negotiated.remote().capability(kind).isPresent(),
                behind);
    }

    private static void exchange(StringBuilder out, String name, boolean sent, boolean received, String behind) {
        if (sent || received) {
            line(
                    out,
                    "    ",
                    name,
                    ": ",
                    sent ? "advertised" : "",
                    sent && received ? " and " : "",
                    received ? "received" + behind : "");
        }
    }

    private static void graceful(StringBuilder out, PeerView peer) {
        boolean up = peer.state() == State.ESTABLISHED;
        Optional<Capability.GracefulRestart> remote = peer.negotiated()
                .filter(negotiated -> up)
                .flatMap(negotiated -> negotiated.remote().capability(Capability.GracefulRestart.class));
        String mode = remote.map(restart -> restart.families().isEmpty() ? "Helper" : "Restart")
                .orElse(up ? "Disable" : "NotApplicable");
        line(out, "  Graceful restart information:");
        line(out, "    Local GR Mode: Helper*");
        line(out, "    Remote GR Mode: ", mode);
        line(out, "    R bit: ", bit(remote.map(Capability.GracefulRestart::restarting)));
        line(out, "    N bit: ", bit(remote.map(Capability.GracefulRestart::notification)));
        line(out, "    Timers:");
        line(out, "      Configured Restart Time(sec): 120");
        line(
                out,
                "      Received Restart Time(sec): ",
                remote.map(Capability.GracefulRestart::restartTimeSeconds).orElse(0));
    }

    private static String bit(Optional<Boolean> set) {
        return set.orElse(false) ? "True" : "False";
    }

    private static void messages(StringBuilder out, SessionCounters counters) {
        line(out, "  Message statistics:");
        line(out, "    Inq depth is 0");
        line(out, "    Outq depth is 0");
        line(out, "                         Sent       Rcvd");
        count(out, "    Opens:         ", counters, MessageType.OPEN);
        count(out, "    Notifications: ", counters, MessageType.NOTIFICATION);
        count(out, "    Updates:       ", counters, MessageType.UPDATE);
        count(out, "    Keepalives:    ", counters, MessageType.KEEPALIVE);
        count(out, "    Route Refresh: ", counters, MessageType.ROUTE_REFRESH);
        line(out, "    Capability:    ", Pad.left(0, 10), " ", Pad.left(0, 10));
        line(
                out,
                "    Total:         ",
                Pad.left(counters.totalSent(), 10),
                " ",
                Pad.left(counters.totalReceived(), 10));
        line(out, "  Minimum time between advertisement runs is 0 seconds\n");
    }

    private static void count(StringBuilder out, String name, SessionCounters counters, MessageType type) {
        line(out, name, Pad.left(counters.sent(type), 10), " ", Pad.left(counters.received(type), 10));
    }

    private void family(StringBuilder out, PeerView peer, boolean up) {
        line(out, " For address family: IPv4 Unicast");
        line(
                out,
                up ? "  Update group " + group(peer) + ", subgroup " + group(peer) : "  Not part of any update group");
        if (up) {
            line(out, "  Packet Queue length 0");
        }
        line(out, "  Community attribute sent to this neighbor(all)");
        line(out, "  ", peer.acceptedPrefixes(), " accepted prefixes\n");
    }

    /** Groups are numbered in the order in which the first member of each came up. */
    private int group(PeerView peer) {
        List<PeerType> groups = frr.speaker().peers().stream()
                .filter(other -> other.state() == State.ESTABLISHED)
                .sorted(Comparator.comparingLong(PeerView::upOrDownSinceNanos))
                .map(other -> other.config().type())
                .distinct()
                .toList();
        return groups.indexOf(peer.config().type()) + 1;
    }

    private void tail(StringBuilder out, PeerView peer, boolean up) {
        PeerConfig config = peer.config();
        SessionCounters counters = peer.counters();
        line(
                out,
                "  Connections established ",
                counters.connectionsEstablished(),
                "; dropped ",
                counters.connectionsDropped());
        line(out, "  Last reset ", ago(peer.lastReset().atNanos()), ",  ", reason(peer.lastReset()));
        boolean internal = config.type() == PeerType.INTERNAL;
        line(
                out,
                internal ? "  Internal" : "  External",
                " BGP neighbor may be up to ",
                internal ? 255 : 1,
                " hops away.");
        Optional<Input.Connected> endpoints = peer.endpoints().filter(ends -> up);
        endpoints.ifPresent(ends -> {
            line(out, "Local host: ", ends.localAddress(), ", Local port: ", ends.localPort());
            line(out, "Foreign host: ", ends.remoteAddress(), ", Foreign port: ", ends.remotePort());
            line(out, "Nexthop: ", ends.localAddress());
            line(out, "Nexthop global: ::");
            line(out, "Nexthop local: ::");
            line(out, "BGP connection: shared network");
        });
        line(out, "BGP Connect Retry Timer in Seconds: ", config.connectRetryNanos() / 1_000_000_000L);
        line(out, up ? "Read thread: on  Write thread: on" : "Read thread: off  Write thread: off", "\n");
        if (config.has(PeerOption.BFD)) {
            bfd(out, config.id());
        }
    }

    /** FRR 8.4 {@code bfd_sess_show}. */
    private void bfd(StringBuilder out, PeerId peer) {
        frr.machine().router().map(FrrRouter::bfdd).stream()
                .flatMap(bfdd -> bfdd.sessions().stream())
                .filter(view -> view.peer().address().equals(peer.address()))
                .forEach(view -> {
                    BfdConfig config = view.session().config();
                    String status =
                            switch (view.session().state()) {
                                case UP -> "Up";
                                case DOWN, INIT -> "Down";
                                case ADMIN_DOWN -> "Admin Down";
                            };
                    line(out, "  BFD: Type: ", view.peer().multihop() ? "multi hop" : "single hop");
                    line(
                            out,
                            "  Detect Multiplier: ",
                            config.detectMultiplier(),
                            ", Min Rx interval: ",
                            config.requiredMinRxMicros() / 1000,
                            ", Min Tx interval: ",
                            config.desiredMinTxMicros() / 1000);
                    long ago = (frr.nowNanos() - view.session().changedAtNanos()) / 1_000_000_000L;
                    String clock = ago / 86_400 + ":" + Pad.zeros(ago / 3_600 % 24, 2) + ":"
                            + Pad.zeros(ago / 60 % 60, 2) + ":" + Pad.zeros(ago % 60, 2);
                    line(out, "  Status: ", status, ", Last update: ", clock, "\n");
                });
    }

    private static String reason(LastReset reset) {
        Notification notification = reset.notification();
        if (notification == null) {
            return reset.reason().words();
        }
        boolean received = reset.reason() == ResetReason.NOTIFICATION_RECEIVED;
        // FRR 8.4 keeps what a Hard Reset carries, and says that it was one only where it came in.
        Notification inner = notification.insideHardReset().orElse(notification);
        String subcode = inner.subcodeName();
        return "Notification " + (received ? "received" : "sent") + " (" + inner.codeName()
                + (subcode.isEmpty() ? "" : "/" + subcode)
                + (received && notification.insideHardReset().isPresent() ? "/Hard Reset" : "") + ")";
    }

    private static void line(StringBuilder out, Object... parts) {
        for (Object part : parts) {
            out.append(part);
        }
        out.append('\n');
    }
}
