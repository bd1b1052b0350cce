package io.sextant.protocol.bgp.policy.list;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.message.ExtendedCommunity;

/** Extended communities that policies make and print: route target, site of origin, link bandwidth. */
public final class ExtendedCommunities {

    /** RFC 4360 §4. */
    public static final int ROUTE_TARGET = 0x02;

    /** RFC 4360 §5. */
    public static final int SITE_OF_ORIGIN = 0x03;

    /** draft-ietf-idr-link-bandwidth §2. */
    public static final int LINK_BANDWIDTH = 0x04;

    private static final int TWO_OCTET_AS = 0;
    private static final int IPV4 = 1;
    private static final int FOUR_OCTET_AS = 2;
    private static final int NON_TRANSITIVE = 0x40;
    private static final long KBIT_OCTETS = 125;
    private static final long MBIT_OCTETS = 125_000;
    private static final long GBIT_OCTETS = 125_000_000;

    private ExtendedCommunities() {}

    /**
     * {@code ASN:value}.
     *
     * @param value 0..4294967295, or 0..65535 where the number needs four octets
     */
    public static ExtendedCommunity of(int subtype, Asn asn, long value) {
        if (value < 0 || value >>> (asn.isFourOctet() ? 16 : 32) != 0) {
            throw new IllegalArgumentException(asn + ":" + value);
        }
        return asn.isFourOctet()
                ? of(FOUR_OCTET_AS, subtype, asn.value() << 16 | value)
                : of(TWO_OCTET_AS, subtype, asn.value() << 32 | value);
    }

    /** {@code A.B.C.D:value}, the value 0..65535. */
    public static ExtendedCommunity of(int subtype, Ipv4Address address, int value) {
        if (value >>> 16 != 0) {
            throw new IllegalArgumentException(address + ":" + value);
        }
        return of(IPV4, subtype, (address.bits() & 0xFFFF_FFFFL) << 16 | value);
    }

    /**
     * Link bandwidth (FRR 8.4 {@code encode_lb_extcomm}).
     *
     * @param octetsPerSecond 0..4294967295
     * @param integer as an integer instead of IEEE single precision
     */
    public static ExtendedCommunity linkBandwidth(
            Asn asn, long octetsPerSecond, boolean nonTransitive, boolean integer) {
        long bits = integer ? octetsPerSecond : Float.floatToRawIntBits((float) octetsPerSecond) & 0xFFFF_FFFFL;
        Asn written = asn.isFourOctet() ? Asn.TRANS : asn;
        return of(nonTransitive ? NON_TRANSITIVE : TWO_OCTET_AS, LINK_BANDWIDTH, written.value() << 32 | bits);
    }

    private static ExtendedCommunity of(int type, int subtype, long value) {
        return new ExtendedCommunity((long) type << 56 | (long) subtype << 48 | value);
    }

    /** As FRR 8.4 prints it in {@code show bgp} ({@code ecommunity_ecom2str}), for the kinds the lab knows. */
    public static String text(ExtendedCommunity community) {
        int type = community.type();
        int subtype = community.subtype();
        boolean target = subtype == ROUTE_TARGET;
        if (type <= FOUR_OCTET_AS && (target || subtype == SITE_OF_ORIGIN)) {
            return (target ? "RT:" : "SoO:") + value(community);
        }
        if ((type == TWO_OCTET_AS || type == NON_TRANSITIVE) && subtype == LINK_BANDWIDTH) {
            long octets = (long) Float.intBitsToFloat((int) community.bits());
            return "LB:" + (community.bits() >>> 32 & 0xFFFF) + ":" + octets + " (" + rate(octets) + ")";
        }
        return "UNK:" + type + ", " + subtype;
    }

    private static String value(ExtendedCommunity community) {
        long bits = community.bits();
        return switch (community.type()) {
            case TWO_OCTET_AS -> (bits >>> 32 & 0xFFFF) + ":" + (bits & 0xFFFF_FFFFL);
            case IPV4 -> new Ipv4Address((int) (bits >>> 16)) + ":" + (bits & 0xFFFF);
            default -> (bits >>> 16 & 0xFFFF_FFFFL) + ":" + (bits & 0xFFFF);
        };
    }

    // FRR 8.4 ecommunity_lb_str: the division is one of integers, so the decimals are always zero.
    private static String rate(long octets) {
        if (octets >= GBIT_OCTETS) {
            return octets / GBIT_OCTETS + ".000 Gbps";
        }
        if (octets >= MBIT_OCTETS) {
            return octets / MBIT_OCTETS + ".000 Mbps";
        }
        return octets >= KBIT_OCTETS ? octets / KBIT_OCTETS + ".000 Kbps" : octets * 8 + " bps";
    }
}
