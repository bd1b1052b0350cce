package io.sextant.protocol.udp;

import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.protocol.wire.Checksum;
import io.sextant.protocol.wire.Octets;
import io.sextant.protocol.wire.WireCheck;

/**
 * A view of a UDP header (RFC 768); {@code off} is its first octet.
 *
 * <pre>
 * 0             2                  4        6          8
 * +-------------+------------------+--------+----------+------
 * | source port | destination port | length | checksum | data
 * +-------------+------------------+--------+----------+------
 * </pre>
 */
public final class Udp {

    /** Length of the header in octets. */
    public static final int HEADER_OCTETS = 8;

    private static final int SOURCE_PORT = 0;
    private static final int DESTINATION_PORT = 2;
    private static final int LENGTH = 4;
    private static final int CHECKSUM = 6;

    private Udp() {}

    /**
     * Lengths and, unless it is zero (RFC 768: none was computed), the checksum over the pseudo header of
     * {@code source} and {@code destination}. {@code length} is the IP payload's length.
     */
    public static WireCheck check(byte[] b, int off, int length, int source, int destination) {
        WireCheck lengths = checkLengths(b, off, length);
        if (lengths != WireCheck.OK || checksum(b, off) == 0) {
            return lengths;
        }
        return checkSum(b, off, Ipv4.addressSum(source, destination));
    }

    /** As above over IPv6, where a checksum of zero is not allowed (RFC 8200 §8.1); {@link Ipv6#addressSum}. */
    public static WireCheck checkIpv6(byte[] b, int off, int length, long addressSum) {
        WireCheck lengths = checkLengths(b, off, length);
        if (lengths != WireCheck.OK) {
            return lengths;
        }
        return checksum(b, off) == 0 ? WireCheck.BAD_CHECKSUM : checkSum(b, off, addressSum);
    }

    private static WireCheck checkLengths(byte[] b, int off, int length) {
        if (length < HEADER_OCTETS || length > b.length - off) {
            return WireCheck.TRUNCATED;
        }
        int udpLength = length(b, off);
        if (udpLength < HEADER_OCTETS) {
            return WireCheck.BAD_LENGTH;
        }
        return udpLength > length ? WireCheck.TRUNCATED : WireCheck.OK;
    }

    private static WireCheck checkSum(byte[] b, int off, long addressSum) {
        int length = length(b, off);
        long sum = Checksum.add(addressSum + IpProtocol.UDP + length, b, off, length);
        return Checksum.finish(sum) == 0 ? WireCheck.OK : WireCheck.BAD_CHECKSUM;
    }

    public static int sourcePort(byte[] b, int off) {
        return Octets.u16(b, off + SOURCE_PORT);
    }

    public static int destinationPort(byte[] b, int off) {
        return Octets.u16(b, off + DESTINATION_PORT);
    }

    /** Header and data in octets. */
    public static int length(byte[] b, int off) {
        return Octets.u16(b, off + LENGTH);
    }

    public static int checksum(byte[] b, int off) {
        return Octets.u16(b, off + CHECKSUM);
    }

    /** Writes the header over {@code dataOctets} that already stand behind it, with the checksum over both. */
    public static void writeHeader(
            byte[] b, int off, int sourcePort, int destinationPort, int dataOctets, int source, int destination) {
        writeHeader(b, off, sourcePort, destinationPort, dataOctets, Ipv4.addressSum(source, destination));
    }

    /** As above with the running sum of both addresses, of either version of IP. */
    public static void writeHeader(
            byte[] b, int off, int sourcePort, int destinationPort, int dataOctets, long addressSum) {
        writeHeaderWithoutChecksum(b, off, sourcePort, destinationPort, dataOctets);
        int length = HEADER_OCTETS + dataOctets;
        int checksum = Checksum.finish(Checksum.add(addressSum + IpProtocol.UDP + length, b, off, length));
        // RFC 768: a computed zero is sent as all ones.
        Octets.putU16(b, off + CHECKSUM, checksum == 0 ? 0xFFFF : checksum);
    }

    /** Writes the header with checksum zero, as Linux does for VXLAN over IPv4 unless told otherwise. */
    public static void writeHeaderWithoutChecksum(
            byte[] b, int off, int sourcePort, int destinationPort, int dataOctets) {
        Octets.putU16(b, off + SOURCE_PORT, sourcePort);
        Octets.putU16(b, off + DESTINATION_PORT, destinationPort);
        Octets.putU16(b, off + LENGTH, HEADER_OCTETS + dataOctets);
        Octets.putU16(b, off + CHECKSUM, 0);
    }
}
