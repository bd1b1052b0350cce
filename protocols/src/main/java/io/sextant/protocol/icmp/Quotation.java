package io.sextant.protocol.icmp;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.protocol.wire.MalformedException;
import io.sextant.protocol.wire.Octets;
import java.util.Arrays;

/**
 * The beginning of the packet an ICMP or ICMPv6 error is about: its IP header and at least eight octets of its upper layer
 * (RFC 792, RFC 4443 §2.4 c), in Linux as much as keeps the error packet within {@link #MAX_ERROR_PACKET_OCTETS} or, over
 * IPv6, the least MTU.
 */
@SuppressWarnings("ArrayRecordComponent") // octets: compared by content below, and not changed by whoever holds them
public record Quotation(byte[] octets) {

    /** Octets of the whole IPv4 packet that carries an error, at most (RFC 1812 §4.3.2.3; Linux {@code icmp_send}). */
    public static final int MAX_ERROR_PACKET_OCTETS = 576;

    /** What an ICMPv6 error quotes at most (RFC 4443 §2.4 c; Linux {@code icmp6_send}). */
    public static final int MAX_IPV6_OCTETS = Ipv6.LEAST_MTU_OCTETS - Ipv6.HEADER_OCTETS - Icmpv6.HEADER_OCTETS;

    private static final int LEAST_PAYLOAD_OCTETS = 8;

    public Quotation {
        if (!isWhole(octets)) {
            throw new IllegalArgumentException("no IP header and eight octets in " + octets.length);
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

    /** Whether these octets begin with an IPv4 or IPv6 header and hold eight octets of what it carries. */
    public static boolean isWhole(byte[] octets) {
        return isIpv6(octets) ? holdsIpv6(octets) : holdsIpv4(octets);
    }

    static Quotation decode(byte[] data) throws MalformedException {
        if (!holdsIpv4(data)) {
            throw new MalformedException("ICMP quotation", data.length + " octets hold no IPv4 header and eight more");
        }
        return new Quotation(data);
    }

    static Quotation decodeIpv6(byte[] data) throws MalformedException {
        if (!holdsIpv6(data)) {
            throw new MalformedException("ICMPv6 quotation", data.length + " octets hold no IPv6 packet's beginning");
        }
        return new Quotation(data);
    }

    public IpVersion version() {
        return isIpv6(octets) ? IpVersion.IPV6 : IpVersion.IPV4;
    }

    /** The sender of the packet that failed: whom the error concerns. */
    public IpAddress source() {
        return isIpv6(octets) ? Ipv6Address.of(octets, 8) : Ipv4Address.of(octets, 12);
    }

    public IpAddress destination() {
        return isIpv6(octets) ? Ipv6Address.of(octets, 24) : Ipv4Address.of(octets, 16);
    }

    /** As in {@link io.sextant.protocol.ip.IpProtocol}; behind extension headers. */
    public int protocol() {
        return isIpv6(octets) ? Ipv6.protocolOf(Ipv6.upperLayer(octets, 0, octets.length)) : Ipv4.protocol(octets, 0);
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
        return isIpv6(octets) ? Ipv6.offsetOf(Ipv6.upperLayer(octets, 0, octets.length)) : Ipv4.headerLength(octets, 0);
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

    private static boolean isIpv6(byte[] octets) {
        return octets.length > 0 && octets[0] >>> 4 == 6;
    }

    private static boolean holdsIpv4(byte[] data) {
        if (data.length < Ipv4.HEADER_OCTETS + LEAST_PAYLOAD_OCTETS || data[0] >>> 4 != 4) {
            return false;
        }
        int headerLength = Ipv4.headerLength(data, 0);
        return headerLength >= Ipv4.HEADER_OCTETS && headerLength + LEAST_PAYLOAD_OCTETS <= data.length;
    }

    private static boolean holdsIpv6(byte[] data) {
        if (data.length < Ipv6.HEADER_OCTETS + LEAST_PAYLOAD_OCTETS || !isIpv6(data)) {
            return false;
        }
        long upper = Ipv6.upperLayer(data, 0, data.length);
        return upper != Ipv6.MALFORMED && Ipv6.offsetOf(upper) + LEAST_PAYLOAD_OCTETS <= data.length;
    }
}
