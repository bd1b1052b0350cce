package io.sextant.topology;

/** Something in a network that has a name and may hold frames: a host, a switch, a link. */
public interface Part {

    /** Unique among parts of its class. */
    String name();

    /** Frames it holds between events. */
    int queuedFrames();
}
