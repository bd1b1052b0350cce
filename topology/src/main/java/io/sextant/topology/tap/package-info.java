/** Taps that keep what they see. Knows interfaces, wires and capture files; nothing of who asked for the capture. */
@NullMarked
package io.sextant.topology.tap;

import org.jspecify.annotations.NullMarked;
