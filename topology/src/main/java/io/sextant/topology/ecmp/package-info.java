/**
 * Which of several equal next hops a Linux router takes for a packet, bit for bit.
 *
 * <p>Knows: the flow hash of {@code net/core/flow_dissector.c}, the multipath hash policies 0 to 3, the two ways a
 * group turns a hash into a member (hash-threshold and resilient), and which kernel does it how. The source of every
 * rule is {@code linux-ecmp.md}, measured on Linux 6.18.44; the vectors it came with are this package's tests.
 *
 * <p>Must not know: routes, prefixes, interfaces, frames in flight or the simulator. Members of a group are numbers
 * from 0; what they stand for is the caller's business.
 */
@NullMarked
package io.sextant.topology.ecmp;

import org.jspecify.annotations.NullMarked;
