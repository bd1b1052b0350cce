/**
 * Hubble: flows as its agents record them, the ring each agent keeps, the relay that merges them, filters and printers.
 * Knows nothing of how the datapath comes by an event, nor of files and terminals.
 */
@NullMarked
package io.sextant.cluster.flow;

import org.jspecify.annotations.NullMarked;
