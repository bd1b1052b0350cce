package io.sextant.lab.console.frr;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.rib.NextHops;
import io.sextant.protocol.bgp.session.Input;
import io.sextant.protocol.bgp.session.State;
import io.sextant.protocol.bgp.speaker.PeerView;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Addresses of a neighbour's last connection, and the next hops FRR 8.4 {@code bgp_zebra_nexthop_set} takes from them.
 *
 * @param nexthop our IPv4 address towards the neighbour
 * @param global our global IPv6 address there; the link-local one where a connection over IPv4 finds no other
 * @param linkLocal our link-local address there
 * @param shared the neighbour is on a network of ours
 */
record NeighborSocket(Input.Connected ends, IpAddress nexthop, IpAddress global, IpAddress linkLocal, boolean shared) {

    /** bgpd's first descriptor for a connection: below lie its logs, listeners, zebra's and vtysh's sockets. */
    private static final int FIRST_DESCRIPTOR = 22;

    private static final IpAddress NONE = new Ipv6Address(0, 0);

    static Optional<NeighborSocket> of(Neighbor neighbor) {
        return neighbor.view().lastEndpoints().map(ends -> of(neighbor.frr(), ends));
    }

    private static NeighborSocket of(Frr frr, Input.Connected ends) {
        NextHops routes = frr.speaker().config().nextHops();
        IpAddress local = ends.localAddress();
        boolean shared = routes.connectedNetwork(ends.remoteAddress()).isPresent();
        Optional<Ipv6Address> linkLocal = routes.linkLocalAddressBeside(local);
        if (local instanceof Ipv4Address) {
            IpAddress global = routes.globalAddressBeside(local)
                    .or(() -> linkLocal)
                    .<IpAddress>map(found -> found)
                    .orElse(NONE);
            return new NeighborSocket(
                    ends,
                    local,
                    global,
                    linkLocal.<IpAddress>map(found -> found).orElse(NONE),
                    shared);
        }
        IpAddress ipv4 = routes.ipv4AddressBeside(local)
                .<IpAddress>map(found -> found)
                .orElse(frr.speaker().config().routerId());
        IpAddress beside = shared ? linkLocal.<IpAddress>map(found -> found).orElse(NONE) : NONE;
        return new NeighborSocket(ends, ipv4, local, beside, shared);
    }

    /** The number of the connection's descriptor: lower ones are those of sessions that came up before; -1 for none. */
    static int descriptor(Neighbor neighbor) {
        if (!isOpen(neighbor.view())) {
            return -1;
        }
        List<PeerView> open = neighbor.frr().speaker().peers().stream()
                .filter(NeighborSocket::isOpen)
                .sorted(Comparator.comparingLong(PeerView::upOrDownSinceNanos))
                .toList();
        for (int i = 0; i < open.size(); i++) {
            if (open.get(i).config().id().equals(neighbor.config().id())) {
                return FIRST_DESCRIPTOR + i;
            }
        }
        return -1;
    }

    /** Whether reading and writing go on. */
    static boolean isRead(PeerView view) {
        return view.state().compareTo(State.OPEN_SENT) >= 0;
    }

    private static boolean isOpen(PeerView view) {
        return isRead(view) || view.state() == State.CONNECT;
    }
}
