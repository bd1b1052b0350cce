package io.sextant.topology.host;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.ethernet.EtherType;
import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.protocol.icmp.Icmpv6;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.protocol.wire.Octets;
import io.sextant.topology.device.Ipv6InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.RouteEntry;
import io.sextant.topology.forwarding.RouteKind;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import org.jspecify.annotations.Nullable;

/** How IPv6 packets made here leave: ip6_route_output and ip6_output. */
final class Ipv6Output {

    private static final int ETHERNET_MTU_OCTETS = 1_500;

    private final Host host;
    private final Ipv6Stack ipv6;

    Ipv6Output(Host host, Ipv6Stack ipv6) {
        this.host = host;
        this.ipv6 = ipv6;
    }

    /**
     * Takes over a packet, from its complete IPv6 header on, whose upper layer follows the header at once.
     *
     * @param bound whether the socket was bound to the header's source, so that the route lookup knows it
     *     (linux-ecmp.md §2: else it is looked up from ::)
     * @param scope the interface of a link-local target; null where there is none
     * @param confirm the packet is of a connection that makes progress: the neighbour it goes to is alive
     * @return false when there is no route; the packet is dropped then
     */
    boolean send(Frame packet, boolean bound, @Nullable NetworkInterface scope, boolean confirm) {
        byte[] octets = packet.octets();
        int at = packet.start();
        long high = Ipv6.destinationHigh(octets, at);
        long low = Ipv6.destinationLow(octets, at);
        if (ipv6.isLocal(high, low)) {
            transmitTo(host.loopback(), 0, packet);
            return true;
        }
        if (Ipv6Address.isMulticast(high) || Ipv6Address.isLinkLocal(high)) {
            return sendOnLink(packet, high, low, scope);
        }
        RouteEntry route = ipv6.fib().lookup(high, low);
        if (route == null || route.kind() != RouteKind.UNICAST) {
            host.network().drop(host.name(), "", DropReason.NO_ROUTE, packet);
            return false;
        }
        int hop = route.isMultipath() ? choose(route, octets, at, bound) : 0;
        boolean gateway = route.hasIpv6Gateway(hop);
        long nearHigh = gateway ? route.gatewayHigh(hop) : high;
        long nearLow = gateway ? route.gatewayLow(hop) : low;
        NetworkInterface out = route.hop(hop).device();
        if (packet.length() > out.mtu()) {
            host.network().drop(host.name(), out.name(), DropReason.TOO_BIG, packet);
            return true;
        }
        if (confirm) {
            ipv6.neighbours().confirm(out, nearHigh, nearLow);
        }
        ipv6.neighbours().send(out, nearHigh, nearLow, packet);
        return true;
    }

    private boolean sendOnLink(Frame packet, long high, long low, @Nullable NetworkInterface scope) {
        if (scope == null) {
            host.network().drop(host.name(), "", DropReason.NO_ROUTE, packet);
            return false;
        }
        if (packet.length() > scope.mtu()) {
            host.network().drop(host.name(), scope.name(), DropReason.TOO_BIG, packet);
        } else if (Ipv6Address.isMulticast(high)) {
            transmitTo(scope, 0x3333_0000_0000L | (low & 0xFFFF_FFFFL), packet);
        } else {
            ipv6.neighbours().send(scope, high, low, packet);
        }
        return true;
    }

    /** The address this host would put into a packet to the target; null without a route. */
    @Nullable
    Ipv6Address sourceFor(long high, long low) {
        if (ipv6.isLocal(high, low)) {
            return new Ipv6Address(high, low);
        }
        RouteEntry route = Ipv6Address.isLinkLocal(high) ? null : ipv6.fib().lookup(high, low);
        if (route == null || route.kind() != RouteKind.UNICAST) {
            return null;
        }
        if (route.route().preferredSource() instanceof Ipv6Address preferred) {
            return preferred;
        }
        int hop = route.isMultipath()
                ? route.select(ipv6.flowHash().hash31OfLocalIpv6(0, 0, high, low, IpProtocol.TCP, 0, 0))
                : 0;
        return sourceOn(route.hop(hop).device(), high, low);
    }

    /** The link-local address of an interface, or null when it has none. */
    static @Nullable Ipv6Address linkLocalOf(NetworkInterface device) {
        for (Ipv6InterfaceAddress address : device.ipv6Addresses()) {
            if (address.address().isLinkLocal()) {
                return address.address();
            }
        }
        return null;
    }

    /** The MTU of the first hop towards a target; that of Ethernet without a route. */
    int mtuTo(IpAddress target) {
        if (ipv6.isLocal(target.high(), target.low())) {
            return Math.min(65_535, host.loopback().mtu());
        }
        RouteEntry route = ipv6.fib().lookup(target.high(), target.low());
        return route == null || route.size() == 0
                ? ETHERNET_MTU_OCTETS
                : Math.min(65_535, route.hop(0).device().mtu());
    }

    /**
     * ipv6_dev_get_saddr: RFC 6724 §5 as far as plain addresses differ: of a scope that reaches the target (rule 2), on
     * the outgoing interface (5), with the longer prefix in common, the subnet's length at most (8). No temporary, home or
     * deprecated addresses, no label table.
     */
    @Nullable
    Ipv6Address sourceOn(NetworkInterface out, long high, long low) {
        Ipv6Address best = null;
        int bestScore = -1;
        for (NetworkInterface device : host.interfaces()) {
            for (Ipv6InterfaceAddress candidate : device.ipv6Addresses()) {
                Ipv6Address address = candidate.address();
                if (address.equals(Ipv6Address.LOOPBACK) || (address.isLinkLocal() && device != out)) {
                    continue;
                }
                int common = Math.min(candidate.prefixLength(), commonBits(address, high, low));
                int score = (address.isLinkLocal() ? 0 : 1_024) + (device == out ? 512 : 0) + common;
                if (score > bestScore) {
                    best = address;
                    bestScore = score;
                }
            }
        }
        return best;
    }

    private static int commonBits(Ipv6Address address, long high, long low) {
        int ofHigh = Long.numberOfLeadingZeros(address.high() ^ high);
        return ofHigh < 64 ? ofHigh : 64 + Long.numberOfLeadingZeros(address.low() ^ low);
    }

    private int choose(RouteEntry route, byte[] octets, int at, boolean bound) {
        int protocol = Ipv6.nextHeader(octets, at);
        int transport = at + Ipv6.HEADER_OCTETS;
        int sourcePort = 0;
        int targetPort = 0;
        if (protocol == IpProtocol.TCP || protocol == IpProtocol.UDP) {
            sourcePort = Octets.u16(octets, transport);
            targetPort = Octets.u16(octets, transport + 2);
        } else if (protocol == IpProtocol.ICMPV6) {
            targetPort = Icmpv6.type(octets, transport) << 8 | Icmpv6.code(octets, transport);
        }
        return route.select(ipv6.flowHash()
                .hash31OfLocalIpv6(
                        bound ? Ipv6.sourceHigh(octets, at) : 0,
                        bound ? Ipv6.sourceLow(octets, at) : 0,
                        Ipv6.destinationHigh(octets, at),
                        Ipv6.destinationLow(octets, at),
                        protocol,
                        sourcePort,
                        targetPort));
    }

    private static void transmitTo(NetworkInterface out, long mac, Frame packet) {
        int start = packet.push(Ethernet.HEADER_OCTETS);
        Ethernet.writeHeader(packet.octets(), start, mac, out.macBits(), EtherType.IPV6);
        out.transmit(packet);
    }
}
