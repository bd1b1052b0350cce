package io.sextant.topology.device;

/**
 * Where a {@link Hook} may stand. On receipt the order is XDP, taps, tc ingress, stack; on transmission tc egress,
 * taps, wire (Linux net/core/dev.c).
 */
public enum HookPoint {
    /** In the driver, before any tap. */
    XDP,
    /** Behind the taps, before the stack. */
    TC_INGRESS,
    /** Before the taps and the wire. */
    TC_EGRESS
}
