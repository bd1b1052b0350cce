package io.sextant.topology.host;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.icmp.Icmp;
import io.sextant.protocol.icmp.Icmpv6;
import io.sextant.protocol.icmp.Quotation;
import io.sextant.protocol.icmp.UnreachableCode;

/**
 * An ICMP or ICMPv6 error that arrived, about a packet this host had sent.
 *
 * @param type and
 * @param code as {@link #version}'s ICMP numbers them
 * @param rest the word at offset 4: the next link's MTU, the better gateway of a redirect, the pointer of a parameter
 *     problem
 * @param reporter who sent the error
 * @param quotation the beginning of the packet it is about
 */
public record IcmpError(int type, int code, int rest, IpAddress reporter, Quotation quotation) {

    /** Whose numbers type and code are. */
    public IpVersion version() {
        return quotation.version();
    }

    /** Whether the packet could not be delivered; one that was too big does not count. */
    public boolean isUnreachable() {
        return version() == IpVersion.IPV4
                ? type == Icmp.DESTINATION_UNREACHABLE && !isTooBig()
                : type == Icmpv6.DESTINATION_UNREACHABLE;
    }

    /** Whether the packet was longer than the next link takes; then {@link #mtuOctets} says how much that is. */
    public boolean isTooBig() {
        return version() == IpVersion.IPV4
                ? type == Icmp.DESTINATION_UNREACHABLE && code == UnreachableCode.FRAGMENTATION_NEEDED.number()
                : type == Icmpv6.PACKET_TOO_BIG;
    }

    /** Whether its time to live or hop limit ran out. */
    public boolean isTimeExceeded() {
        return type == (version() == IpVersion.IPV4 ? Icmp.TIME_EXCEEDED : Icmpv6.TIME_EXCEEDED);
    }

    /** Whether it is advice, not a failure: a better gateway, which {@code rest} holds as bits. */
    public boolean isRedirect() {
        return version() == IpVersion.IPV4 && type == Icmp.REDIRECT;
    }

    /** The next link's MTU, 0..65535; meaningful with {@link #isTooBig}. */
    public int mtuOctets() {
        return version() == IpVersion.IPV4 ? rest & 0xFFFF : (int) Math.min(65_535, rest & 0xFFFF_FFFFL);
    }
}
