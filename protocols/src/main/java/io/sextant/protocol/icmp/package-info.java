/**
 * ICMP for IPv4 (RFC 792, 1191, 1812) and for IPv6 (RFC 4443, 4861): echo, destination unreachable, packet too big, time
 * exceeded, redirect, neighbour discovery. Knows what an error quotes; knows nothing of when one is owed, nor of rate limits.
 */
@NullMarked
package io.sextant.protocol.icmp;

import org.jspecify.annotations.NullMarked;
