/**
 * What {@code sextant run} prints when a run is over.
 *
 * Knows the records of {@code lab.report} and how wide a terminal is. Must not print: it answers with text.
 */
@NullMarked
package io.sextant.lab.report.terminal;

import org.jspecify.annotations.NullMarked;
