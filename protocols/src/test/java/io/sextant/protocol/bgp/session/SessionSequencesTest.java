package io.sextant.protocol.bgp.session;

import io.sextant.protocol.bgp.message.BgpCodec;
import io.sextant.protocol.bgp.message.BgpMessage;
import io.sextant.protocol.bgp.message.CodecContext;
import io.sextant.protocol.bgp.message.Keepalive;
import io.sextant.protocol.bgp.message.Octets;
import io.sextant.protocol.bgp.message.Open;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.profile.StopReason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sequence of six inputs from a small alphabet keeps what must always hold. */
class SessionSequencesTest {

    private static final int LENGTH = 6;
    private static final int SYMBOLS = 8;
    private static final Octets OPEN = encoded(SessionFixture.peerOpen());
    private static final Octets KEEPALIVE = encoded(Keepalive.INSTANCE);

    private static Octets encoded(BgpMessage message) {
        return Octets.of(BgpCodec.encode(message, CodecContext.INITIAL));
    }

    static List<PeerConfig> configs() {
        return List.of(
                SessionFixture.config(SpeakerProfile.FRR_8_4),
                SessionFixture.config(SpeakerProfile.METALLB_0_10),
                SessionFixture.config(SpeakerProfile.FRR_8_4).withDelayOpen(SessionFixture.SECOND));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void every_sequence_of_six_inputs_keeps_the_rules(PeerConfig config) {
        int sequences = (int) Math.pow(SYMBOLS, LENGTH);
        for (int number = 0; number < sequences; number++) {
            Run run = new Run(config);
            int rest = number;
            for (int i = 0; i < LENGTH; i++) {
                run.step(rest % SYMBOLS);
                rest /= SYMBOLS;
            }
        }
    }

    /** One sequence; a broken rule fails with the inputs that led there. */
    private static final class Run {

        private final BgpSession session;
        private final List<String> history = new ArrayList<>();
        private final Set<ConnectionId> live = new LinkedHashSet<>();
        private final Set<ConnectionId> spoken = new LinkedHashSet<>();
        private @Nullable ConnectionId dialled;
        private long nowNanos;
        private long calls;
        private State state = State.IDLE;
        private boolean up;

        Run(PeerConfig config) {
            session = new BgpSession(config, new SplittableRandom(1), 0);
        }

        void step(int symbol) {
            Input input = input(symbol);
            if (input == null) {
                return;
            }
            history.add(input.getClass().getSimpleName());
            if (input instanceof Input.Connected connected) {
                live.add(connected.connection());
                if (connected.connection().equals(dialled)) {
                    dialled = null;
                }
            } else if (input instanceof Input.Disconnected disconnected) {
                live.remove(disconnected.connection());
            } else if (input instanceof Input.ConnectFailed) {
                dialled = null;
            }
            List<Output> outputs = session.handle(nowNanos, input);
            outputs.forEach(output -> check(output, input));
            checkRest(input);
        }

        /** Null where the symbol means nothing now. */
        private @Nullable Input input(int symbol) {
            ConnectionId last = null;
            for (ConnectionId one : live) {
                last = one;
            }
            return switch (symbol) {
                case 0 -> new Input.Start();
                case 1 -> Input.Stop.because(StopReason.ADMINISTRATIVE_SHUTDOWN);
                case 2 -> dialled == null ? null : connected(dialled);
                case 3 -> connected(ConnectionId.incoming(++calls));
                case 4 ->
                    last != null
                            ? new Input.Disconnected(last, CloseReason.FIN)
                            : dialled == null ? null : new Input.ConnectFailed(dialled, "refused");
                case 5 -> last == null ? null : new Input.Received(last, OPEN);
                case 6 -> last == null ? null : new Input.Received(last, KEEPALIVE);
                default -> deadline();
            };
        }

        private static Input connected(ConnectionId id) {
            return new Input.Connected(id, SessionFixture.LOCAL, 40_000, SessionFixture.REMOTE, 179);
        }

        private @Nullable Input deadline() {
            if (session.deadlineNanos() == BgpSession.NEVER) {
                return null;
            }
            nowNanos = session.deadlineNanos();
            return new Input.Deadline();
        }

        private void check(Output output, Input input) {
            if (output instanceof Output.Dial dial) {
                require(dialled == null, "dials twice");
                dialled = dial.connection();
            } else if (output instanceof Output.Send send) {
                require(live.contains(send.connection()), "sends on a dead connection");
                require(
                        spoken.contains(send.connection()) || send.message() instanceof Open,
                        "does not begin with OPEN");
                spoken.add(send.connection());
            } else if (output instanceof Output.HangUp hangUp) {
                boolean gone = input instanceof Input.Disconnected disconnected
                        && disconnected.connection().equals(hangUp.connection());
                boolean known =
                        live.remove(hangUp.connection()) || hangUp.connection().equals(dialled);
                require(known || gone, "hangs up on nobody");
                dialled = hangUp.connection().equals(dialled) ? null : dialled;
            } else if (output instanceof Output.StateChanged change) {
                require(change.from() == state && change.to() != state, "jumps from " + state);
                state = change.to();
            } else if (output instanceof Output.SessionUp) {
                require(!up && session.negotiated().isPresent(), "up twice");
                up = true;
            } else if (output instanceof Output.SessionDown) {
                require(up, "down without having been up");
                up = false;
            }
        }

        private void checkRest(Input input) {
            require(session.state() == state, "state not told: " + session.state() + ", told " + state);
            require(up == (state == State.ESTABLISHED), "up and state disagree");
            require(live.size() <= 2, "more than two connections");
            boolean later = session.deadlineNanos() > nowNanos;
            require(later || !(input instanceof Input.Deadline), "deadline not in the future");
            require(session.deadlineNanos() >= nowNanos, "deadline in the past");
            if (!session.isEnabled()) {
                require(state == State.IDLE && live.isEmpty() && dialled == null, "not at rest");
                require(session.deadlineNanos() == BgpSession.NEVER, "a timer runs at rest");
            } else {
                boolean waits = session.deadlineNanos() != BgpSession.NEVER || dialled != null || !live.isEmpty();
                require(waits, "stuck in " + state);
            }
        }

        private void require(boolean holds, String rule) {
            if (!holds) {
                throw new AssertionError(rule + " after " + history);
            }
        }
    }
}
