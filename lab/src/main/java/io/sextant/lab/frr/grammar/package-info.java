/**
 * A small language for command patterns, and the matcher that reads lines with them as FRR 8.4 does: abbreviated keywords,
 * ambiguities told, the place of the first word that does not fit. Knows words only; must not know what any command means.
 */
@NullMarked
package io.sextant.lab.frr.grammar;

import org.jspecify.annotations.NullMarked;
