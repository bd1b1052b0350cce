/**
 * What the clients of a scenario do: single requests, pings and load.
 *
 * Knows names and times. Must not know YAML, sockets or the network.
 */
@NullMarked
package io.sextant.lab.scenario.traffic;

import org.jspecify.annotations.NullMarked;
