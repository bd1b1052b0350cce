/**
 * Reading and writing octets with checks. Knows nothing of any protocol: a reader names the field that was cut short,
 * a writer grows as needed, and {@link io.sextant.protocol.wire.Checksum} is the Internet's one's complement sum.
 */
@NullMarked
package io.sextant.protocol.wire;

import org.jspecify.annotations.NullMarked;
