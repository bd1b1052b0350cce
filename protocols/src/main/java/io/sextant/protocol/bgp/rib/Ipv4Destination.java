package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;

/** An IPv4 prefix in five octets. */
final class Ipv4Destination extends Destination {

    private final int bits;
    private final byte length;

    Ipv4Destination(Ipv4Prefix prefix) {
        this.bits = prefix.address().bits();
        this.length = (byte) prefix.length();
    }

    static int hash(int bits, int length) {
        int mixed = (bits ^ length * 0x9E37_79B9) * 0x85EB_CA6B;
        return mixed ^ mixed >>> 15;
    }

    @Override
    public IpPrefix prefix() {
        return new Ipv4Prefix(new Ipv4Address(bits), length);
    }

    @Override
    int hash() {
        return hash(bits, length);
    }

    @Override
    boolean isOf(IpPrefix prefix) {
        return prefix instanceof Ipv4Prefix ipv4 && ipv4.address().bits() == bits && ipv4.length() == length;
    }

    @Override
    boolean isSamePlaceAs(Destination other) {
        return other instanceof Ipv4Destination ipv4 && ipv4.bits == bits && ipv4.length == length;
    }
}
