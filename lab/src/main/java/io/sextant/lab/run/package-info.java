/**
 * Runs a scenario: builds the lab it describes, drives its traffic and timeline, judges its expectations, and writes down
 * what happened.
 *
 * Knows everything below. Must not know how findings are told ({@code lab.report}) or read ({@code lab.scenario}).
 */
@NullMarked
package io.sextant.lab.run;

import org.jspecify.annotations.NullMarked;
