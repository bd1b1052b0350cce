/**
 * What a run has to tell, as values, and how it is told: a page, JSON, a terminal summary.
 *
 * Knows the findings of a run. Must not know how the run was made: {@code lab.run} fills these records.
 */
@NullMarked
package io.sextant.lab.report;

import org.jspecify.annotations.NullMarked;
