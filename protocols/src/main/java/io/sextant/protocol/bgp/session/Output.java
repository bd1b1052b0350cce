package io.sextant.protocol.bgp.session;

import io.sextant.protocol.bgp.message.BgpMessage;
import io.sextant.protocol.bgp.message.Octets;
import io.sextant.protocol.bgp.message.RouteRefresh;
import io.sextant.protocol.bgp.message.Update;

/** What a session wants done, or tells the layer above, in the order of the list it comes in. */
public sealed interface Output {

    /** Open a connection to the peer and report {@code Connected} or {@code ConnectFailed} with this id. */
    record Dial(ConnectionId connection) implements Output {}

    /**
     * Write octets to a connection. Several in one list for one connection may share a segment, as the real speakers'
     * output buffers make them.
     */
    record Send(ConnectionId connection, BgpMessage message, Octets octets) implements Output {}

    /** Close a connection after what was sent on it; nothing more will come from or go to it. */
    record HangUp(ConnectionId connection) implements Output {}

    /** The session moved on. {@code reason} is for people. */
    record StateChanged(State from, State to, String reason) implements Output {}

    /** Established: routes may be exchanged from now on. */
    record SessionUp(Negotiated negotiated) implements Output {}

    /** No longer established. */
    record SessionDown(LastReset reset) implements Output {}

    /** An UPDATE from the peer, its faults already told apart from those that end the session. */
    record UpdateReceived(Update update) implements Output {}

    /** The peer wants our routes again. */
    record RefreshReceived(RouteRefresh refresh) implements Output {}
}
