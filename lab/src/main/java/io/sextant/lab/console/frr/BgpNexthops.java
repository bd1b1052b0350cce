package io.sextant.lab.console.frr;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.PeerType;
import io.sextant.protocol.bgp.speaker.PeerView;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.routing.NextHopState;
import io.sextant.topology.routing.RibNextHop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code show bgp nexthop [X] [detail]} (FRR 8.4 {@code bgp_show_nexthop}), with what zebra says of each. */
final class BgpNexthops {

    /** FRR 8.4 {@code BGP_PATH_COUNTED}, {@code _VALID}, {@code _SELECTED}, {@code _MULTIPATH}, {@code _STALE}. */
    private static final int COUNTED = 0x400;

    private static final int VALID = 0x10;
    private static final int SELECTED = 0x8;
    private static final int MULTIPATH = 0x800;
    private static final int STALE = 0x100;

    private final Frr frr;
    private final NextHopStates states;
    /** Paths by the next hop they need; neighbours that are dialled have an entry without any. */
    private final Map<IpAddress, List<Path>> entries = new TreeMap<>();

    BgpNexthops(Frr frr) {
        this.frr = frr;
        this.states = new NextHopStates(frr.machine());
        frr.peers().stream()
                .filter(peer -> isWatched(frr, peer))
                .forEach(peer -> entries.put(peer.config().id().address(), new ArrayList<>()));
        for (IpPrefix prefix : frr.table().prefixes()) {
            for (Path path : frr.table().paths(prefix)) {
                needed(path).ifPresent(hop -> entries.computeIfAbsent(hop, none -> new ArrayList<>())
                        .add(path));
            }
        }
    }

    /** FRR 8.4 {@code bgp_start} and {@code bgp_accept} ask zebra for the way to a neighbour that was configured. */
    static boolean isWatched(Frr frr, PeerView peer) {
        boolean called = peer.counters().connectionsEstablished() > 0;
        return !new Neighbor(frr, peer).isShut()
                && !peer.config().has(PeerOption.DYNAMIC)
                && (called || !peer.config().passive());
    }

    /** What a route from a neighbour is sent through: the link-local address where one came along. */
    static Optional<IpAddress> needed(Path path) {
        if (path.source().isLocal()) {
            return Optional.empty();
        }
        return path.attributes().linkLocalNextHop().<IpAddress>map(hop -> hop).or(() -> path.attributes()
                .nextHop());
    }

    String all() {
        Lines out = new Lines();
        out.line("Current BGP nexthop cache:");
        for (AddressFamily family : Frr.FAMILIES) {
            entries.keySet().stream()
                    .filter(address -> AddressFamily.of(address).equals(family))
                    .forEach(address -> text(out, address));
        }
        return out.toString();
    }

    String one(IpAddress address) {
        List<Path> paths = entries.get(address);
        if (paths == null) {
            return "specified nexthop is not found\n";
        }
        Lines out = new Lines();
        text(out, address);
        out.line("  Paths:");
        List<Path> newestFirst = new ArrayList<>(paths);
        Collections.reverse(newestFirst);
        for (Path path : newestFirst) {
            AddressFamily family = AddressFamily.of(path.nlri().prefix());
            String number = family.afi() + "/" + family.safi();
            String flags = Integer.toHexString(flags(path));
            out.line("    ", number, " ", path.nlri().prefix(), " VRF default flags 0x", flags);
        }
        return out.toString();
    }

    private int flags(Path path) {
        return COUNTED
                | (path.isReachable() ? VALID : 0)
                | (frr.isBest(path) ? SELECTED : 0)
                | (frr.isMultipath(path) ? MULTIPATH : 0)
                | (path.stale() ? STALE : 0);
    }

    private void text(Lines out, IpAddress address) {
        List<Path> paths = entries.getOrDefault(address, List.of());
        Optional<PeerView> peer = frr.speaker().peer(new PeerId(address)).filter(found -> isWatched(frr, found));
        String behind = ", #paths " + paths.size() + (peer.isPresent() ? ", peer " + address : "");
        Optional<NextHopState> state = states.of(address).filter(NextHopState::isReachable);
        if (state.isPresent()) {
            out.line(" ", address, " valid [IGP metric ", state.get().metric(), "]", behind);
            state.get().hops().forEach(hop -> hop(out, hop));
        } else {
            out.line(" ", address, " invalid", behind);
            boolean near = peer.filter(view -> view.config().type() != PeerType.INTERNAL
                            && view.config().ttl() == 1
                            && !view.config().has(PeerOption.DISABLE_CONNECTED_CHECK))
                    .isPresent();
            out.lineIf(near, "  Must be Connected");
        }
        long since = peer.map(PeerView::createdNanos)
                .orElseGet(
                        () -> paths.stream().mapToLong(Path::learnedNanos).min().orElse(0));
        out.line("  Last update: ", frr.calendar(since), "\n");
    }

    private static void hop(Lines out, RibNextHop hop) {
        NetworkInterface device = hop.device();
        if (hop.dead() != null) {
            out.line("  blackhole");
        } else if (hop.gateway() == null) {
            out.line("  if ", device == null ? "unknown" : device.name());
        } else {
            out.line("  gate ", hop.gateway(), hop.bound() && device != null ? ", if " + device.name() : "");
        }
    }
}
