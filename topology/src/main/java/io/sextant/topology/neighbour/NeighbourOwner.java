package io.sextant.topology.neighbour;

import io.sextant.protocol.address.IpAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.Frame;

/** What the neighbour table needs of its host. */
public interface NeighbourOwner {

    /** The host's name, for traces. */
    String name();

    NeighbourSettings neighbourSettings();

    /** Whether an address is the host's own; halves as in {@link IpAddress#high}. */
    boolean isLocal(long high, long low);

    /** Whether the host forwards on IPv6, which its advertisements tell. */
    boolean isRouter();

    /** The neighbour never answered: takes over a packet, from its IP header on, that waited in vain. */
    void undeliverable(NetworkInterface device, Frame packet);

    /** The neighbour became unusable (FAILED or INCOMPLETE) or usable, which matters to multipath groups. */
    void reachabilityChanged(NetworkInterface device, IpAddress address, boolean bad);
}
