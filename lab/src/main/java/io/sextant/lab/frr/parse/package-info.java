/**
 * Reads configuration lines into a configuration: which section a line belongs to, and what is wrong with it. Knows grammar,
 * model and statements; must not know what the configuration is for.
 */
@NullMarked
package io.sextant.lab.frr.parse;

import org.jspecify.annotations.NullMarked;
