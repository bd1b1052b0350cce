package io.sextant.topology;

import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;

/** Hears of every frame whose life ends other than by delivery. Must not keep or change the frame. */
@FunctionalInterface
public interface DropListener {

    /**
     * A frame is about to be given back to the pool.
     *
     * @param node name of the host, switch or link where it happened
     * @param port name of the interface, port or channel
     */
    void onDrop(long nowNanos, String node, String port, DropReason reason, Frame frame);
}
