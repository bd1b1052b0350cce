/**
 * The tables of RFC 4271 §3.2 and the decision process, laid out in FRR 8.4's order so that the two can be read side by
 * side. Tables answer every change with a {@link io.sextant.protocol.bgp.rib.RibDelta}. Knows attributes and peers' names,
 * nothing of sessions, octets or time's passing.
 */
@NullMarked
package io.sextant.protocol.bgp.rib;

import org.jspecify.annotations.NullMarked;
