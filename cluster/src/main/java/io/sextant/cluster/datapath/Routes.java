package io.sextant.cluster.datapath;

import io.sextant.topology.device.Direction;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Verdict;
import io.sextant.topology.forwarding.RouteEntry;
import io.sextant.topology.forwarding.RouteKind;
import io.sextant.topology.host.Host;
import org.jspecify.annotations.Nullable;

/** {@code bpf_fib_lookup}, and nodeport's own neighbours behind it: sends a finished packet out of a native device. */
final class Routes {

    private final Host host;
    private final Maps maps;
    private final LongMap<Verdict> outOf = new LongMap<>();

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
        NetworkInterface device = resolve(packet.destination);
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
    NetworkInterface resolve(int addressBits) {
        RouteEntry route = host.fib().lookup(addressBits);
        if (route == null || route.kind() != RouteKind.UNICAST || route.size() == 0) {
            return null;
        }
        NetworkInterface device = route.hop(0).device();
        int nextHop = route.gatewayBits(0) == 0 ? addressBits : route.gatewayBits(0);
        nextMacBits = host.neighbours().macOf(device, nextHop);
        if (nextMacBits < 0) {
            host.neighbours().solicit(device, nextHop);
            nextMacBits = maps.neighbours.macBits(addressBits);
        }
        return nextMacBits < 0 ? null : device;
    }
}
