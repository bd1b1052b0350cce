/**
 * The frame in flight and the pool it comes from. Knows octets and who owns them; nothing of links, hosts or time
 * beyond one field that a queue may use.
 */
@NullMarked
package io.sextant.topology.frame;

import org.jspecify.annotations.NullMarked;
