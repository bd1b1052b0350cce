package io.sextant.protocol.bfd;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.MalformedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BfdSessionTest {

    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final BfdSession near = session(1, BfdConfig.FRR_8_4, 11);
    private BfdSession far = session(2, BfdConfig.FRR_8_4, 12);
    private final List<BfdOutput.StateChanged> changes = new ArrayList<>();
    private boolean farIsSilent;
    private long now;

    private static BfdSession session(long discriminator, BfdConfig config, long seed) {
        return new BfdSession(discriminator, config, new SplittableRandom(seed));
    }

    private record Message(boolean toFar, BfdPacket packet) {}

    private void runUntil(long until) {
        while (true) {
            long next = Math.min(near.deadlineNanos(), farIsSilent ? BfdSession.NEVER : far.deadlineNanos());
            if (next > until) {
                now = until;
                return;
            }
            now = next;
            pass(near.onDeadline(now), true);
            if (!farIsSilent) {
                pass(far.onDeadline(now), false);
            }
        }
    }

    private void pass(List<BfdOutput> first, boolean fromNear) {
        Deque<Message> wire = new ArrayDeque<>();
        collect(first, fromNear, wire);
        while (!wire.isEmpty()) {
            Message message = wire.poll();
            if (message.toFar() && farIsSilent) {
                continue;
            }
            try {
                BfdPacket packet =
                        BfdPacket.decode(new ByteReader(message.packet().encode()));
                collect((message.toFar() ? far : near).receive(now, packet), !message.toFar(), wire);
            } catch (MalformedException e) {
                throw new AssertionError(message.packet() + ": " + e.getMessage(), e);
            }
        }
    }

    private void collect(List<BfdOutput> outputs, boolean fromNear, Deque<Message> wire) {
        for (BfdOutput output : outputs) {
            if (output instanceof BfdOutput.Send send) {
                wire.add(new Message(fromNear, send.packet()));
            } else if (output instanceof BfdOutput.StateChanged changed && fromNear) {
                changes.add(changed);
            }
        }
    }

    private void bringUp() {
        pass(near.start(0), true);
        pass(far.start(0), false);
        runUntil(5 * SECOND);
    }

    @Test
    void two_systems_come_up_within_seconds_and_then_use_the_configured_intervals() {
        bringUp();
        assertThat(near.state()).isEqualTo(BfdState.UP);
        assertThat(far.state()).isEqualTo(BfdState.UP);
        assertThat(near.detectionMicros()).isEqualTo(900_000);
        long sent = near.counters().outputPackets();
        runUntil(15 * SECOND);
        // 10 s at 225 to 300 ms.
        assertThat(near.counters().outputPackets() - sent).isBetween(33L, 44L);
    }

    @Test
    void silence_is_found_after_the_detection_time_and_never_before_two_intervals() {
        for (long seed = 0; seed < 200; seed++) {
            BfdSessionTest run = new BfdSessionTest();
            run.far = session(2, BfdConfig.FRR_8_4, 1000 + seed);
            run.bringUp();
            long fault = 5 * SECOND + seed * 7 * MILLI;
            run.runUntil(fault);
            run.farIsSilent = true;
            run.changes.clear();
            run.runUntil(fault + 3 * SECOND);
            assertThat(run.changes).hasSize(1);
            BfdOutput.StateChanged change = run.changes.get(0);
            assertThat(change.to()).isEqualTo(BfdState.DOWN);
            assertThat(change.diagnostic()).isEqualTo(BfdDiagnostic.DETECTION_TIME_EXPIRED);
            // The last packet was sent at most 300 ms before the fault (facts/frr.md point 16).
            assertThat(run.near.changedAtNanos() - fault).isBetween(600 * MILLI, 900 * MILLI);
        }
    }

    @Test
    void the_slower_of_sending_and_receiving_wins() {
        far = session(2, BfdConfig.FRR_8_4.withTimers(5, 100, 1000), 12);
        bringUp();
        runUntil(20 * SECOND);
        assertThat(near.detectionMicros()).isEqualTo(5_000_000);
        assertThat(far.detectionMicros()).isEqualTo(900_000);
    }

    @Test
    void an_operator_shutting_down_says_so_to_the_peer() {
        bringUp();
        changes.clear();
        pass(far.configure(now, BfdConfig.FRR_8_4.withShutdown(true)), false);
        assertThat(far.state()).isEqualTo(BfdState.ADMIN_DOWN);
        assertThat(near.state()).isEqualTo(BfdState.DOWN);
        assertThat(near.diagnostic()).isEqualTo(BfdDiagnostic.NEIGHBOUR_SIGNALED_DOWN);
        runUntil(now + 30 * SECOND);
        assertThat(near.state()).isEqualTo(BfdState.DOWN);
        pass(far.configure(now, BfdConfig.FRR_8_4), false);
        runUntil(now + 5 * SECOND);
        assertThat(near.state()).isEqualTo(BfdState.UP);
    }

    @Test
    void a_passive_system_waits_for_the_first_packet() {
        BfdSession passive = session(3, BfdConfig.FRR_8_4.withPassive(true), 1);
        assertThat(passive.start(0)).isEmpty();
        assertThat(passive.deadlineNanos()).isEqualTo(BfdSession.NEVER);
        far = passive;
        pass(near.start(0), true);
        runUntil(5 * SECOND);
        assertThat(near.state()).isEqualTo(BfdState.UP);
        assertThat(passive.state()).isEqualTo(BfdState.UP);
    }

    @Test
    void a_peer_that_restarts_is_noticed_at_its_first_word() {
        bringUp();
        changes.clear();
        far = session(9, BfdConfig.FRR_8_4, 77);
        pass(far.start(now), false);
        runUntil(now + 600 * MILLI);
        // Its packets say "down" and know nothing of us: not taken for the running session (FRR 8.4 bfd_recv_cb).
        assertThat(changes).isEmpty();
        runUntil(now + 10 * SECOND);
        assertThat(changes.get(0).to()).isEqualTo(BfdState.DOWN);
        assertThat(near.state()).isEqualTo(BfdState.UP);
    }

    @Test
    void changed_intervals_are_polled_for() {
        bringUp();
        pass(near.configure(now, BfdConfig.FRR_8_4.withTimers(3, 100, 100)), true);
        pass(far.configure(now, BfdConfig.FRR_8_4.withTimers(3, 100, 100)), false);
        runUntil(now + 2 * SECOND);
        assertThat(near.detectionMicros()).isEqualTo(300_000);
        assertThat(far.detectionMicros()).isEqualTo(300_000);
        assertThat(near.counters().downEvents()).isZero();
    }
}
