package io.sextant.lab.frr.running;

import io.sextant.lab.frr.model.Entry;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.Ipv6Prefix;
import java.util.Comparator;

/** Orders in which FRR walks prefixes. */
final class Prefixes {

    /** A routing table from the top: by address, the shorter first (FRR 8.4 route_next). */
    static final Comparator<Entry> BY_ADDRESS = Comparator.comparing(
                    (Entry entry) -> prefix(entry).address())
            .thenComparingInt(entry -> prefix(entry).length());

    /** By length, then address (FRR 8.4 prefix_cmp). */
    static final Comparator<Entry> BY_LENGTH = Comparator.comparingInt(
                    (Entry entry) -> prefix(entry).length())
            .thenComparing(entry -> prefix(entry).address());

    private Prefixes() {}

    private static IpPrefix prefix(Entry entry) {
        String text = entry.value("prefix");
        return text.indexOf(':') >= 0 ? Ipv6Prefix.parse(text) : Ipv4Prefix.parse(text);
    }
}
