/**
 * HTTP/1.1 on the wire (RFC 9110, RFC 9112): heads as values with their headers in order, bodies as octets, and a decoder
 * that takes what TCP delivers and says need more, here it is or it is broken. Knows nothing of sockets, of time or of
 * what a server or a client does with a message.
 */
@NullMarked
package io.sextant.protocol.http;

import org.jspecify.annotations.NullMarked;
