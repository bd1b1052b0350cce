/**
 * Lists that routes are held against: prefixes, addresses, AS paths, communities. Values without names of their own; entries
 * are asked in the order of their numbers and the first that matches decides. Knows no route-maps and no speakers.
 */
@NullMarked
package io.sextant.protocol.bgp.policy.list;

import org.jspecify.annotations.NullMarked;
