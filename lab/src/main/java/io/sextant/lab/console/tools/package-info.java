/**
 * What takes time on the network: curl, ping and tcpdump. Each is a program on a host's sockets or taps. Knows hosts and
 * the octets on their wires, nothing of clusters.
 */
@NullMarked
package io.sextant.lab.console.tools;

import org.jspecify.annotations.NullMarked;
