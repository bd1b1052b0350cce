package io.sextant.protocol.bgp.session;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bgp.message.BgpMessage;
import io.sextant.protocol.bgp.message.Notification;
import io.sextant.protocol.bgp.message.Octets;
import io.sextant.protocol.bgp.profile.StopReason;

/** What can happen to a session. Inputs are data: a run can be logged, replayed and shrunk. */
public sealed interface Input {

    /** Calls the handler's method for this kind of input. */
    void dispatchTo(Handler handler);

    /** One method per input, so that a new kind of input does not compile until it is handled. */
    interface Handler {
        void on(Start input);

        void on(Stop input);

        void on(Connected input);

        void on(ConnectFailed input);

        void on(Disconnected input);

        void on(Received input);

        void on(Transmit input);

        void on(Deadline input);
    }

    /** Events 1 to 7 of RFC 4271 §8.1.2: the session may come up. */
    record Start() implements Input {
        @Override
        public void dispatchTo(Handler handler) {
            handler.on(this);
        }
    }

    /**
     * Events 2 and 8, and everything else that ends a session from this side.
     *
     * @param data what a Cease says beside its codes: the operator's words (RFC 9003), a limit (RFC 4486 §4), or nothing
     */
    record Stop(StopReason reason, Octets data) implements Input {
        public static Stop because(StopReason reason) {
            return new Stop(reason, Octets.EMPTY);
        }

        /** With the operator's words, or blank. */
        public static Stop saying(StopReason reason, String message) {
            return message.isEmpty()
                    ? because(reason)
                    : new Stop(reason, Notification.ceaseWithMessage(0, message).data());
        }

        @Override
        public void dispatchTo(Handler handler) {
            handler.on(this);
        }
    }

    /** Events 16 and 17: a connection is up, one we dialled or one that was accepted. */
    record Connected(
            ConnectionId connection, IpAddress localAddress, int localPort, IpAddress remoteAddress, int remotePort)
            implements Input {
        @Override
        public void dispatchTo(Handler handler) {
            handler.on(this);
        }
    }

    /** Event 18 for a connection that never came up. */
    record ConnectFailed(ConnectionId connection, String reason) implements Input {
        @Override
        public void dispatchTo(Handler handler) {
            handler.on(this);
        }
    }

    /** Event 18 for a connection that was up. */
    record Disconnected(ConnectionId connection, CloseReason reason) implements Input {
        @Override
        public void dispatchTo(Handler handler) {
            handler.on(this);
        }
    }

    /** Octets as TCP delivered them, cut anywhere. */
    record Received(ConnectionId connection, Octets octets) implements Input {
        @Override
        public void dispatchTo(Handler handler) {
            handler.on(this);
        }
    }

    /** A message of the layer above: UPDATE or ROUTE-REFRESH. Ignored unless the session is established. */
    record Transmit(BgpMessage message) implements Input {
        @Override
        public void dispatchTo(Handler handler) {
            handler.on(this);
        }
    }

    /** Time has passed; timers that are due fire. Harmless when none is. */
    record Deadline() implements Input {
        @Override
        public void dispatchTo(Handler handler) {
            handler.on(this);
        }
    }
}
