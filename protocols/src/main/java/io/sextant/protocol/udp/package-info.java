/** UDP (RFC 768): the header and its checksum. Knows nothing of sockets. */
@NullMarked
package io.sextant.protocol.udp;

import org.jspecify.annotations.NullMarked;
