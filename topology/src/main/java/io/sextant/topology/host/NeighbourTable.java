package io.sextant.topology.host;

import java.util.List;

/** A host's ARP cache. */
public final class NeighbourTable {

    /** All entries, by interface index and then by address, as values. */
    public List<NeighbourEntry> entries() {
        return List.of();
    }
}
