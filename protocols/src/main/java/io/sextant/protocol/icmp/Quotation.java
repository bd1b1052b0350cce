package io.sextant.protocol.icmp;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.wire.MalformedException;
import io.sextant.protocol.wire.Octets;
import java.util.Arrays;

/**
 * The beginning of the packet an ICMP error is about: its IP header and at least eight octets behind it (RFC 792), in Linux
 * as much as keeps the error packet within {@link #MAX_ERROR_PACKET_OCTETS}.
 */
@SuppressWarnings("ArrayRecordComponent") // octets: compared by content below, and not changed by whoever holds them
public record Quotation(byte[] octets) {

    /** Octets of the whole IP packet that carries an error, at most (RFC 1812 §4.3.2.3; Linux {@code icmp_send}). */
    public static final int MAX_ERROR_PACKET_OCTETS = 576;

    private static final int LEAST_PAYLOAD_OCTETS = 8;

    public Quotation {
        if (!holdsHeaderAndEight(octets)) {
            throw new IllegalArgumentException("no IPv4 header and eight octets in " + octets.length);
        }
    }

    /** Quotes the checked packet at {@code off} as Linux does; a payload below eight octets is filled up with zeros. */
    public static Quotation of(byte[] b, int off) {
        int room = MAX_ERROR_PACKET_OCTETS - Ipv4.HEADER_OCTETS - Icmp.HEADER_OCTETS;
        int length = Math.min(room, Ipv4.totalLength(b, off));
        byte[] octets = new byte[Math.max(length, Ipv4.headerLength(b, off) + LEAST_PAYLOAD_OCTETS)];
        System.arraycopy(b, off, octets, 0, length);
        return new Quotation(octets);
    }

    static Quotation decode(byte[] data) throws MalformedException {
        if (!holdsHeaderAndEight(data)) {
            throw new MalformedException("ICMP quotation", data.length + " octets hold no IPv4 header and eight more");
        }
        return new Quotation(data);
    }

    /** The sender of the packet that failed: whom the error concerns. */
    public Ipv4Address source() {
        return new Ipv4Address(Ipv4.source(octets, 0));
    }

    public Ipv4Address destination() {
        return new Ipv4Address(Ipv4.destination(octets, 0));
    }

    /** As in {@link io.sextant.protocol.ip.IpProtocol}. */
    public int protocol() {
        return Ipv4.protocol(octets, 0);
    }

    /** First of the two ports, where the protocol has them. */
    public int sourcePort() {
        return Octets.u16(octets, transportOffset());
    }

    /** Second of the two ports, where the protocol has them. */
    public int destinationPort() {
        return Octets.u16(octets, transportOffset() + 2);
    }

    /** Where the quoted transport header starts in {@link #octets}; at least eight octets follow. */
    public int transportOffset() {
        return Ipv4.headerLength(octets, 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Quotation that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return source() + " > " + destination() + ", protocol " + protocol() + ", " + octets.length + " octets";
    }

    private static boolean holdsHeaderAndEight(byte[] data) {
        if (data.length < Ipv4.HEADER_OCTETS + LEAST_PAYLOAD_OCTETS || data[0] >>> 4 != 4) {
            return false;
        }
        int headerLength = Ipv4.headerLength(data, 0);
        return headerLength >= Ipv4.HEADER_OCTETS && headerLength + LEAST_PAYLOAD_OCTETS <= data.length;
    }
}
