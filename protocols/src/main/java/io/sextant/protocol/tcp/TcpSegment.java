package io.sextant.protocol.tcp;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.MalformedException;
import io.sextant.protocol.wire.Octets;
import java.util.Arrays;

/**
 * The meaning of a TCP segment. Sequence numbers are {@code int} modulo 2^32 (compare them with modular arithmetic), {@code window} is
 * the field as it stands on the wire, {@code payload} must not be changed by whoever holds the segment. The checksum covers IP
 * addresses and is therefore no part of the meaning: {@link Tcp#check} verifies it, {@link #writeTo} computes it.
 */
@SuppressWarnings("ArrayRecordComponent") // octets: compared by content below, and not changed by whoever holds them
public record TcpSegment(
        int sourcePort,
        int destinationPort,
        int sequence,
        int acknowledgment,
        int flags,
        int window,
        int urgentPointer,
        TcpOptions options,
        byte[] payload) {

    private static final byte[] NO_PAYLOAD = {};

    /** A segment without data. */
    public static TcpSegment of(
            int sourcePort,
            int destinationPort,
            int sequence,
            int acknowledgment,
            int flags,
            int window,
            TcpOptions options) {
        return new TcpSegment(
                sourcePort, destinationPort, sequence, acknowledgment, flags, window, 0, options, NO_PAYLOAD);
    }

    /**
     * Reads a segment that {@link Tcp#check} has passed; never fails. Options that cannot be read are ignored from there on,
     * as Linux ignores them.
     */
    public static TcpSegment read(byte[] b, int off, int length) {
        int headerLength = Tcp.headerLength(b, off);
        return new TcpSegment(
                Tcp.sourcePort(b, off),
                Tcp.destinationPort(b, off),
                Tcp.sequence(b, off),
                Tcp.acknowledgment(b, off),
                Tcp.flags(b, off),
                Tcp.window(b, off),
                Tcp.urgentPointer(b, off),
                TcpOptions.read(b, off + Tcp.HEADER_OCTETS, headerLength - Tcp.HEADER_OCTETS),
                length == headerLength ? NO_PAYLOAD : Arrays.copyOfRange(b, off + headerLength, off + length));
    }

    /** Reads a segment that takes all of {@code in}; malformed options are an error here. */
    public static TcpSegment decode(ByteReader in) throws MalformedException {
        if (in.remaining() < Tcp.HEADER_OCTETS) {
            throw new MalformedException("TCP header", "needs 20 octets, " + in.remaining() + " are left");
        }
        byte[] b = in.rest();
        int headerLength = Tcp.headerLength(b, 0);
        if (headerLength < Tcp.HEADER_OCTETS || headerLength > b.length) {
            throw new MalformedException("TCP data offset", headerLength + " octets of header in " + b.length);
        }
        TcpOptions options = TcpOptions.decode(b, Tcp.HEADER_OCTETS, headerLength - Tcp.HEADER_OCTETS);
        TcpSegment segment = read(b, 0, b.length);
        return segment.withOptions(options);
    }

    /** Writes the segment with its checksum over these two addresses. */
    public void encode(ByteWriter out, Ipv4Address source, Ipv4Address destination) {
        byte[] octets = new byte[lengthOctets()];
        writeTo(octets, 0, source.bits(), destination.bits());
        out.bytes(octets);
    }

    /** Writes the segment in place, checksum included, and returns its length in octets. */
    public int writeTo(byte[] b, int off, int source, int destination) {
        return writeTo(b, off, Ipv4.addressSum(source, destination));
    }

    /** As above with the running sum of both addresses, of either version of IP. */
    public int writeTo(byte[] b, int off, long addressSum) {
        int headerLength = headerLength();
        Octets.putU16(b, off + Tcp.SOURCE_PORT, sourcePort);
        Octets.putU16(b, off + Tcp.DESTINATION_PORT, destinationPort);
        Octets.putS32(b, off + Tcp.SEQUENCE, sequence);
        Octets.putS32(b, off + Tcp.ACKNOWLEDGMENT, acknowledgment);
        Octets.putU16(b, off + Tcp.DATA_OFFSET, headerLength << 10 | flags);
        Octets.putU16(b, off + Tcp.WINDOW, window);
        Octets.putU16(b, off + Tcp.URGENT_POINTER, urgentPointer);
        options.writeTo(b, off + Tcp.HEADER_OCTETS);
        System.arraycopy(payload, 0, b, off + headerLength, payload.length);
        int length = headerLength + payload.length;
        Tcp.writeChecksum(b, off, length, addressSum);
        return length;
    }

    /** Header length in octets, options included. */
    public int headerLength() {
        return Tcp.HEADER_OCTETS + options.lengthOctets();
    }

    /** Header and payload in octets. */
    public int lengthOctets() {
        return headerLength() + payload.length;
    }

    /** How much sequence space it takes: its payload, and one each for SYN and FIN (RFC 9293 §3.4). */
    public int sequenceLength() {
        return payload.length + (flags >>> 1 & 1) + (flags & 1);
    }

    /** The sequence number behind the segment. */
    public int sequenceEnd() {
        return sequence + sequenceLength();
    }

    /** Whether any of the given bits is set. */
    public boolean has(int anyOf) {
        return (flags & anyOf) != 0;
    }

    /** This segment with other options. */
    public TcpSegment withOptions(TcpOptions other) {
        return new TcpSegment(
                sourcePort, destinationPort, sequence, acknowledgment, flags, window, urgentPointer, other, payload);
    }

    /** The reset owed to a segment that belongs to no connection (RFC 9293 §3.10.7.1); not owed to a reset. */
    public static TcpSegment resetFor(TcpSegment segment) {
        if (segment.has(TcpFlags.RST)) {
            throw new IllegalArgumentException("a reset is not answered by a reset");
        }
        int source = segment.destinationPort;
        int destination = segment.sourcePort;
        if (segment.has(TcpFlags.ACK)) {
            return of(source, destination, segment.acknowledgment, 0, TcpFlags.RST, 0, TcpOptions.NONE);
        }
        return of(source, destination, 0, segment.sequenceEnd(), TcpFlags.RST | TcpFlags.ACK, 0, TcpOptions.NONE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TcpSegment that
                && sourcePort == that.sourcePort
                && destinationPort == that.destinationPort
                && sequence == that.sequence
                && acknowledgment == that.acknowledgment
                && flags == that.flags
                && window == that.window
                && urgentPointer == that.urgentPointer
                && options.equals(that.options)
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * sequence + acknowledgment) + flags;
    }

    /** As tcpdump prints it, with absolute sequence numbers. */
    @Override
    public String toString() {
        long from = sequence & 0xFFFF_FFFFL;
        long to = (sequence + payload.length) & 0xFFFF_FFFFL;
        boolean spans = payload.length > 0 || has(TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST);
        return sourcePort + " > " + destinationPort + ": Flags [" + TcpFlags.format(flags) + "]"
                + (!spans ? "" : payload.length > 0 ? ", seq " + from + ":" + to : ", seq " + from)
                + (has(TcpFlags.ACK) ? ", ack " + (acknowledgment & 0xFFFF_FFFFL) : "")
                + ", win " + window
                + (options.equals(TcpOptions.NONE) ? "" : ", options [" + options + "]")
                + ", length " + payload.length;
    }
}
