/**
 * FRR's bfdd on a host: BFD sessions over the host's UDP sockets.
 *
 * Knows hosts and the BFD machine. Must not know BGP: whoever wants to hear of a session listens.
 */
@NullMarked
package io.sextant.topology.bfd;

import org.jspecify.annotations.NullMarked;
