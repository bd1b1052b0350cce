/**
 * ICMP for IPv4 (RFC 792, 1191, 1812): echo, destination unreachable, time exceeded, redirect. Knows what an error quotes;
 * knows nothing of when one is owed, nor of rate limits.
 */
@NullMarked
package io.sextant.protocol.icmp;

import org.jspecify.annotations.NullMarked;
