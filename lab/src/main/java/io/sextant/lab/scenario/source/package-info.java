/**
 * From files to one tree of nodes: included files merged, ranges of nodes written out, manifests turned into our own keys.
 * Every node keeps the place it was written at.
 *
 * Knows YAML nodes and which keys hold lists that grow. Must not know what values mean.
 */
@NullMarked
package io.sextant.lab.scenario.source;

import org.jspecify.annotations.NullMarked;
