package io.sextant.protocol.bgp.policy.map;

import java.util.List;

/** A map in use, and how often it was. */
final class InstalledMap {

    private final RouteMap map;
    private final long[] invoked;
    private long applied;

    InstalledMap(RouteMap map) {
        this.map = map;
        this.invoked = new long[map.entries().size()];
    }

    /** A changed map keeps the counts of entries that are still there. */
    InstalledMap replacedBy(RouteMap changed) {
        InstalledMap next = new InstalledMap(changed);
        next.applied = applied;
        List<RouteMapEntry> entries = changed.entries();
        for (int i = 0; i < entries.size(); i++) {
            next.invoked[i] = invoked(entries.get(i).sequence());
        }
        return next;
    }

    RouteMap map() {
        return map;
    }

    void countApplied() {
        applied++;
    }

    void countInvoked(int index) {
        invoked[index]++;
    }

    long applied() {
        return applied;
    }

    long invoked(long sequence) {
        for (int i = 0; i < invoked.length; i++) {
            if (map.entries().get(i).sequence() == sequence) {
                return invoked[i];
            }
        }
        return 0;
    }
}
