package io.sextant.topology.routing;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.topology.device.NetworkInterface;
import java.util.List;
import java.util.Optional;

/** A client of zebra: hears what the table decides. Called inside the simulation, after the kernel has the change. */
public interface ZebraListener {

    /** An interface went down, or lost its carrier; said at once, before the table has changed. */
    default void onInterfaceDown(NetworkInterface device) {}

    /** Addresses that are watched are reached differently, or not any more, or again. */
    default void onNextHops(List<NextHopState> changed) {}

    /** Zebra has started, perhaps anew, and knows nothing of its clients. */
    default void onStart() {}

    /**
     * The chosen route to a prefix changed, and it was or is another source's than BGP: what {@code redistribute} and
     * {@code network} look at.
     */
    default void onRoute(IpPrefix prefix, Optional<RibRoute> now) {}

    /** The route to a prefix is BGP's own, now as before, or there is none any more. */
    default void onBgpRoute(IpPrefix prefix) {}
}
