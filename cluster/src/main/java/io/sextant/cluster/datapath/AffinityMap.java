package io.sextant.cluster.datapath;

/**
 * Session affinity of one node: client address and service to backend and time of last use. Never shared between
 * nodes, so another ingress node may choose otherwise (cilium#25568).
 */
final class AffinityMap {

    static final int LIMIT_ENTRIES = 65_536;

    private static final class Entry extends TupleEntry {
        private int backendId;
        private long lastUsedSeconds;
    }

    private final TupleMap<Entry> map = new TupleMap<>(LIMIT_ENTRIES);

    /** The backend the client stuck to less than the timeout ago, or 0. */
    int backend(long nowNanos, long clientHigh, long clientLow, LbService service) {
        Entry entry = map.find(clientHigh, clientLow, 0, 0, service.revNat());
        return entry != null && Conntrack.seconds(nowNanos) < entry.lastUsedSeconds + service.affinitySeconds()
                ? entry.backendId
                : 0;
    }

    void use(long nowNanos, long clientHigh, long clientLow, LbService service, int backendId) {
        Entry entry = map.find(clientHigh, clientLow, 0, 0, service.revNat());
        if (entry == null) {
            entry = new Entry();
            map.put(clientHigh, clientLow, 0, 0, service.revNat(), entry);
        }
        entry.backendId = backendId;
        entry.lastUsedSeconds = Conntrack.seconds(nowNanos);
    }

    void clear() {
        map.clear();
    }
}
