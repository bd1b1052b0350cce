/**
 * Virtual time, the order of events and chance. Knows nothing of networks, and reads no clock.
 */
@NullMarked
package io.sextant.engine;

import org.jspecify.annotations.NullMarked;
