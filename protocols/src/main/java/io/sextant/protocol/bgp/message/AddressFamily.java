package io.sextant.protocol.bgp.message;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;

/** A pair of address family (16 bits) and subsequent address family (8 bits) identifiers (RFC 4760). */
public record AddressFamily(int afi, int safi) implements Comparable<AddressFamily> {

    public static final int AFI_IPV4 = 1;
    public static final int AFI_IPV6 = 2;
    public static final int SAFI_UNICAST = 1;

    public static final AddressFamily IPV4_UNICAST = new AddressFamily(AFI_IPV4, SAFI_UNICAST);
    public static final AddressFamily IPV6_UNICAST = new AddressFamily(AFI_IPV6, SAFI_UNICAST);

    public AddressFamily {
        if (afi >>> 16 != 0 || safi >>> 8 != 0) {
            throw new IllegalArgumentException("no address family: " + afi + "/" + safi);
        }
    }

    /** The unicast family of a prefix. */
    public static AddressFamily of(IpPrefix prefix) {
        return prefix instanceof Ipv4Prefix ? IPV4_UNICAST : IPV6_UNICAST;
    }

    /** The unicast family of an address. */
    public static AddressFamily of(IpAddress address) {
        return address instanceof Ipv4Address ? IPV4_UNICAST : IPV6_UNICAST;
    }

    /** Whether prefixes of this family can be read and written here. */
    public boolean isUnicast() {
        return safi == SAFI_UNICAST && (afi == AFI_IPV4 || afi == AFI_IPV6);
    }

    /** Prefix length limit in bits: 32 or 128; meaningful for unicast families only. */
    int maxPrefixLength() {
        return afi == AFI_IPV4 ? 32 : 128;
    }

    @Override
    public int compareTo(AddressFamily other) {
        int byAfi = Integer.compare(afi, other.afi);
        return byAfi != 0 ? byAfi : Integer.compare(safi, other.safi);
    }

    /** As FRR names it: {@code IPv4 Unicast}. */
    @Override
    public String toString() {
        if (isUnicast()) {
            return afi == AFI_IPV4 ? "IPv4 Unicast" : "IPv6 Unicast";
        }
        return "afi " + afi + " safi " + safi;
    }
}
