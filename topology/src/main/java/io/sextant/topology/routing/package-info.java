/**
 * Routing daemons on a host: a BGP speaker on the host's sockets, and the way from its tables to the kernel's.
 *
 * Knows hosts, forwarding tables and the BGP machines it drives. Must not know clusters, scenarios or printouts.
 */
@NullMarked
package io.sextant.topology.routing;

import org.jspecify.annotations.NullMarked;
