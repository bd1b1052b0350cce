package io.sextant.topology.ecmp;

/** Where policy 0 finds the addresses of an ICMP error: in the packet it quotes, so that it takes the flow's own path. */
final class IcmpErrors {
    private static final int HEADER_OCTETS = 8;
    private static final int IPV4_FRAGMENT_OFFSET = 0x1fff;

    private IcmpErrors() {}

    /** The offset of the quoted IPv4 header, or {@code ipOffset} if this is no error or not its first fragment. */
    static int quotedIpv4(byte[] octets, int ipOffset, int end) {
        if ((FlowDissector.u16(octets, ipOffset + 6) & IPV4_FRAGMENT_OFFSET) != 0) {
            return ipOffset;
        }
        int icmp = ipOffset + (octets[ipOffset] & 0x0f) * 4;
        int quoted = icmp + HEADER_OCTETS;
        boolean whole = quoted + FlowDissector.IPV4_HEADER_OCTETS <= end;
        return whole && isIpv4Error(octets[icmp]) ? quoted : ipOffset;
    }

    /** The offset of the quoted IPv6 header, or {@code ipOffset} if this is no error. */
    static int quotedIpv6(byte[] octets, int ipOffset, int end) {
        int icmp = ipOffset + FlowDissector.IPV6_HEADER_OCTETS;
        int quoted = icmp + HEADER_OCTETS;
        boolean whole = quoted + FlowDissector.IPV6_HEADER_OCTETS <= end;
        return whole && isIpv6Error(octets[icmp]) ? quoted : ipOffset;
    }

    /** Destination unreachable, source quench, redirect, time exceeded, parameter problem (RFC 792). */
    private static boolean isIpv4Error(int type) {
        return type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
    }

    /** Destination unreachable, packet too big, time exceeded, parameter problem (RFC 4443 §3). */
    private static boolean isIpv6Error(int type) {
        return type >= 1 && type <= 4;
    }
}
