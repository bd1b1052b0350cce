/**
 * What happens to the lab while it runs, and when: faults, operators' actions, printouts and notes.
 *
 * Must not know YAML, nor how an action is carried out.
 */
@NullMarked
package io.sextant.lab.scenario.timeline;

import org.jspecify.annotations.NullMarked;
