/** Runs, end to end: every shipped scenario, twice, with the engine's invariants on. */
@NullMarked
package io.sextant.lab.run;

import org.jspecify.annotations.NullMarked;
