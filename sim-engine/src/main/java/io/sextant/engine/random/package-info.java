/**
 * Chance: named streams of random numbers that all follow from one seed, the same in every Java.
 *
 * <p>Must not know: time, networks, any other source of randomness.
 */
@NullMarked
package io.sextant.engine.random;

import org.jspecify.annotations.NullMarked;
