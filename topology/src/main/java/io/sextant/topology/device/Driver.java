package io.sextant.topology.device;

import io.sextant.topology.frame.Frame;

/** What a device without a cable does with frames sent out of it: a tunnel wraps them, a loopback turns them round. */
@FunctionalInterface
public interface Driver {

    /** Takes over a frame that came through the device's transmit path. */
    void transmit(Frame frame);
}
