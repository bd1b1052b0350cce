package io.sextant.topology.device;

/** Which path of a device a redirected frame enters. */
public enum Direction {
    /** The receive path: taps, tc ingress, stack. XDP is not run: the frame never was in that device's driver. */
    INGRESS,
    /** The transmit path: tc egress, taps, wire. */
    EGRESS
}
