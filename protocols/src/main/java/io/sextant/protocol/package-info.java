/**
 * What is on the wire and how peers react to it: octets and state machines. Knows nothing of time sources,
 * threads or sockets: time comes in as an argument, effects go out as values.
 */
@NullMarked
package io.sextant.protocol;

import org.jspecify.annotations.NullMarked;
