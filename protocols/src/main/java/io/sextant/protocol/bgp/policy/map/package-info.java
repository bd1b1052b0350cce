/**
 * Route-maps: entries that match routes and change them, with FRR 8.4's order and its ways from entry to entry, and the
 * book of one router's named maps and lists. Knows no speakers and no vendor's syntax.
 */
@NullMarked
package io.sextant.protocol.bgp.policy.map;

import org.jspecify.annotations.NullMarked;
