package io.sextant.protocol.vxlan;

import io.sextant.protocol.ethernet.EtherType;
import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.protocol.wire.Octets;
import io.sextant.protocol.wire.WireCheck;

/**
 * A view of a VXLAN header (RFC 7348 §5) behind the outer UDP header; {@code off} is its first octet, an inner Ethernet
 * frame follows.
 *
 * <pre>
 * 0             1            4       7          8
 * +-------------+------------+-------+----------+-------------
 * | flags, I=08 | reserved   | VNI   | reserved | inner frame
 * +-------------+------------+-------+----------+-------------
 * </pre>
 */
public final class Vxlan {

    /** Length of the header in octets. */
    public static final int HEADER_OCTETS = 8;

    /** Inner Ethernet, VXLAN, UDP and outer IPv4: by how much the tunnel's MTU is below that of the device under it. */
    public static final int OVERHEAD_OCTETS = 50;

    /** The destination port Linux and Cilium use; IANA's is 4789. */
    public static final int LINUX_PORT = 8472;

    static final int VNI_IS_VALID = 0x0800_0000;

    private static final int VNI = 4;
    private static final int LAST_RESERVED = 7;

    /** Linux's default {@code net.ipv4.ip_local_port_range}, from which VXLAN takes its source ports. */
    private static final int LOWEST_SOURCE_PORT = 32_768;

    private static final int HIGHEST_SOURCE_PORT = 60_999;

    private Vxlan() {}

    /** Whether header and inner Ethernet header fit and no bit but I is set, which Linux's {@code vxlan_rcv} demands. */
    public static WireCheck check(byte[] b, int off, int length) {
        if (length < HEADER_OCTETS + Ethernet.HEADER_OCTETS || length > b.length - off) {
            return WireCheck.TRUNCATED;
        }
        boolean plain = Octets.s32(b, off) == VNI_IS_VALID && b[off + LAST_RESERVED] == 0;
        return plain ? WireCheck.OK : WireCheck.BAD_VERSION;
    }

    /** The VXLAN network identifier, 24 bits. Cilium puts the sender's security identity here. */
    public static int vni(byte[] b, int off) {
        return Octets.s32(b, off + VNI) >>> 8;
    }

    public static void writeHeader(byte[] b, int off, int vni) {
        Octets.putS32(b, off, VNI_IS_VALID);
        Octets.putS32(b, off + VNI, vni << 8);
    }

    /**
     * The outer source port for a flow hash, as Linux's {@code udp_flow_src_port} spreads it over the local port range:
     * 32768 up to but not including 60999.
     */
    public static int sourcePort(int flowHash) {
        // The range is taken from the high bits of a product, so the hash's low half is first made to count there too.
        long spread = (flowHash ^ flowHash << 16) & 0xFFFF_FFFFL;
        return (int) ((spread * (HIGHEST_SOURCE_PORT - LOWEST_SOURCE_PORT)) >>> 32) + LOWEST_SOURCE_PORT;
    }

    /**
     * A hash of the inner frame's flow: addresses, protocol and ports, the same in both directions, as Linux's
     * {@code skb_get_hash} is. The kernel keys it with a secret drawn at boot; {@code seed} stands for that. The inner
     * packet has been checked.
     */
    public static int flowHash(byte[] b, int frameOffset, int seed) {
        int packet = frameOffset + Ethernet.HEADER_OCTETS;
        if (Ethernet.etherType(b, frameOffset) == EtherType.IPV6) {
            return ipv6FlowHash(b, packet, seed);
        }
        if (Ethernet.etherType(b, frameOffset) != EtherType.IPV4) {
            long macs = Ethernet.source(b, frameOffset) ^ Ethernet.destination(b, frameOffset);
            return mix(mix(seed, (int) macs), (int) (macs >>> 32));
        }
        int source = Ipv4.source(b, packet);
        int destination = Ipv4.destination(b, packet);
        int protocol = Ipv4.protocol(b, packet);
        int hash = mix(mix(mix(seed, source + destination), source ^ destination), protocol);
        boolean hasPorts = protocol == IpProtocol.TCP || protocol == IpProtocol.UDP;
        if (!hasPorts || Ipv4.isFragment(b, packet)) {
            return hash;
        }
        return mixPorts(hash, b, packet + Ipv4.headerLength(b, packet));
    }

    private static int ipv6FlowHash(byte[] b, int packet, int seed) {
        int hash = seed;
        for (int word = 0; word < 16; word += 4) {
            int source = Octets.s32(b, packet + 8 + word);
            int destination = Octets.s32(b, packet + 24 + word);
            hash = mix(mix(hash, source + destination), source ^ destination);
        }
        int protocol = Ipv6.nextHeader(b, packet);
        hash = mix(hash, protocol);
        boolean hasPorts = protocol == IpProtocol.TCP || protocol == IpProtocol.UDP;
        return hasPorts ? mixPorts(hash, b, packet + Ipv6.HEADER_OCTETS) : hash;
    }

    private static int mixPorts(int hash, byte[] b, int transport) {
        int sourcePort = Octets.u16(b, transport);
        int destinationPort = Octets.u16(b, transport + 2);
        return mix(hash, (sourcePort + destinationPort) << 16 | (sourcePort ^ destinationPort));
    }

    /** Spreads every bit of both over the result: two odd multiplications with a shift between them. */
    private static int mix(int hash, int value) {
        long product = ((long) hash << 32 | (value & 0xFFFF_FFFFL)) * 0x9E37_79B9_7F4A_7C15L;
        product = (product ^ product >>> 29) * 0xBF58_476D_1CE4_E5B9L;
        return (int) (product >>> 32);
    }
}
