package io.sextant.topology.ecmp;

/**
 * Walks a packet's headers and fills {@link FlowKeys}, as Linux's flow dissector does for multipath.
 *
 * <p>Total: whatever the octets are, it stops where Linux would stop and keeps what it has read until then. Followed
 * are IPv4, IPv6 with hop-by-hop, routing, destination and fragment headers, GRE version 0, IP-in-IP and 6in4. VXLAN is
 * UDP here, as in Linux. Not followed, because not measured: PPTP, MPLS, and VLAN tags inside GRE.
 */
final class FlowDissector {
    static final int IPV4_HEADER_OCTETS = 20;
    static final int IPV6_HEADER_OCTETS = 40;
    static final int PROTOCOL_ICMP = 1;
    static final int PROTOCOL_ICMPV6 = 58;

    /** Linux's MAX_FLOW_DISSECT_HDRS. */
    private static final int MAX_FURTHER_HEADERS = 15;

    private static final int PROTOCOL_HOP_BY_HOP = 0;
    private static final int PROTOCOL_IPIP = 4;
    private static final int PROTOCOL_TCP = 6;
    private static final int PROTOCOL_UDP = 17;
    private static final int PROTOCOL_DCCP = 33;
    private static final int PROTOCOL_6IN4 = 41;
    private static final int PROTOCOL_ROUTING = 43;
    private static final int PROTOCOL_FRAGMENT = 44;
    private static final int PROTOCOL_GRE = 47;
    private static final int PROTOCOL_ESP = 50;
    private static final int PROTOCOL_AH = 51;
    private static final int PROTOCOL_DESTINATION = 60;
    private static final int PROTOCOL_SCTP = 132;
    private static final int PROTOCOL_UDP_LITE = 136;

    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_IPV6 = 0x86dd;
    private static final int ETHERTYPE_ETHERNET = 0x6558;
    private static final int ETHERNET_HEADER_OCTETS = 14;

    private static final int GRE_CHECKSUM = 0x8000;
    private static final int GRE_ROUTING = 0x4000;
    private static final int GRE_KEY = 0x2000;
    private static final int GRE_SEQUENCE = 0x1000;
    private static final int GRE_VERSION = 0x0007;
    private static final int IPV4_FRAGMENT = 0x3fff;

    private final FlowKeys keys;
    private int position;
    private int end;
    private boolean stopAtTunnels;
    private int ethertype;

    private enum Next {
        NETWORK,
        PROTOCOL,
        STOP
    }

    FlowDissector(FlowKeys keys) {
        this.keys = keys;
    }

    /** Fills the keys from the IP packet that begins at {@code ipOffset} and ends before {@code endOffset}. */
    void dissect(byte[] octets, int ipOffset, int endOffset, boolean stopsAtTunnels) {
        keys.clear();
        position = ipOffset;
        end = endOffset;
        stopAtTunnels = stopsAtTunnels;
        ethertype = (octets[ipOffset] & 0xf0) == 0x60 ? ETHERTYPE_IPV6 : ETHERTYPE_IPV4;
        Next next = Next.NETWORK;
        for (int further = 0; further <= MAX_FURTHER_HEADERS && next != Next.STOP; further++) {
            if (next == Next.NETWORK) {
                next = networkHeader(octets);
            }
            if (next == Next.PROTOCOL) {
                next = protocolHeader(octets);
            }
        }
    }

    private Next networkHeader(byte[] octets) {
        return switch (ethertype) {
            case ETHERTYPE_IPV4 -> ipv4Header(octets);
            case ETHERTYPE_IPV6 -> ipv6Header(octets);
            default -> Next.STOP;
        };
    }

    private Next ipv4Header(byte[] octets) {
        if (position + IPV4_HEADER_OCTETS > end) {
            return Next.STOP;
        }
        int headerOctets = (octets[position] & 0x0f) * 4;
        if (headerOctets < IPV4_HEADER_OCTETS) {
            return Next.STOP;
        }
        keys.protocol = octets[position + 9] & 0xff;
        keys.ipv4(u32(octets, position + 12), u32(octets, position + 16));
        boolean fragment = (u16(octets, position + 6) & IPV4_FRAGMENT) != 0;
        position += headerOctets;
        return fragment ? Next.STOP : Next.PROTOCOL;
    }

    private Next ipv6Header(byte[] octets) {
        if (position + IPV6_HEADER_OCTETS > end) {
            return Next.STOP;
        }
        keys.protocol = octets[position + 6] & 0xff;
        keys.ipv6(
                u64(octets, position + 8),
                u64(octets, position + 16),
                u64(octets, position + 24),
                u64(octets, position + 32));
        int label = u32(octets, position) & 0xfffff;
        if (label != 0) {
            keys.flowLabel = label; // a zero label inside a tunnel leaves the outer one standing
        }
        position += IPV6_HEADER_OCTETS;
        return Next.PROTOCOL;
    }

    private Next protocolHeader(byte[] octets) {
        return switch (keys.protocol) {
            case PROTOCOL_TCP, PROTOCOL_UDP, PROTOCOL_UDP_LITE, PROTOCOL_SCTP, PROTOCOL_DCCP, PROTOCOL_ESP ->
                ports(octets, position);
            case PROTOCOL_AH -> ports(octets, position + 4);
            case PROTOCOL_GRE -> gre(octets);
            case PROTOCOL_IPIP -> tunnel(ETHERTYPE_IPV4);
            case PROTOCOL_6IN4 -> tunnel(ETHERTYPE_IPV6);
            case PROTOCOL_HOP_BY_HOP, PROTOCOL_ROUTING, PROTOCOL_DESTINATION -> ipv6Options(octets);
            case PROTOCOL_FRAGMENT -> ipv6Fragment(octets);
            default -> Next.STOP;
        };
    }

    private Next ports(byte[] octets, int offset) {
        if (offset + 4 <= end) {
            keys.sourcePort = u16(octets, offset);
            keys.targetPort = u16(octets, offset + 2);
        }
        return Next.STOP;
    }

    private Next gre(byte[] octets) {
        if (position + 4 > end) {
            return Next.STOP;
        }
        int flags = u16(octets, position);
        if ((flags & (GRE_ROUTING | GRE_VERSION)) != 0) {
            return Next.STOP;
        }
        int inner = u16(octets, position + 2);
        position += 4;
        position += (flags & GRE_CHECKSUM) != 0 ? 4 : 0;
        position += (flags & GRE_KEY) != 0 ? 4 : 0;
        position += (flags & GRE_SEQUENCE) != 0 ? 4 : 0;
        if (inner == ETHERTYPE_ETHERNET) {
            if (position + ETHERNET_HEADER_OCTETS > end) {
                return Next.STOP;
            }
            inner = u16(octets, position + 12);
            position += ETHERNET_HEADER_OCTETS;
        }
        return tunnel(inner);
    }

    private Next tunnel(int innerEthertype) {
        keys.encapsulated = true;
        ethertype = innerEthertype;
        return stopAtTunnels ? Next.STOP : Next.NETWORK;
    }

    private Next ipv6Options(byte[] octets) {
        if (ethertype != ETHERTYPE_IPV6 || position + 2 > end) {
            return Next.STOP;
        }
        keys.protocol = octets[position] & 0xff;
        position += ((octets[position + 1] & 0xff) + 1) * 8;
        return Next.PROTOCOL;
    }

    private Next ipv6Fragment(byte[] octets) {
        if (ethertype == ETHERTYPE_IPV6 && position + 8 <= end) {
            keys.protocol = octets[position] & 0xff;
        }
        return Next.STOP;
    }

    static int u16(byte[] octets, int offset) {
        return (octets[offset] & 0xff) << 8 | octets[offset + 1] & 0xff;
    }

    static int u32(byte[] octets, int offset) {
        return u16(octets, offset) << 16 | u16(octets, offset + 2);
    }

    static long u64(byte[] octets, int offset) {
        return (long) u32(octets, offset) << 32 | Integer.toUnsignedLong(u32(octets, offset + 4));
    }
}
