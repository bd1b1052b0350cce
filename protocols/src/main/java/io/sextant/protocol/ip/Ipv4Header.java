package io.sextant.protocol.ip;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.Checksum;
import io.sextant.protocol.wire.MalformedException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The meaning of an IPv4 header. {@code fragmentOffset} counts units of eight octets; {@code options} are raw, a multiple
 * of four octets, at most 40; {@code payloadOctets} is what follows the header. The checksum is no part of the meaning:
 * {@link #decode} verifies it and {@link #encode} computes it.
 */
@SuppressWarnings("ArrayRecordComponent") // octets: compared by content below, and not changed by whoever holds them
public record Ipv4Header(
        int trafficClass,
        int payloadOctets,
        int identification,
        boolean dontFragment,
        boolean moreFragments,
        int fragmentOffset,
        int ttl,
        int protocol,
        Ipv4Address source,
        Ipv4Address destination,
        byte[] options) {

    private static final byte[] NO_OPTIONS = {};
    private static final int MAX_OPTION_OCTETS = 40;
    private static final int MAX_FRAGMENT_OFFSET = 0x1FFF;

    public Ipv4Header {
        if (options.length > MAX_OPTION_OCTETS || options.length % 4 != 0) {
            throw new IllegalArgumentException(options.length + " octets of options");
        }
        if (payloadOctets < 0 || payloadOctets > 0xFFFF - Ipv4.HEADER_OCTETS - options.length) {
            throw new IllegalArgumentException(payloadOctets + " octets of payload");
        }
        if (fragmentOffset < 0 || fragmentOffset > MAX_FRAGMENT_OFFSET) {
            throw new IllegalArgumentException("fragment offset " + fragmentOffset);
        }
    }

    /** The header Linux gives an ordinary packet that is not to be fragmented: no options, TTL as passed. */
    public static Ipv4Header of(Ipv4Address source, Ipv4Address destination, int protocol, int ttl, int payloadOctets) {
        return new Ipv4Header(0, payloadOctets, 0, true, false, 0, ttl, protocol, source, destination, NO_OPTIONS);
    }

    /** Header length in octets. */
    public int headerLength() {
        return Ipv4.HEADER_OCTETS + options.length;
    }

    /** Reads the header and leaves the payload, and padding behind it, in {@code in}. */
    public static Ipv4Header decode(ByteReader in) throws MalformedException {
        int available = in.remaining();
        int versionAndLength = in.u8("IPv4 version");
        int headerLength = (versionAndLength & 0xF) * 4;
        if (versionAndLength >>> 4 != 4) {
            throw new MalformedException("IPv4 version", "is " + (versionAndLength >>> 4) + ", not 4");
        }
        if (headerLength < Ipv4.HEADER_OCTETS) {
            throw new MalformedException("IPv4 header length", headerLength + " octets are less than 20");
        }
        byte[] header = new byte[headerLength];
        header[0] = (byte) versionAndLength;
        System.arraycopy(in.bytes(headerLength - 1, "IPv4 header"), 0, header, 1, headerLength - 1);
        if (Checksum.of(header, 0, headerLength) != 0) {
            throw new MalformedException("IPv4 header checksum", "does not match the header");
        }
        int totalLength = Ipv4.totalLength(header, 0);
        if (totalLength < headerLength || totalLength > available) {
            throw new MalformedException(
                    "IPv4 total length", totalLength + " with a header of " + headerLength + " in " + available);
        }
        int flagsAndFragment = Ipv4.flagsAndFragment(header, 0);
        return new Ipv4Header(
                Ipv4.trafficClass(header, 0),
                totalLength - headerLength,
                Ipv4.identification(header, 0),
                (flagsAndFragment & Ipv4.DONT_FRAGMENT) != 0,
                (flagsAndFragment & Ipv4.MORE_FRAGMENTS) != 0,
                flagsAndFragment & MAX_FRAGMENT_OFFSET,
                Ipv4.ttl(header, 0),
                Ipv4.protocol(header, 0),
                Ipv4Address.of(header, 12),
                Ipv4Address.of(header, 16),
                Arrays.copyOfRange(header, Ipv4.HEADER_OCTETS, headerLength));
    }

    /** Writes the header with its checksum. */
    public void encode(ByteWriter out) {
        int at = out.length();
        out.u8(0x40 | headerLength() / 4)
                .u8(trafficClass)
                .u16(headerLength() + payloadOctets)
                .u16(identification)
                .u16((dontFragment ? Ipv4.DONT_FRAGMENT : 0)
                        | (moreFragments ? Ipv4.MORE_FRAGMENTS : 0)
                        | fragmentOffset)
                .u8(ttl)
                .u8(protocol)
                .u16(0)
                .s32(source.bits())
                .s32(destination.bits())
                .bytes(options);
        out.patchU16(at + 10, Checksum.of(out.buffer(), at, headerLength()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ipv4Header that
                && trafficClass == that.trafficClass
                && payloadOctets == that.payloadOctets
                && identification == that.identification
                && dontFragment == that.dontFragment
                && moreFragments == that.moreFragments
                && fragmentOffset == that.fragmentOffset
                && ttl == that.ttl
                && protocol == that.protocol
                && source.equals(that.source)
                && destination.equals(that.destination)
                && Arrays.equals(options, that.options);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * source.hashCode() + destination.hashCode()) + identification;
    }

    @Override
    public String toString() {
        return source + " > " + destination + ": protocol " + protocol + ", ttl " + ttl + ", id " + identification
                + (dontFragment ? ", DF" : "")
                + (moreFragments || fragmentOffset > 0 ? ", fragment at " + 8 * fragmentOffset : "")
                + (options.length > 0 ? ", options " + HexFormat.of().formatHex(options) : "")
                + ", payload " + payloadOctets;
    }
}
