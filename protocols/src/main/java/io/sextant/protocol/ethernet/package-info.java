/** Ethernet II frames: two addresses and a type. Knows nothing of what a frame carries, nor of links or switches. */
@NullMarked
package io.sextant.protocol.ethernet;

import org.jspecify.annotations.NullMarked;
