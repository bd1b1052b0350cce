package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv6Prefix;

/** An IPv6 prefix. */
final class Ipv6Destination extends Destination {

    private final Ipv6Prefix prefix;

    Ipv6Destination(Ipv6Prefix prefix) {
        this.prefix = prefix;
    }

    static int hash(Ipv6Prefix prefix) {
        int mixed = (prefix.address().hashCode() ^ prefix.length() * 0x9E37_79B9) * 0x85EB_CA6B;
        return mixed ^ mixed >>> 15;
    }

    @Override
    public IpPrefix prefix() {
        return prefix;
    }

    @Override
    int hash() {
        return hash(prefix);
    }

    @Override
    boolean isOf(IpPrefix other) {
        return prefix.equals(other);
    }

    @Override
    boolean isSamePlaceAs(Destination other) {
        return other instanceof Ipv6Destination ipv6 && ipv6.prefix.equals(prefix);
    }
}
