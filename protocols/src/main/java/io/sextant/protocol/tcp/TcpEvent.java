package io.sextant.protocol.tcp;

/**
 * What a connection tells its user. When several are due at once they come in this order. The last five end the connection:
 * exactly one of them comes, and it comes last.
 */
public enum TcpEvent {
    /** The three-way handshake is complete. */
    ESTABLISHED,
    /** There is something to {@link TcpConnection#read}. */
    DATA,
    /** The peer has sent all it will send. */
    PEER_FIN,
    /** Room has come free in a send buffer that was full. */
    WRITABLE,
    /** Both directions ended in order; only old segments are waited for. {@link #CLOSED} follows. */
    TIME_WAIT,
    /** The connection is over: in order, or because we aborted it. */
    CLOSED,
    /** The peer reset it, or an answer to our own violation did. */
    RESET,
    /** The peer answered our SYN with a reset: connection refused. */
    REFUSED,
    /** The peer did not answer for as long as the profile allows. */
    TIMED_OUT,
    /** ICMP said that the peer cannot be reached while we were connecting: no route to host. */
    UNREACHABLE
}
