package io.sextant.topology.forwarding;

import io.sextant.protocol.address.IpPrefix;
import org.jspecify.annotations.Nullable;

/** Routes of one prefix length by network address. Looking up is the business of the two kinds, without objects. */
abstract sealed class PrefixTable permits Ipv4PrefixTable, Ipv6PrefixTable {

    static final int LEAST_SLOTS = 8;

    final int length;

    PrefixTable(int length) {
        this.length = length;
    }

    abstract int size();

    /** The chain of routes to a prefix of this table's length. */
    abstract @Nullable RouteEntry find(IpPrefix prefix);

    abstract void put(IpPrefix prefix, RouteEntry entry);

    abstract void remove(IpPrefix prefix);

    /** Every chain, in no order that means anything. */
    abstract RouteEntry[] chains();

    /** The entries among slots. */
    static RouteEntry[] filled(@Nullable RouteEntry[] slots, int size) {
        RouteEntry[] all = new RouteEntry[size];
        int count = 0;
        for (RouteEntry entry : slots) {
            if (entry != null) {
                all[count++] = entry;
            }
        }
        return all;
    }
}
