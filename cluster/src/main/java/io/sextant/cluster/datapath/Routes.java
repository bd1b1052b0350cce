package io.sextant.cluster.datapath;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.topology.device.Direction;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Verdict;
import io.sextant.topology.forwarding.RouteEntry;
import io.sextant.topology.forwarding.RouteKind;
import io.sextant.topology.host.Host;
import io.sextant.topology.neighbour.NeighbourTable;
import org.jspecify.annotations.Nullable;

/** {@code bpf_fib_lookup}, and nodeport's own neighbours behind it: sends a finished packet out of a native device. */
final class Routes {

    private final Host host;
    private final Maps maps;
    private final PairMap<Verdict> outOf = new PairMap<>();

    Routes(Host host, Maps maps) {
        this.host = host;
        this.maps = maps;
    }

    /**
     * Writes the MAC addresses and gives the redirect; null when there is no route or no neighbour.
     *
     * @param xdpAt the device whose XDP program asks: back out of the same is XDP_TX; null at tc
     */
    @Nullable
    Verdict redirect(Packet packet, @Nullable NetworkInterface xdpAt) {
        NetworkInterface device = resolve(packet.version(), packet.destinationHigh, packet.destinationLow);
        if (device == null) {
            return null;
        }
        packet.setMacs(device.macBits(), nextMacBits);
        return out(device, xdpAt);
    }

    Verdict out(NetworkInterface device, @Nullable NetworkInterface xdpAt) {
        if (device == xdpAt) {
            return Verdict.TRANSMIT;
        }
        Verdict verdict = outOf.get(device.index());
        if (verdict == null) {
            verdict = Verdict.redirect(device, Direction.EGRESS);
            outOf.put(device.index(), verdict);
        }
        return verdict;
    }

    private long nextMacBits;

    /** The neighbour's address found by the last {@link #resolve}. */
    long nextMacBits() {
        return nextMacBits;
    }

    /** The device towards an address, whose neighbour is then {@link #nextMacBits}; null when either is missing. */
    @Nullable
    NetworkInterface resolve(IpVersion version, long high, long low) {
        boolean ipv4 = version == IpVersion.IPV4;
        RouteEntry route =
                ipv4 ? host.fib().lookup((int) low) : host.fib(version).lookup(high, low);
        if (route == null || route.kind() != RouteKind.UNICAST || route.size() == 0) {
            return null;
        }
        NetworkInterface device = route.hop(0).device();
        long nextHigh = high;
        long nextLow = low;
        if (ipv4 && route.gatewayBits(0) != 0) {
            nextLow = IpAddress.mapped(route.gatewayBits(0));
        } else if (!ipv4 && route.hasIpv6Gateway(0)) {
            nextHigh = route.gatewayHigh(0);
            nextLow = route.gatewayLow(0);
        }
        NeighbourTable neighbours = ipv4 ? host.neighbours() : host.ipv6().neighbours();
        nextMacBits = neighbours.macOf(device, nextHigh, nextLow);
        if (nextMacBits < 0) {
            neighbours.solicit(device, IpAddress.of(nextHigh, nextLow));
            nextMacBits = maps.neighbours.macBits(high, low);
        }
        return nextMacBits < 0 ? null : device;
    }
}
