package io.sextant.protocol.bgp.session;

/** The states of RFC 4271 §8.2.2. A session with two connections is in the state of the one that is further. */
public enum State {
    /** Nothing going on; the restart delay may be running. */
    IDLE("Idle"),
    /** Waiting for a connection of our own to come up. */
    CONNECT("Connect"),
    /** Waiting for the connect-retry timer or for the peer to call. */
    ACTIVE("Active"),
    /** Our OPEN is out. */
    OPEN_SENT("OpenSent"),
    /** The peer's OPEN is in and accepted. */
    OPEN_CONFIRM("OpenConfirm"),
    /** Routes may be exchanged. */
    ESTABLISHED("Established");

    private final String word;

    State(String word) {
        this.word = word;
    }

    /** As printed by FRR. */
    public String word() {
        return word;
    }
}
