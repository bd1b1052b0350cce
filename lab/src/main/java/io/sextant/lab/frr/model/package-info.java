/**
 * What a router's configuration says, as a tree of sections with entries, each with the place in the file it came from.
 * Immutable, except the drafts that the parser writes. Knows the grammar's words; must not know what the words do.
 */
@NullMarked
package io.sextant.lab.frr.model;

import org.jspecify.annotations.NullMarked;
