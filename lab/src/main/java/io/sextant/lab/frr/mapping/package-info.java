/**
 * From a configuration to what the protocols take: instance, peers and families, each value a neighbour's own, its group's or
 * FRR's default. Knows the configuration and the protocols' records; must not know hosts, files or runs.
 */
@NullMarked
package io.sextant.lab.frr.mapping;

import org.jspecify.annotations.NullMarked;
