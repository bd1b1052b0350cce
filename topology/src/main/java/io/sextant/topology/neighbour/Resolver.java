package io.sextant.topology.neighbour;

import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import org.jspecify.annotations.Nullable;

/** How neighbours are asked for their addresses: ARP or neighbour discovery. */
interface Resolver {

    /** Type of the Ethernet frames that packets to neighbours travel in. */
    int etherType();

    /**
     * Sends the next request for an entry: unicast while its address is believed, to all who may have it otherwise.
     *
     * @param waiting the packet that needs the answer, from its IP header on; null without one
     */
    void probe(Neighbour entry, @Nullable Frame waiting);

    /** Takes over a frame of this protocol, from its Ethernet header on. */
    void receive(NetworkInterface in, Frame frame);

    /** Why packets end whose neighbour did not answer. */
    DropReason failed();

    /** Why packets end that did not fit behind those that wait. */
    DropReason queueFull();
}
