package io.sextant.protocol.ip;

/** IANA protocol numbers that Sextant's packets carry. */
public final class IpProtocol {

    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;

    /** RFC 4443. */
    public static final int ICMPV6 = 58;

    /** "No next header" (RFC 8200 §4.7). */
    public static final int NONE = 59;

    /** The fragment header of IPv6 (RFC 8200 §4.5). */
    public static final int FRAGMENT = 44;

    static final int HOP_BY_HOP = 0;
    static final int ROUTING = 43;
    static final int DESTINATION_OPTIONS = 60;

    private IpProtocol() {}
}
