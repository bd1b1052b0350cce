/**
 * What a run has to tell, as values.
 *
 * Knows the findings of a run and how a figure is written. The tellers stand in packages of their own: {@code page},
 * {@code files}, {@code terminal}.
 *
 * Must not know how the run was made: {@code lab.run} fills these records.
 */
@NullMarked
package io.sextant.lab.report;

import org.jspecify.annotations.NullMarked;
