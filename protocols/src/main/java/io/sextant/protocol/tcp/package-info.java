/**
 * TCP (RFC 9293) as Linux speaks it: the segment as a view and as a value, and {@link io.sextant.protocol.tcp.TcpConnection},
 * a machine that takes the time and a segment and answers with segments, signals and one deadline. Knows nothing of IP
 * addresses but their part in the checksum, nor of sockets, ports in use, or who listens.
 */
@NullMarked
package io.sextant.protocol.tcp;

import org.jspecify.annotations.NullMarked;
