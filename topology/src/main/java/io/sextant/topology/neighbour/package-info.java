/**
 * Linux' neighbour tables for ARP and for neighbour discovery: who is behind an address on a link, and how sure of it the
 * host is. Knows the states and times of net/core/neighbour.c and the packets of RFC 826 and RFC 4861; nothing of routes.
 */
@NullMarked
package io.sextant.topology.neighbour;

import org.jspecify.annotations.NullMarked;
