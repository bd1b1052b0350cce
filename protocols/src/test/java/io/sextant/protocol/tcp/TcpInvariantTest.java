package io.sextant.protocol.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** All short sequences of inputs, and long random ones, from every way of opening. */
class TcpInvariantTest {

    private static final long MILLI = 1_000_000L;
    private static final int PEER = 5_000;
    private static final int LENGTH = 4;

    /** A connection with a hostile or merely unlucky peer. */
    private static final class Subject implements TcpOutput {

        final TcpConnection connection = new TcpConnection(TcpProfile.LINUX, 1, 2, 1500, new SplittableRandom(3), this);
        long nowNanos = 1_000 * MILLI;
        int endings;

        @Override
        public void transmit(TcpSegment segment) {
            assertThat(connection.state()).isNotEqualTo(TcpState.CLOSED);
            assertThat(segment.lengthOctets()).isLessThanOrEqualTo(1480);
            boolean reset = segment.has(TcpFlags.RST);
            assertThat(reset && segment.payload().length > 0).isFalse();
            if (!reset) {
                assertThat(segment.has(TcpFlags.ACK | TcpFlags.SYN)).isTrue();
            }
        }

        @Override
        public void signal(TcpEvent event) {
            boolean ends =
                    switch (event) {
                        case CLOSED, RESET, REFUSED, TIMED_OUT, UNREACHABLE -> true;
                        default -> false;
                    };
            assertThat(endings).as("an event after the end: %s", event).isZero();
            endings += ends ? 1 : 0;
            if (event == TcpEvent.DATA && connection.readableOctets() > 200) {
                assertThat(connection.read(nowNanos)).isNotEmpty();
            }
        }

        void check() {
            assertThat(connection.sendNext() - connection.sendUnacknowledged()).isGreaterThanOrEqualTo(0);
            if (connection.state() == TcpState.CLOSED) {
                assertThat(connection.deadlineNanos()).isEqualTo(TcpConnection.NEVER);
            } else {
                assertThat(connection.deadlineNanos()).isGreaterThan(nowNanos);
            }
            assertThat((connection.timeWait() != null) == (connection.state() == TcpState.TIME_WAIT))
                    .isTrue();
        }

        void receive(int flags, int sequence, int acknowledgment, int window, int length) {
            TcpOptions options = (flags & TcpFlags.SYN) != 0
                    ? TcpOptions.ofSyn(1460, 7, true, true, (int) (nowNanos / MILLI), 0)
                    : TcpOptions.ofTimestamps((int) (nowNanos / MILLI), 0);
            TcpSegment segment =
                    new TcpSegment(2, 1, PEER + sequence, acknowledgment, flags, window, 0, options, new byte[length]);
            if (connection.state() == TcpState.CLOSED && endings == 0 && flags == TcpFlags.SYN) {
                connection.accept(nowNanos, segment);
            } else {
                connection.onSegment(nowNanos, segment);
            }
        }
    }

    private static final List<Consumer<Subject>> INPUTS = inputs();

    private static List<Consumer<Subject>> inputs() {
        List<Consumer<Subject>> inputs = new ArrayList<>();
        int syn = TcpFlags.SYN;
        int ack = TcpFlags.ACK;
        inputs.add(s -> s.receive(syn, 0, 0, 1000, 0));
        inputs.add(s -> s.receive(syn | ack, 0, s.connection.sendNext(), 1000, 0));
        inputs.add(s -> s.receive(ack, 1, s.connection.sendNext(), 100, 0));
        inputs.add(s -> s.receive(ack, 1, s.connection.sendUnacknowledged(), 0, 0));
        inputs.add(s -> s.receive(ack, 1, s.connection.sendNext() + 1, 100, 0));
        inputs.add(s -> s.receive(ack, 1, s.connection.sendNext(), 100, 100));
        inputs.add(s -> s.receive(ack, 101, s.connection.sendNext(), 100, 100));
        inputs.add(s -> s.receive(ack | TcpFlags.FIN, 1, s.connection.sendNext(), 100, 0));
        inputs.add(s -> s.receive(ack | TcpFlags.FIN, 101, s.connection.sendNext(), 100, 10));
        inputs.add(s -> s.receive(TcpFlags.RST, 1, 0, 0, 0));
        inputs.add(s -> s.receive(TcpFlags.RST | ack, 50, s.connection.sendNext(), 0, 0));
        inputs.add(s -> s.connection.send(s.nowNanos, new byte[2000]));
        inputs.add(s -> s.connection.shutdown(s.nowNanos));
        inputs.add(s -> s.connection.close(s.nowNanos));
        inputs.add(s -> s.connection.abort(s.nowNanos));
        inputs.add(s -> s.connection.onUnreachable());
        inputs.add(s -> s.connection.onFragmentationNeeded(s.nowNanos, 600));
        inputs.add(s -> s.connection.onDeadline(s.nowNanos));
        inputs.add(TcpInvariantTest::meetDeadline);
        return inputs;
    }

    private static void meetDeadline(Subject subject) {
        long deadline = subject.connection.deadlineNanos();
        if (deadline != TcpConnection.NEVER) {
            subject.nowNanos = deadline;
            subject.connection.onDeadline(deadline);
        }
    }

    @Test
    void every_sequence_of_four_inputs_after_every_opening_keeps_the_invariants() {
        int inputs = INPUTS.size();
        int sequences = inputs * inputs * inputs * inputs;
        for (int opening = 0; opening < 3; opening++) {
            for (int number = 0; number < sequences; number++) {
                Subject subject = opened(opening);
                int rest = number;
                StringBuilder path = new StringBuilder("opening " + opening);
                for (int i = 0; i < LENGTH; i++) {
                    path.append(' ').append(rest % inputs);
                    apply(subject, rest % inputs, path);
                    rest /= inputs;
                }
            }
        }
    }

    @Test
    void long_random_sequences_keep_the_invariants_and_come_to_an_end() {
        SplittableRandom random = new SplittableRandom(9293);
        for (int round = 0; round < 3_000; round++) {
            Subject subject = opened(round % 3);
            StringBuilder path = new StringBuilder("round " + round);
            for (int i = 0; i < 40; i++) {
                int input = random.nextInt(INPUTS.size());
                path.append(' ').append(input);
                apply(subject, input, path);
            }
            subject.connection.close(subject.nowNanos);
            int deadlines = 0;
            while (subject.connection.state() != TcpState.CLOSED) {
                meetDeadline(subject);
                assertThat(++deadlines).as(path.toString()).isLessThan(200);
            }
        }
    }

    private static Subject opened(int opening) {
        Subject subject = new Subject();
        if (opening == 1) {
            subject.connection.connect(subject.nowNanos);
        } else if (opening == 2) {
            subject.connection.connect(subject.nowNanos);
            INPUTS.get(1).accept(subject);
            assertThat(subject.connection.state()).isEqualTo(TcpState.ESTABLISHED);
        }
        return subject;
    }

    private static void apply(Subject subject, int input, StringBuilder path) {
        try {
            INPUTS.get(input).accept(subject);
            subject.check();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(path.toString(), e);
        }
    }
}
