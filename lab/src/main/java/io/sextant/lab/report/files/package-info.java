/**
 * A run's findings as files: {@code report.json}, JUnit's XML, and the folder a run's report lies in.
 *
 * Knows the records of {@code lab.report} and the page. Must not know how a run was made nor what a terminal is.
 */
@NullMarked
package io.sextant.lab.report.files;

import org.jspecify.annotations.NullMarked;
