/**
 * Programs on a frame's way through a host: where they may stand, what they may answer, and why frames are dropped.
 * Knows frames and interfaces; nothing of what any program decides.
 */
@NullMarked
package io.sextant.topology.hook;

import org.jspecify.annotations.NullMarked;
