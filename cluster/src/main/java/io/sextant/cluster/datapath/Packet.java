package io.sextant.cluster.datapath;

import io.sextant.protocol.wire.Checksum;
import io.sextant.topology.frame.Frame;

/**
 * The IPv4 packet of an Ethernet frame, read once per program: a view with its fields pulled out, and the rewrites that
 * keep every checksum right. One instance per datapath, used again for each frame.
 */
final class Packet {

    static final int ICMP = 1;
    static final int TCP = 6;
    static final int UDP = 17;

    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;

    static final int ETHERNET_OCTETS = 14;

    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_ARP = 0x0806;
    private static final int ICMP_ECHO_REPLY = 0;
    private static final int ICMP_ECHO = 8;

    private byte[] octets = new byte[0];
    private int start;
    private int end;
    private int ip;
    private int transport;

    int source;
    int destination;
    int protocol;
    int sourcePort;
    int destinationPort;
    /** The TCP flags octet; 0 for anything else. */
    int flags;

    /** Whether the frame carries ARP. */
    static boolean isArp(Frame frame) {
        return frame.length() >= 42 && u16(frame.octets(), frame.start() + 12) == ETHERTYPE_ARP;
    }

    /** Reads the frame; false when it is no IPv4 packet whose ports can be read (fragments behind the first included). */
    boolean read(Frame frame) {
        octets = frame.octets();
        start = frame.start();
        end = frame.end();
        ip = start + ETHERNET_OCTETS;
        if (end - ip < 20 || u16(octets, start + 12) != ETHERTYPE_IPV4 || octets[ip] >>> 4 != 4) {
            return false;
        }
        transport = ip + (octets[ip] & 0xF) * 4;
        protocol = octets[ip + 9] & 0xFF;
        source = u32(octets, ip + 12);
        destination = u32(octets, ip + 16);
        sourcePort = 0;
        destinationPort = 0;
        flags = 0;
        if ((u16(octets, ip + 6) & 0x1FFF) != 0) {
            return false;
        }
        return readTransport();
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
            case ICMP -> {
                // bpf/lib/conntrack.h: an echo request's identifier stands in the destination port, a reply's in the
                // source port, so that the two are each other's reverse.
                if (end - transport < 8) {
                    return false;
                }
                int type = octets[transport] & 0xFF;
                int identifier = u16(octets, transport + 4);
                destinationPort = type == ICMP_ECHO ? identifier : 0;
                sourcePort = type == ICMP_ECHO_REPLY ? identifier : 0;
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

    int typeOfService() {
        return octets[ip + 1] & 0xFF;
    }

    void setDestination(int address, int port) {
        rewrite(16, destination, address, 2, destinationPort, port);
        destination = address;
        destinationPort = port;
    }

    void setSource(int address, int port) {
        rewrite(12, source, address, 0, sourcePort, port);
        source = address;
        sourcePort = port;
    }

    /** Takes one off the TTL; false when it may not go on. */
    boolean decrementTtl() {
        int ttl = octets[ip + 8] & 0xFF;
        if (ttl <= 1) {
            return false;
        }
        int word = u16(octets, ip + 8);
        octets[ip + 8] = (byte) (ttl - 1);
        putU16(octets, ip + 10, Checksum.update(u16(octets, ip + 10), word, u16(octets, ip + 8)));
        return true;
    }

    void setMacs(long sourceMac, long destinationMac) {
        putMac(octets, start, destinationMac);
        putMac(octets, start + 6, sourceMac);
    }

    /** RFC 1624: what changed is added to the sums; a UDP checksum of zero means none and stays. */
    private void rewrite(int addressOffset, int oldAddress, int newAddress, int portOffset, int oldPort, int newPort) {
        int addresses = sum(~oldAddress) + sum(newAddress);
        putU32(octets, ip + addressOffset, newAddress);
        adjust(ip + 10, addresses);
        if (!hasPorts()) {
            return;
        }
        putU16(octets, transport + portOffset, newPort);
        int ports = (~oldPort & 0xFFFF) + newPort;
        if (protocol == TCP) {
            adjust(transport + 16, addresses + ports);
        } else if (u16(octets, transport + 6) != 0) {
            adjust(transport + 6, addresses + ports);
            if (u16(octets, transport + 6) == 0) {
                putU16(octets, transport + 6, 0xFFFF);
            }
        }
    }

    private void adjust(int offset, int change) {
        putU16(octets, offset, Checksum.finish((~u16(octets, offset) & 0xFFFFL) + change));
    }

    private static int sum(int word) {
        return (word >>> 16) + (word & 0xFFFF);
    }

    static int u16(byte[] octets, int offset) {
        return (octets[offset] & 0xFF) << 8 | (octets[offset + 1] & 0xFF);
    }

    static int u32(byte[] octets, int offset) {
        return u16(octets, offset) << 16 | u16(octets, offset + 2);
    }

    static void putU16(byte[] octets, int offset, int value) {
        octets[offset] = (byte) (value >>> 8);
        octets[offset + 1] = (byte) value;
    }

    static void putU32(byte[] octets, int offset, int value) {
        putU16(octets, offset, value >>> 16);
        putU16(octets, offset + 2, value);
    }

    static long mac(byte[] octets, int offset) {
        return (long) u16(octets, offset) << 32 | u32(octets, offset + 2) & 0xFFFF_FFFFL;
    }

    static void putMac(byte[] octets, int offset, long mac) {
        putU16(octets, offset, (int) (mac >>> 32));
        putU32(octets, offset + 2, (int) mac);
    }
}
