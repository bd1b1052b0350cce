package io.sextant.topology.host;

import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.protocol.icmp.Icmpv6;
import io.sextant.protocol.icmp.Quotation;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.RouteEntry;
import io.sextant.topology.frame.Frame;
import org.jspecify.annotations.Nullable;

/** The ICMPv6 errors a host sends, and their limits: icmp6_send. */
final class Icmpv6Errors {

    private final Host host;
    private final Ipv6Stack ipv6;

    Icmpv6Errors(Host host, Ipv6Stack ipv6) {
        this.host = host;
        this.ipv6 = ipv6;
    }

    /**
     * Tells the sender of a packet what became of it, if RFC 4443 §2.4 (e) and the limits allow. The frame stays the
     * caller's.
     *
     * @param at where the packet's IPv6 header stands in the frame
     * @param near the interface the packet came in by or should have left by, for senders with a link-local address
     */
    void send(int type, int code, int rest, Frame about, int at, NetworkInterface near) {
        byte[] quoted = about.octets();
        long high = Ipv6.sourceHigh(quoted, at);
        long low = Ipv6.sourceLow(quoted, at);
        if (!mayAnswer(type, about, at) || !mayPass(type, high, low)) {
            return;
        }
        Ipv6Address source = sourceOf(quoted, at, high, low, near);
        if (source == null) {
            return;
        }
        int length = Math.min(Quotation.MAX_IPV6_OCTETS, about.end() - at);
        int icmpOctets = Icmpv6.HEADER_OCTETS + length;
        Frame error = host.network().pool().take(Ipv6.HEADER_OCTETS + icmpOctets);
        byte[] octets = error.octets();
        int start = error.start();
        int icmp = start + Ipv6.HEADER_OCTETS;
        System.arraycopy(quoted, at, octets, icmp + Icmpv6.HEADER_OCTETS, length);
        int label = ipv6.flowLabels().ofFlow(source.high(), source.low(), high, low, IpProtocol.ICMPV6, 0);
        int hopLimit = ipv6.sysctl().hopLimit();
        Ipv6.writeHeader(
                octets,
                start,
                0,
                label,
                icmpOctets,
                IpProtocol.ICMPV6,
                hopLimit,
                source.high(),
                source.low(),
                high,
                low);
        Icmpv6.writeHeader(octets, icmp, type, code, rest, length, Ipv6.addressSum(octets, start));
        ipv6.output().send(error, false, Ipv6Address.isLinkLocal(high) ? near : null, false);
    }

    private @Nullable Ipv6Address sourceOf(byte[] quoted, int at, long high, long low, NetworkInterface near) {
        long ownHigh = Ipv6.destinationHigh(quoted, at);
        long ownLow = Ipv6.destinationLow(quoted, at);
        if (ipv6.isLocal(ownHigh, ownLow)) {
            return new Ipv6Address(ownHigh, ownLow);
        }
        return Ipv6Address.isLinkLocal(high)
                ? Ipv6Output.linkLocalOf(near)
                : ipv6.output().sourceFor(high, low);
    }

    private static boolean mayAnswer(int type, Frame about, int at) {
        byte[] octets = about.octets();
        long sourceHigh = Ipv6.sourceHigh(octets, at);
        if (Ipv6Address.isMulticast(sourceHigh) || (sourceHigh | Ipv6.sourceLow(octets, at)) == 0) {
            return false;
        }
        boolean onEthernet = at - about.start() >= Ethernet.HEADER_OCTETS;
        boolean group = Ipv6Address.isMulticast(Ipv6.destinationHigh(octets, at))
                || (onEthernet && Ethernet.isGroup(Ethernet.destination(octets, at - Ethernet.HEADER_OCTETS)));
        if (group && type != Icmpv6.PACKET_TOO_BIG) {
            return false;
        }
        long upper = Ipv6.upperLayer(octets, at);
        if (upper == Ipv6.MALFORMED || Ipv6.protocolOf(upper) != IpProtocol.ICMPV6) {
            return upper != Ipv6.MALFORMED;
        }
        int icmp = Ipv6.offsetOf(upper);
        return about.end() - icmp >= Icmpv6.HEADER_OCTETS && !Icmpv6.isError(octets, icmp);
    }

    /** icmpv6_xrlim_allow: path MTU discovery is not limited; wider prefixes get more (two bits a 32nd of the address). */
    private boolean mayPass(int type, long high, long low) {
        long interval = ipv6.sysctl().icmpRateLimitNanos();
        if (type == Icmpv6.PACKET_TOO_BIG || interval == 0 || ipv6.isLocal(high, low)) {
            return true;
        }
        RouteEntry route = Ipv6Address.isLinkLocal(high) ? null : ipv6.fib().lookup(high, low);
        int length = route == null ? 64 : route.route().prefix().length();
        return host.icmpErrors().limits().allowIpv6(new Ipv6Address(high, low), interval >> (128 - length >> 5));
    }
}
