/**
 * One scenario under many seeds: the range each figure falls in, and the seeds under which an expectation fails. Knows run
 * reports; must not know how a run is made.
 */
@NullMarked
package io.sextant.lab.sweep;

import org.jspecify.annotations.NullMarked;
