/**
 * What a scenario claims: named checks, each with the instants at which it has to hold.
 *
 * Must not know YAML, nor how a claim is judged.
 */
@NullMarked
package io.sextant.lab.scenario.expect;

import org.jspecify.annotations.NullMarked;
