/**
 * One peer: the state machine of RFC 4271 §8 with up to two connections, as values in and values out. It owns no clock,
 * socket, thread or chance: time comes in, octets and wishes go out, and {@code deadlineNanos()} says when to come back.
 * Knows messages and profiles, nothing of tables or policy.
 */
@NullMarked
package io.sextant.protocol.bgp.session;

import org.jspecify.annotations.NullMarked;
