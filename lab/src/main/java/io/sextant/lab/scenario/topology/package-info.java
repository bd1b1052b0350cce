/**
 * The hosts, switches, routers and cables of a scenario, as values whose names and addresses are settled.
 *
 * Knows addresses and names. Must not know YAML, the network that is built from it, or the cluster beyond a node's own figures.
 */
@NullMarked
package io.sextant.lab.scenario.topology;

import org.jspecify.annotations.NullMarked;
