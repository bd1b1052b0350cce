/**
 * The laboratory: the only place that knows everything. Scenarios go in, runs happen, verdicts and reports come out.
 */
@NullMarked
package io.sextant.lab;

import org.jspecify.annotations.NullMarked;
