package io.sextant.topology.host;

import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.protocol.icmp.Icmpv6;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.RouteEntry;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import org.jspecify.annotations.Nullable;

/** What the stack does with a received IPv6 packet: Linux' ip6_rcv, ip6_input and ip6_forward. */
final class Ipv6Input {

    /** Where the first next-header octet stands in the header. */
    private static final int NEXT_HEADER_POINTER = 6;

    private final Host host;
    private final Ipv6Stack ipv6;

    Ipv6Input(Host host, Ipv6Stack ipv6) {
        this.host = host;
        this.ipv6 = ipv6;
    }

    void receive(NetworkInterface in, Frame frame, boolean unicast) {
        byte[] octets = frame.octets();
        int at = frame.start() + Ethernet.HEADER_OCTETS;
        if (!Ipv6.check(octets, at, frame.end() - at).isOk()) {
            in.dropReceived(frame, DropReason.IPV6_HEADER);
            return;
        }
        frame.setEnd(at + Ipv6.totalLength(octets, at));
        long high = Ipv6.destinationHigh(octets, at);
        long low = Ipv6.destinationLow(octets, at);
        DropReason martian = martian(in, octets, at);
        if (martian != null) {
            in.dropReceived(frame, martian);
        } else if (Ipv6Address.isMulticast(high)) {
            if (ipv6.listensTo(high, low)) {
                deliver(in, frame, at, false);
            } else {
                // The card's filter or the stack passes over a group nobody here has joined: no loss.
                host.network().pool().give(frame);
            }
        } else if (ipv6.isLocal(high, low)) {
            deliver(in, frame, at, unicast);
        } else if (!unicast) {
            in.dropReceived(frame, DropReason.NOT_FORWARDABLE);
        } else if (!ipv6.sysctl().forwarding()) {
            in.dropReceived(frame, DropReason.FORWARDING_OFF);
        } else {
            forward(in, frame, at, high, low);
        }
    }

    /** ip6_rcv_core: groups as source, and the loopback's address on a wire. */
    private @Nullable DropReason martian(NetworkInterface in, byte[] octets, int at) {
        if (Ipv6Address.isMulticast(Ipv6.sourceHigh(octets, at))) {
            return DropReason.MARTIAN_SOURCE;
        }
        if (in == host.loopback()) {
            return null;
        }
        if (isLoopback(Ipv6.sourceHigh(octets, at), Ipv6.sourceLow(octets, at))) {
            return DropReason.MARTIAN_SOURCE;
        }
        boolean here = isLoopback(Ipv6.destinationHigh(octets, at), Ipv6.destinationLow(octets, at));
        return here ? DropReason.MARTIAN_DESTINATION : null;
    }

    private static boolean isLoopback(long high, long low) {
        return high == 0 && low == 1;
    }

    private void deliver(NetworkInterface in, Frame frame, int at, boolean unicast) {
        byte[] octets = frame.octets();
        long upper = Ipv6.upperLayer(octets, at);
        if (upper == Ipv6.MALFORMED) {
            in.dropReceived(frame, DropReason.IPV6_HEADER);
            return;
        }
        int transport = Ipv6.offsetOf(upper);
        switch (Ipv6.protocolOf(upper)) {
            case IpProtocol.TCP -> host.tcp().receiveIpv6(in, frame, at, transport, unicast);
            case IpProtocol.UDP -> host.udp().receiveIpv6(in, frame, at, transport, unicast);
            case IpProtocol.ICMPV6 -> ipv6.icmp().receive(in, frame, at, transport, unicast);
            case IpProtocol.FRAGMENT -> in.dropReceived(frame, DropReason.FRAGMENT);
            case IpProtocol.NONE -> host.network().pool().give(frame);
            default -> {
                if (unicast) {
                    int type = Icmpv6.PARAMETER_PROBLEM;
                    ipv6.errors().send(type, Icmpv6.UNKNOWN_NEXT_HEADER, NEXT_HEADER_POINTER, frame, at, in);
                }
                in.dropReceived(frame, DropReason.IP_UNKNOWN_PROTOCOL);
            }
        }
    }

    private void forward(NetworkInterface in, Frame frame, int at, long high, long low) {
        RouteEntry route = Ipv6Address.isLinkLocal(high) ? null : ipv6.fib().lookup(high, low);
        if (route == null) {
            refuse(in, frame, at, Icmpv6.NO_ROUTE, DropReason.NO_ROUTE);
            return;
        }
        switch (route.kind()) {
            case UNICAST -> forward(in, frame, at, high, low, route);
            case BLACKHOLE -> in.dropReceived(frame, DropReason.BLACKHOLE);
            // ip6_pkt_discard says "no route" of unreachable routes too.
            case UNREACHABLE -> refuse(in, frame, at, Icmpv6.NO_ROUTE, DropReason.NO_ROUTE);
            case PROHIBIT -> refuse(in, frame, at, Icmpv6.PROHIBITED, DropReason.PROHIBITED);
        }
    }

    private void forward(NetworkInterface in, Frame frame, int at, long high, long low, RouteEntry route) {
        byte[] octets = frame.octets();
        if (Ipv6.hopLimit(octets, at) <= 1) {
            ipv6.errors().send(Icmpv6.TIME_EXCEEDED, 0, 0, frame, at, in);
            in.dropReceived(frame, DropReason.HOP_LIMIT_EXCEEDED);
            return;
        }
        if (Ipv6Address.isLinkLocal(Ipv6.sourceHigh(octets, at))) {
            refuse(in, frame, at, Icmpv6.BEYOND_SCOPE, DropReason.BEYOND_SCOPE);
            return;
        }
        int hop = route.isMultipath() ? route.select(ipv6.hash31(frame, at)) : 0;
        NetworkInterface out = route.hop(hop).device();
        int mtu = out.mtu();
        if (frame.end() - at > mtu) {
            ipv6.errors().send(Icmpv6.PACKET_TOO_BIG, 0, mtu, frame, at, in);
            in.dropReceived(frame, DropReason.PACKET_TOO_BIG);
            return;
        }
        Ipv6.decrementHopLimit(octets, at);
        frame.pull(Ethernet.HEADER_OCTETS);
        if (route.hasIpv6Gateway(hop)) {
            ipv6.neighbours().send(out, route.gatewayHigh(hop), route.gatewayLow(hop), frame);
        } else {
            ipv6.neighbours().send(out, high, low, frame);
        }
    }

    private void refuse(NetworkInterface in, Frame frame, int at, int code, DropReason reason) {
        ipv6.errors().send(Icmpv6.DESTINATION_UNREACHABLE, code, 0, frame, at, in);
        in.dropReceived(frame, reason);
    }
}
