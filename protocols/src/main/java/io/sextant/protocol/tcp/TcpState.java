package io.sextant.protocol.tcp;

/** Where a connection stands (RFC 9293 §3.3.2). LISTEN is not here: a listener is no connection. */
public enum TcpState {
    /** No connection: before it was opened, or after its end. */
    CLOSED,
    /** Our SYN is out; the peer's is not here. */
    SYN_SENT,
    /** Both SYNs are known; ours is not acknowledged. */
    SYN_RECEIVED,
    /** Data flows both ways. */
    ESTABLISHED,
    /** Our FIN is queued or out, not acknowledged; the peer may still send. */
    FIN_WAIT_1,
    /** Our FIN is acknowledged; the peer may still send. */
    FIN_WAIT_2,
    /** The peer's FIN is here; we may still send. */
    CLOSE_WAIT,
    /** Both FINs crossed; ours is not acknowledged. */
    CLOSING,
    /** The peer's FIN came first, ours is out. */
    LAST_ACK,
    /** All is said; old segments are waited out. */
    TIME_WAIT;

    /** Whether the peer's data is still welcome. */
    boolean receivesData() {
        return this == ESTABLISHED || this == FIN_WAIT_1 || this == FIN_WAIT_2;
    }

    /** Whether our data may still be sent or sent again. */
    boolean sendsData() {
        return this == ESTABLISHED || this == CLOSE_WAIT || this == FIN_WAIT_1 || this == CLOSING || this == LAST_ACK;
    }
}
