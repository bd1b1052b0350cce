package io.sextant.protocol.ip;

import io.sextant.protocol.wire.Checksum;
import io.sextant.protocol.wire.Octets;

/**
 * Network address translation in place: an address, optionally a port, and every checksum that covers them, incrementally
 * by RFC 1624. The transport header is only touched where it is there to touch: TCP and UDP, not a later fragment.
 */
public final class Ipv4Rewrite {

    private static final int SOURCE_PORT = 0;
    private static final int DESTINATION_PORT = 2;
    private static final int TCP_CHECKSUM = 16;
    private static final int UDP_CHECKSUM = 6;

    private Ipv4Rewrite() {}

    /** Changes the source address; the ports stay. */
    public static void source(byte[] b, int off, int address) {
        mendTransport(b, off, Ipv4.source(b, off), address);
        Ipv4.setSource(b, off, address);
    }

    /** Changes the destination address; the ports stay. */
    public static void destination(byte[] b, int off, int address) {
        mendTransport(b, off, Ipv4.destination(b, off), address);
        Ipv4.setDestination(b, off, address);
    }

    /** Changes source address and port. */
    public static void source(byte[] b, int off, int address, int port) {
        source(b, off, address);
        port(b, off, SOURCE_PORT, port);
    }

    /** Changes destination address and port. */
    public static void destination(byte[] b, int off, int address, int port) {
        destination(b, off, address);
        port(b, off, DESTINATION_PORT, port);
    }

    private static void mendTransport(byte[] b, int off, int oldAddress, int newAddress) {
        int at = checksumAt(b, off);
        if (at >= 0) {
            store(b, off, at, Checksum.update32(Octets.u16(b, at), oldAddress, newAddress));
        }
    }

    private static void port(byte[] b, int off, int field, int port) {
        if (!hasPorts(b, off)) {
            return;
        }
        int at = off + Ipv4.headerLength(b, off) + field;
        int old = Octets.u16(b, at);
        int checksumAt = checksumAt(b, off);
        Octets.putU16(b, at, port);
        if (checksumAt >= 0) {
            store(b, off, checksumAt, Checksum.update(Octets.u16(b, checksumAt), old, port));
        }
    }

    private static boolean hasPorts(byte[] b, int off) {
        int protocol = Ipv4.protocol(b, off);
        return !Ipv4.isLaterFragment(b, off) && (protocol == IpProtocol.TCP || protocol == IpProtocol.UDP);
    }

    /** Where the transport checksum stands, or -1 where there is none to mend. */
    private static int checksumAt(byte[] b, int off) {
        if (!hasPorts(b, off)) {
            return -1;
        }
        int transport = off + Ipv4.headerLength(b, off);
        if (Ipv4.protocol(b, off) == IpProtocol.TCP) {
            return transport + TCP_CHECKSUM;
        }
        // RFC 768: zero means that the sender computed none, and none it stays.
        return Octets.u16(b, transport + UDP_CHECKSUM) == 0 ? -1 : transport + UDP_CHECKSUM;
    }

    private static void store(byte[] b, int off, int at, int checksum) {
        // RFC 768: a computed zero is sent as all ones.
        boolean reserved = checksum == 0 && Ipv4.protocol(b, off) == IpProtocol.UDP;
        Octets.putU16(b, at, reserved ? 0xFFFF : checksum);
    }
}
