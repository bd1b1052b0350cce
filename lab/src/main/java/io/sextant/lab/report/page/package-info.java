/**
 * The page of a run: one HTML file with its plots as inline SVG, complete without a script or a network.
 *
 * Knows the records of {@code lab.report} and how they are drawn. Must not know files: it answers with text.
 */
@NullMarked
package io.sextant.lab.report.page;

import org.jspecify.annotations.NullMarked;
