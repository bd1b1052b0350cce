/**
 * What an operator decides about routes between tables and peers. Knows attributes and peers' names; route-maps and their
 * lists will live here behind {@link io.sextant.protocol.bgp.policy.RoutePolicy}.
 */
@NullMarked
package io.sextant.protocol.bgp.policy;

import org.jspecify.annotations.NullMarked;
