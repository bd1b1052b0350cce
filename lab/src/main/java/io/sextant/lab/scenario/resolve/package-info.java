/**
 * From decoded values to the model: names are looked up, addresses put in their place, times turned into nanoseconds.
 *
 * Knows the keys and the model. Must not know YAML beyond places, nor how a scenario is run.
 */
@NullMarked
package io.sextant.lab.scenario.resolve;

import org.jspecify.annotations.NullMarked;
