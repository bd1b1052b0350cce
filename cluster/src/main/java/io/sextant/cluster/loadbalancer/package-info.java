/**
 * How Cilium's datapath picks a backend of a service for a new connection: at random, or by Maglev.
 *
 * <p>Knows: the two selection rules, Maglev's table and the hash that indexes it, each as versions of Cilium differ
 * ({@code cilium-hubble-metallb.md} §3). Backends are numbers here.
 *
 * <p>Must not know: services, conntrack, affinity tables, packets or the simulator. Which Cilium does what is the
 * caller's profile; it arrives as constructor parameters.
 */
@NullMarked
package io.sextant.cluster.loadbalancer;

import org.jspecify.annotations.NullMarked;
