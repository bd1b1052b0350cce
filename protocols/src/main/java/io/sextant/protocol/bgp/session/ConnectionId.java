package io.sextant.protocol.bgp.session;

/**
 * One TCP connection of a session. Outgoing ones are numbered by the session when it asks to dial, incoming ones by whoever
 * accepts them; the two never clash.
 *
 * @param outgoing whether this side opened it
 * @param number unique per session and direction
 */
public record ConnectionId(boolean outgoing, long number) {

    public static ConnectionId incoming(long number) {
        return new ConnectionId(false, number);
    }

    @Override
    public String toString() {
        return (outgoing ? "out-" : "in-") + number;
    }
}
