package io.sextant.topology.device;

/** Where a {@link Tap} stands. */
public enum TapPoint {
    /** The AF_PACKET place tcpdump uses: behind XDP, before tc ingress; behind tc egress, before the wire. */
    INTERFACE,
    /** Behind the XDP programs, with their verdict. */
    XDP,
    /** Behind the tc ingress programs, with their verdict. */
    TC_INGRESS,
    /** Behind the tc egress programs, with their verdict. */
    TC_EGRESS
}
