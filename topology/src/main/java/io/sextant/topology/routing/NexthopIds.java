package io.sextant.topology.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * zebra's numbers for next hops and groups of them ({@code nhid}). Numbers are given in the order of first use and kept for
 * 180 s after the last (FRR 8.4 {@code zebra_nhg.c}, {@code nexthop-group keep}; facts/frr.md point 11): a next hop that
 * comes back within that time gets its old number, and so its old place in the group.
 */
final class NexthopIds {

    /** How long an unused number is kept. */
    static final long KEEP_NANOS = 180_000_000_000L;

    private static final class Entry {
        private final int id;
        private int users;
        private long unusedSinceNanos;

        Entry(int id) {
            this.id = id;
        }
    }

    private final Map<Object, Entry> entries = new LinkedHashMap<>();
    private int lastId;

    /** The number of a next hop or of a group (a list of numbers), given now if it has none; in use until released. */
    int acquire(Object what, long nowNanos) {
        forget(nowNanos);
        Entry entry = entries.computeIfAbsent(what, unknown -> new Entry(++lastId));
        entry.users++;
        return entry.id;
    }

    /** The number something has; 0 when it has none. */
    int find(Object what) {
        Entry entry = entries.get(what);
        return entry == null ? 0 : entry.id;
    }

    /** What has a number now, in the order of numbers. */
    Map<Integer, Object> all(long nowNanos) {
        forget(nowNanos);
        Map<Integer, Object> numbered = new TreeMap<>();
        entries.forEach((what, entry) -> numbered.put(entry.id, what));
        return numbered;
    }

    /** One use less. */
    void release(Object what, long nowNanos) {
        Entry entry = entries.get(what);
        if (entry != null && --entry.users == 0) {
            entry.unusedSinceNanos = nowNanos;
        }
    }

    private void forget(long nowNanos) {
        List<Object> gone = new ArrayList<>();
        entries.forEach((what, entry) -> {
            if (entry.users == 0 && nowNanos - entry.unusedSinceNanos >= KEEP_NANOS) {
                gone.add(what);
            }
        });
        gone.forEach(entries::remove);
    }
}
