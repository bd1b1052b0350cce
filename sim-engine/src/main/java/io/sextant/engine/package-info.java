/**
 * Virtual time and the order of events.
 *
 * <p>Knows: a clock in nanoseconds since the start of the run, a queue of events ordered by (time, sequence) and
 * nothing else, limits, invariants, and the trace whose digest is the run's fingerprint.
 *
 * <p>Must not know: networks, files, threads, wall clocks (a limit on wall time reads a clock that its owner hands
 * in).
 */
@NullMarked
package io.sextant.engine;

import org.jspecify.annotations.NullMarked;
