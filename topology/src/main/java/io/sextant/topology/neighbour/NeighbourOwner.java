package io.sextant.topology.neighbour;

import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.Frame;

/** What the neighbour table needs of its host. */
public interface NeighbourOwner {

    /** The host's name, for traces. */
    String name();

    NeighbourSettings neighbourSettings();

    /** Whether an address is the host's own. */
    boolean isLocal(int addressBits);

    /** The neighbour never answered: takes over a packet, from its IP header on, that waited in vain. */
    void undeliverable(NetworkInterface device, Frame packet);

    /** The neighbour became unusable (FAILED or INCOMPLETE) or usable, which matters to multipath groups. */
    void reachabilityChanged(NetworkInterface device, int addressBits, boolean bad);
}
