package io.sextant.topology.routing;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prefixes of both families with their routes; finds the longest prefix of an address and the next shorter ones. */
final class RibTable {

    /** Most prefixes it holds. */
    static final int PREFIX_LIMIT = 4_000_000;

    private static final int LENGTHS = 129;

    private final Map<IpPrefix, RibNode> nodes = new LinkedHashMap<>();
    private final int[] count4 = new int[LENGTHS];
    private final int[] count6 = new int[LENGTHS];

    @Nullable
    RibNode find(IpPrefix prefix) {
        return nodes.get(prefix);
    }

    RibNode findOrAdd(IpPrefix prefix) {
        RibNode known = nodes.get(prefix);
        if (known != null) {
            return known;
        }
        if (nodes.size() >= PREFIX_LIMIT) {
            throw new IllegalStateException("zebra holds " + PREFIX_LIMIT + " prefixes already");
        }
        RibNode fresh = new RibNode(prefix);
        nodes.put(prefix, fresh);
        counts(prefix.address())[prefix.length()]++;
        return fresh;
    }

    void remove(RibNode node) {
        if (nodes.remove(node.prefix) != null) {
            counts(node.prefix.address())[node.prefix.length()]--;
        }
    }

    /** The longest prefix of at most this length that holds the address; null for none. */
    @Nullable
    RibNode longest(IpAddress address, int maxLength) {
        int[] counts = counts(address);
        for (int length = Math.min(maxLength, address.lengthBits()); length >= 0; length--) {
            if (counts[length] > 0) {
                RibNode node = nodes.get(IpPrefix.of(address, length));
                if (node != null) {
                    return node;
                }
            }
        }
        return null;
    }

    /** In no order that means anything but the order of arrival. */
    Collection<RibNode> all() {
        return nodes.values();
    }

    /** By family, address and length. */
    List<RibNode> sorted() {
        return nodes.values().stream()
                .sorted(Comparator.comparing(node -> node.prefix))
                .toList();
    }

    void clear() {
        nodes.clear();
        Arrays.fill(count4, 0);
        Arrays.fill(count6, 0);
    }

    private int[] counts(IpAddress address) {
        return address.lengthBits() == 32 ? count4 : count6;
    }
}
