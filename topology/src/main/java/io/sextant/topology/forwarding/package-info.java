/**
 * The forwarding table: routes, longest prefix match, and the choice among next hops. Knows interfaces as places to
 * send to; nothing of frames, neighbours' timers or routing protocols.
 */
@NullMarked
package io.sextant.topology.forwarding;

import org.jspecify.annotations.NullMarked;
