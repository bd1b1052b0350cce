package io.sextant.protocol.ip;

import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.MalformedException;

/**
 * The meaning of an IPv6 header.
 *
 * @param trafficClass an octet: DSCP and ECN
 * @param flowLabel 0..2^20-1 (RFC 6437)
 * @param payloadOctets what follows the header, extension headers included, 0..65535
 * @param nextHeader an octet, as in {@link IpProtocol}
 * @param hopLimit an octet
 */
public record Ipv6Header(
        int trafficClass,
        int flowLabel,
        int payloadOctets,
        int nextHeader,
        int hopLimit,
        Ipv6Address source,
        Ipv6Address destination) {

    public Ipv6Header {
        if (trafficClass >>> 8 != 0 || nextHeader >>> 8 != 0 || hopLimit >>> 8 != 0) {
            throw new IllegalArgumentException("traffic class " + trafficClass + ", next header " + nextHeader
                    + " or hop limit " + hopLimit + " is not an octet");
        }
        if (flowLabel >>> 20 != 0 || payloadOctets >>> 16 != 0) {
            throw new IllegalArgumentException("flow label " + flowLabel + " or payload " + payloadOctets);
        }
    }

    /** Reads the header and leaves the payload, and padding behind it, in {@code in}. */
    public static Ipv6Header decode(ByteReader in) throws MalformedException {
        int first = in.s32("IPv6 version");
        if (first >>> 28 != 6) {
            throw new MalformedException("IPv6 version", "is " + (first >>> 28) + ", not 6");
        }
        int payloadOctets = in.u16("IPv6 payload length");
        int nextHeader = in.u8("IPv6 next header");
        int hopLimit = in.u8("IPv6 hop limit");
        Ipv6Address source = new Ipv6Address(in.s64("IPv6 source"), in.s64("IPv6 source"));
        Ipv6Address destination = new Ipv6Address(in.s64("IPv6 destination"), in.s64("IPv6 destination"));
        if (payloadOctets > in.remaining()) {
            throw new MalformedException(
                    "IPv6 payload length", payloadOctets + " octets, " + in.remaining() + " are left");
        }
        return new Ipv6Header(
                first >>> 20 & 0xFF, first & 0xF_FFFF, payloadOctets, nextHeader, hopLimit, source, destination);
    }

    public void encode(ByteWriter out) {
        out.s32(0x6000_0000 | trafficClass << 20 | flowLabel)
                .u16(payloadOctets)
                .u8(nextHeader)
                .u8(hopLimit)
                .bytes(source.toOctets())
                .bytes(destination.toOctets());
    }

    @Override
    public String toString() {
        return source + " > " + destination + ": next header " + nextHeader + ", hop limit " + hopLimit
                + (flowLabel == 0 ? "" : ", flowlabel 0x" + Integer.toHexString(flowLabel))
                + ", payload " + payloadOctets;
    }
}
