/**
 * A scenario: what the file says, once it is complete and consistent.
 *
 * Knows the language and its model. Must not know how a scenario is run.
 */
@NullMarked
package io.sextant.lab.scenario;

import org.jspecify.annotations.NullMarked;
