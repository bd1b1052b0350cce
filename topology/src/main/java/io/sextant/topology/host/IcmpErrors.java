package io.sextant.topology.host;

import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.protocol.icmp.Icmp;
import io.sextant.protocol.icmp.Quotation;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.topology.frame.Frame;

/** The ICMP errors a host sends, and their limits: icmp_send and ip_rt_send_redirect. */
final class IcmpErrors {

    /** Host redirect (RFC 792). */
    private static final int REDIRECT_HOST = 1;

    /** Linux marks errors as internetwork control: DSCP CS6. */
    private static final int INTERNETWORK_CONTROL = 0xC0;

    private final Host host;
    private final IcmpLimits limits;

    IcmpErrors(Host host) {
        this.host = host;
        this.limits = new IcmpLimits(host);
    }

    /**
     * Tells the sender of a packet what became of it, if RFC 1122 §3.2.2 and the limits allow. The frame stays the
     * caller's.
     *
     * @param at where the packet's IP header stands in the frame
     * @param toUs whether the packet was addressed to this host, whose address then is the error's source
     */
    void send(int type, int code, int rest, Frame about, int at, boolean toUs) {
        byte[] octets = about.octets();
        int target = Ipv4.source(octets, at);
        if (!mayAnswer(about, at, target)) {
            return;
        }
        boolean pathMtu = type == Icmp.DESTINATION_UNREACHABLE && code == 4;
        if (!pathMtu && !limits.allow(type, target)) {
            return;
        }
        emit(type, code, rest, about, at, target, toUs ? Ipv4.destination(octets, at) : 0);
    }

    /** Tells a neighbour of a better first hop, at the backed-off rate of ip_rt_send_redirect. */
    void redirect(Frame about, int at, int gateway) {
        int target = Ipv4.source(about.octets(), at);
        if (mayAnswer(about, at, target) && limits.allowRedirect(target)) {
            emit(Icmp.REDIRECT, REDIRECT_HOST, gateway, about, at, target, 0);
        }
    }

    /** The limits, of which ICMPv6 shares those to everyone together. */
    IcmpLimits limits() {
        return limits;
    }

    private boolean mayAnswer(Frame about, int at, int target) {
        byte[] octets = about.octets();
        int packetTarget = Ipv4.destination(octets, at);
        if (Ipv4.isLaterFragment(octets, at) || packetTarget >>> 28 == 0xE || target == 0 || target >>> 28 == 0xE) {
            return false;
        }
        if (host.kindOf(packetTarget) == LocalAddresses.BROADCAST) {
            return false;
        }
        boolean onEthernet = at - about.start() >= Ethernet.HEADER_OCTETS;
        if (onEthernet && Ethernet.isGroup(Ethernet.destination(octets, at - Ethernet.HEADER_OCTETS))) {
            return false;
        }
        if (Ipv4.protocol(octets, at) != IpProtocol.ICMP) {
            return true;
        }
        int icmp = at + Ipv4.headerLength(octets, at);
        return about.end() - icmp >= Icmp.HEADER_OCTETS && !Icmp.isError(octets, icmp);
    }

    private void emit(int type, int code, int rest, Frame about, int at, int target, int ownAddress) {
        int source = ownAddress != 0 ? ownAddress : host.output().sourceFor(target);
        if (source == 0) {
            return;
        }
        byte[] quoted = about.octets();
        int room = Quotation.MAX_ERROR_PACKET_OCTETS - Ipv4.HEADER_OCTETS - Icmp.HEADER_OCTETS;
        int length = Math.min(room, about.end() - at);
        int icmpOctets = Icmp.HEADER_OCTETS + length;
        Frame error = host.network().pool().take(Ipv4.HEADER_OCTETS + icmpOctets);
        byte[] octets = error.octets();
        int icmp = error.start() + Ipv4.HEADER_OCTETS;
        System.arraycopy(quoted, at, octets, icmp + Icmp.HEADER_OCTETS, length);
        Icmp.writeHeader(octets, icmp, type, code, rest, length);
        Ipv4.writeHeader(
                octets,
                error.start(),
                INTERNETWORK_CONTROL | (Ipv4.trafficClass(quoted, at) & 0x1C),
                icmpOctets,
                host.nextIdentification(),
                0,
                host.sysctl().defaultTtl(),
                IpProtocol.ICMP,
                source,
                target);
        host.output().send(error, ownAddress);
    }
}
