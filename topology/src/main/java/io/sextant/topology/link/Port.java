package io.sextant.topology.link;

import io.sextant.topology.frame.Frame;

/** Where a channel ends. */
@FunctionalInterface
public interface Port {

    /** Takes over a frame that has arrived in full. */
    void receive(Frame frame);

    /** Told once, when the port is wired: frames sent into {@code outgoing} reach the other end. */
    default void attached(Channel outgoing) {}

    /** Told when the link's carrier comes or goes; the carrier is up when the port is wired to a link that is up. */
    default void carrierChanged(boolean up) {}
}
