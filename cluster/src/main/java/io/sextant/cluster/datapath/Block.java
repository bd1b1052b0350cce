package io.sextant.cluster.datapath;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv6Prefix;

/** A prefix of either version over the halves of addresses, IPv4 in its mapped form; asking allocates nothing. */
record Block(long high, long low, long highMask, long lowMask) {

    /** The octets of ::ffff:0:0/96, in which IPv4 addresses are mapped. */
    private static final int MAPPED_BITS = 96;

    /** Holds no address: no half ANDed with nothing is all ones. */
    static final Block NOTHING = new Block(-1, -1, 0, 0);

    static Block of(IpPrefix prefix) {
        boolean ipv4 = prefix.address().version() == IpVersion.IPV4;
        int length = prefix.length() + (ipv4 ? MAPPED_BITS : 0);
        IpAddress first = prefix.address();
        return new Block(first.high(), first.low(), Ipv6Prefix.highMask(length), Ipv6Prefix.lowMask(length));
    }

    boolean contains(long otherHigh, long otherLow) {
        return (otherHigh & highMask) == high && (otherLow & lowMask) == low;
    }
}
