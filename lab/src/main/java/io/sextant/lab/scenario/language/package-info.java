/**
 * The keys of the scenario language: one table, from which files are decoded and the JSON Schema is written.
 *
 * Knows the forms of values and the model's words. Must not know which names exist in a file; that is for {@code resolve}.
 */
@NullMarked
package io.sextant.lab.scenario.language;

import org.jspecify.annotations.NullMarked;
