package io.sextant.cluster.datapath;

/**
 * {@code cilium_nodeport_neigh4}: which MAC address a client's packets came from, so that the reply can leave without
 * the stack having resolved anything.
 */
final class NeighbourMap {

    static final int LIMIT_ENTRIES = 524_288;

    private static final class Entry extends TupleEntry {
        private long macBits;
    }

    private final TupleMap<Entry> map = new TupleMap<>(LIMIT_ENTRIES);

    void learn(int addressBits, long macBits) {
        Entry entry = map.find(addressBits, 0);
        if (entry == null) {
            entry = new Entry();
            map.put(addressBits, 0, entry);
        }
        entry.macBits = macBits;
    }

    /** The client's MAC address, or -1. */
    long macBits(int addressBits) {
        Entry entry = map.find(addressBits, 0);
        return entry == null ? -1 : entry.macBits;
    }

    void clear() {
        map.clear();
    }
}
