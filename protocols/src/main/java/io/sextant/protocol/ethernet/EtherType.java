package io.sextant.protocol.ethernet;

/** The two-octet types of the IEEE 802 registry that Sextant's frames carry. */
public final class EtherType {

    /** RFC 894. */
    public static final int IPV4 = 0x0800;

    /** RFC 826. */
    public static final int ARP = 0x0806;

    /** RFC 2464. */
    public static final int IPV6 = 0x86DD;

    private EtherType() {}
}
