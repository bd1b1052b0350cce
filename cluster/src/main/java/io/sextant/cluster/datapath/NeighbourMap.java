package io.sextant.cluster.datapath;

/**
 * {@code cilium_nodeport_neigh4} and {@code 6}: which MAC address a client's packets came from, so that the reply can leave without
 * the stack having resolved anything.
 */
final class NeighbourMap {

    static final int LIMIT_ENTRIES = 524_288;

    private static final class Entry extends TupleEntry {
        private long macBits;
    }

    private final TupleMap<Entry> map = new TupleMap<>(LIMIT_ENTRIES);

    void learn(long high, long low, long macBits) {
        Entry entry = map.find(high, low, 0, 0, 0);
        if (entry == null) {
            entry = new Entry();
            map.put(high, low, 0, 0, 0, entry);
        }
        entry.macBits = macBits;
    }

    /** The client's MAC address, or -1. */
    long macBits(long high, long low) {
        Entry entry = map.find(high, low, 0, 0, 0);
        return entry == null ? -1 : entry.macBits;
    }

    void clear() {
        map.clear();
    }
}
