package io.sextant.protocol.ip;

/** IANA protocol numbers that Sextant's packets carry. */
public final class IpProtocol {

    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;

    private IpProtocol() {}
}
