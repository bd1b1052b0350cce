/**
 * A Linux network namespace: interfaces, neighbours, IPv4, ICMP, UDP and TCP over real octets. A host, a router, a
 * Kubernetes node and a pod are all one of these. Knows how Linux handles a packet; nothing of routing protocols,
 * clusters or scenarios.
 *
 * <p>Not modelled: IPv6, fragmentation and reassembly (what is longer than an MTU is dropped, with ICMP where DF is
 * set), netfilter, VLANs, multicast membership, IP options, obeying received redirects, GRO and GSO.
 */
@NullMarked
package io.sextant.topology.host;

import org.jspecify.annotations.NullMarked;
