/**
 * A net_device, its receive and transmit paths in the kernel's order, and the programs and taps that stand on them.
 * Knows frames and the wire; of the stack above it only the few calls of {@code NetworkStack}.
 */
@NullMarked
package io.sextant.topology.device;

import org.jspecify.annotations.NullMarked;
