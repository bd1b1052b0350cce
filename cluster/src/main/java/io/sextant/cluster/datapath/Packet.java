package io.sextant.cluster.datapath;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.wire.Checksum;
import io.sextant.topology.frame.Frame;

/**
 * The IP packet of an Ethernet frame, read once per program: a view with its fields pulled out, and the rewrites that
 * keep every checksum right. Addresses are halves, IPv4 in its mapped form ({@link IpAddress#high}). One instance per
 * datapath, used again for each frame.
 */
final class Packet {

    static final int ICMP = 1;
    static final int TCP = 6;
    static final int UDP = 17;
    static final int ICMPV6 = 58;

    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;

    static final int ETHERNET_OCTETS = 14;
    static final int IPV6_OCTETS = 40;

    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_ARP = 0x0806;
    private static final int ETHERTYPE_IPV6 = 0x86DD;
    private static final int IPV4_OCTETS = 20;
    private static final int ICMP_ECHO_REPLY = 0;
    private static final int ICMP_ECHO = 8;
    private static final int ICMPV6_ECHO = 128;
    private static final int ICMPV6_ECHO_REPLY = 129;

    private final boolean readsIpv6;
    private byte[] octets = new byte[0];
    private int start;
    private int end;
    private int ip;
    private int transport;
    private boolean ipv6;

    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    int protocol;
    int sourcePort;
    int destinationPort;
    /** The TCP flags octet; 0 for anything else. */
    int flags;

    /**
     * A view that has read nothing yet.
     *
     * @param readsIpv6 whether the programs were built for IPv6 ({@code enable-ipv6}); without, they know IPv4 alone
     */
    Packet(boolean readsIpv6) {
        this.readsIpv6 = readsIpv6;
    }

    /** Whether the frame carries ARP. */
    static boolean isArp(Frame frame) {
        return frame.length() >= 42 && u16(frame.octets(), frame.start() + 12) == ETHERTYPE_ARP;
    }

    /** Reads the frame; false when it is no IP packet whose ports can be read (fragments behind the first included). */
    boolean read(Frame frame) {
        octets = frame.octets();
        start = frame.start();
        end = frame.end();
        ip = start + ETHERNET_OCTETS;
        sourcePort = 0;
        destinationPort = 0;
        flags = 0;
        if (end - ip < IPV4_OCTETS) {
            return false;
        }
        int etherType = u16(octets, start + 12);
        ipv6 = etherType == ETHERTYPE_IPV6;
        boolean readable = ipv6 ? readsIpv6 && readIpv6() : etherType == ETHERTYPE_IPV4 && readIpv4();
        return readable && readTransport();
    }

    private boolean readIpv4() {
        if (octets[ip] >>> 4 != 4) {
            return false;
        }
        transport = ip + (octets[ip] & 0xF) * 4;
        protocol = octets[ip + 9] & 0xFF;
        sourceHigh = 0;
        sourceLow = IpAddress.mapped(u32(octets, ip + 12));
        destinationHigh = 0;
        destinationLow = IpAddress.mapped(u32(octets, ip + 16));
        return (u16(octets, ip + 6) & 0x1FFF) == 0;
    }

    /** No host here sends extension headers; a packet with some is the stack's to judge. */
    private boolean readIpv6() {
        if (end - ip < IPV6_OCTETS || (octets[ip] & 0xF0) >>> 4 != 6) {
            return false;
        }
        transport = ip + IPV6_OCTETS;
        protocol = octets[ip + 6] & 0xFF;
        sourceHigh = u64(octets, ip + 8);
        sourceLow = u64(octets, ip + 16);
        destinationHigh = u64(octets, ip + 24);
        destinationLow = u64(octets, ip + 32);
        return true;
    }

    private boolean readTransport() {
        switch (protocol) {
            case TCP -> {
                if (end - transport < 20) {
                    return false;
                }
                ports();
                flags = octets[transport + 13] & 0xFF;
            }
            case UDP -> {
                if (end - transport < 8) {
                    return false;
                }
                ports();
            }
            case ICMP, ICMPV6 -> {
                // bpf/lib/conntrack.h: an echo request's identifier stands in the destination port, a reply's in the
                // source port, so that the two are each other's reverse.
                if (end - transport < 8 || ipv6 != (protocol == ICMPV6)) {
                    return false;
                }
                int type = icmpType();
                int identifier = u16(octets, transport + 4);
                destinationPort = type == (ipv6 ? ICMPV6_ECHO : ICMP_ECHO) ? identifier : 0;
                sourcePort = type == (ipv6 ? ICMPV6_ECHO_REPLY : ICMP_ECHO_REPLY) ? identifier : 0;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void ports() {
        sourcePort = u16(octets, transport);
        destinationPort = u16(octets, transport + 2);
    }

    IpVersion version() {
        return ipv6 ? IpVersion.IPV6 : IpVersion.IPV4;
    }

    boolean isTo(IpAddress address) {
        return destinationLow == address.low() && destinationHigh == address.high();
    }

    boolean isFrom(IpAddress address) {
        return sourceLow == address.low() && sourceHigh == address.high();
    }

    /** Source and destination folded to a number. */
    int addressMix() {
        return fold(sourceHigh, sourceLow) ^ Integer.rotateLeft(fold(destinationHigh, destinationLow), 13);
    }

    private int fold(long high, long low) {
        return ipv6 ? (int) (high ^ high >>> 32 ^ low ^ low >>> 32) : (int) low;
    }

    /** The type of an ICMP message of either version. */
    int icmpType() {
        return octets[transport] & 0xFF;
    }

    /** Where the header above IP stands. */
    int transport() {
        return transport;
    }

    boolean hasPorts() {
        return protocol == TCP || protocol == UDP;
    }

    byte[] octets() {
        return octets;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    int lengthOctets() {
        return end - start;
    }

    long sourceMac() {
        return mac(octets, start + 6);
    }

    void setDestination(IpAddress address, int port) {
        rewrite(ipv6 ? 24 : 16, address, 2, destinationPort, port);
        destinationHigh = address.high();
        destinationLow = address.low();
        destinationPort = port;
    }

    void setSource(IpAddress address, int port) {
        rewrite(ipv6 ? 8 : 12, address, 0, sourcePort, port);
        sourceHigh = address.high();
        sourceLow = address.low();
        sourcePort = port;
    }

    /** Takes one off the TTL or hop limit; false when it may not go on. */
    boolean decrementTtl() {
        int at = ip + (ipv6 ? 7 : 8);
        int ttl = octets[at] & 0xFF;
        if (ttl <= 1) {
            return false;
        }
        int word = u16(octets, ip + 8);
        octets[at] = (byte) (ttl - 1);
        if (!ipv6) {
            putU16(octets, ip + 10, Checksum.update(u16(octets, ip + 10), word, u16(octets, ip + 8)));
        }
        return true;
    }

    void setMacs(long sourceMac, long destinationMac) {
        putMac(octets, start, destinationMac);
        putMac(octets, start + 6, sourceMac);
    }

    /** RFC 1624: what changed is added to the sums; a UDP checksum of zero means none and stays. */
    private void rewrite(int addressOffset, IpAddress address, int portOffset, int oldPort, int newPort) {
        int at = ip + addressOffset;
        int length = ipv6 ? 16 : 4;
        long addresses = Checksum.of(octets, at, length);
        if (ipv6) {
            putU64(octets, at, address.high());
            putU64(octets, at + 8, address.low());
        } else {
            putU32(octets, at, (int) address.low());
        }
        addresses += Checksum.add(0, octets, at, length);
        if (!ipv6) {
            adjust(ip + 10, addresses);
        }
        if (!hasPorts()) {
            return;
        }
        putU16(octets, transport + portOffset, newPort);
        long change = addresses + (~oldPort & 0xFFFF) + newPort;
        if (protocol == TCP) {
            adjust(transport + 16, change);
        } else if (u16(octets, transport + 6) != 0) {
            adjust(transport + 6, change);
            if (u16(octets, transport + 6) == 0) {
                putU16(octets, transport + 6, 0xFFFF);
            }
        }
    }

    private void adjust(int offset, long change) {
        putU16(octets, offset, Checksum.finish((~u16(octets, offset) & 0xFFFFL) + change));
    }

    static int u16(byte[] octets, int offset) {
        return (octets[offset] & 0xFF) << 8 | (octets[offset + 1] & 0xFF);
    }

    static int u32(byte[] octets, int offset) {
        return u16(octets, offset) << 16 | u16(octets, offset + 2);
    }

    static long u64(byte[] octets, int offset) {
        return (long) u32(octets, offset) << 32 | u32(octets, offset + 4) & 0xFFFF_FFFFL;
    }

    static void putU16(byte[] octets, int offset, int value) {
        octets[offset] = (byte) (value >>> 8);
        octets[offset + 1] = (byte) value;
    }

    static void putU32(byte[] octets, int offset, int value) {
        putU16(octets, offset, value >>> 16);
        putU16(octets, offset + 2, value);
    }

    static void putU64(byte[] octets, int offset, long value) {
        putU32(octets, offset, (int) (value >>> 32));
        putU32(octets, offset + 4, (int) value);
    }

    static long mac(byte[] octets, int offset) {
        return (long) u16(octets, offset) << 32 | u32(octets, offset + 2) & 0xFFFF_FFFFL;
    }

    static void putMac(byte[] octets, int offset, long mac) {
        putU16(octets, offset, (int) (mac >>> 32));
        putU32(octets, offset + 2, (int) mac);
    }
}
