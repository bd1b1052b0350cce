package io.sextant.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RunLimitsTest {

    @Test
    void an_endless_run_ends_with_a_sentence_about_its_events() {
        Simulator simulator = new Simulator(RunLimits.GENEROUS.withMaxEvents(1_000));
        Endless ping = new Endless(simulator, "ping c1", 7);
        Endless pong = new Endless(simulator, "pong c2", 7);
        assertThatThrownBy(() -> simulator.runUntil(Long.MAX_VALUE))
                .isInstanceOf(LimitExceededException.class)
                .hasMessage("The run reached its limit on events, 1000 events, at virtual time 0.000003500 s."
                        + " The last events were: ping c1, pong c2, ping c1, pong c2, ping c1, pong c2, ping c1,"
                        + " pong c2.");
        assertThat(simulator.eventsProcessed()).isEqualTo(1_000);
        assertThat(ping.count).isEqualTo(500);
        assertThat(pong.count).isEqualTo(500);
    }

    @Test
    void as_many_events_as_the_limit_says_may_run() {
        Simulator simulator = new Simulator(RunLimits.GENEROUS.withMaxEvents(2));
        simulator.at(1, "a", () -> {});
        simulator.at(2, "b", () -> {});
        simulator.runUntil(10);
        assertThat(simulator.eventsProcessed()).isEqualTo(2);
        simulator.at(20, "c", () -> {});
        assertThatCode(() -> simulator.runUntil(19)).doesNotThrowAnyException();
        assertThatThrownBy(simulator::step).isInstanceOf(LimitExceededException.class);
    }

    @Test
    void a_run_stops_at_the_limit_on_virtual_time() {
        Simulator simulator = new Simulator(RunLimits.GENEROUS.withMaxVirtualNanos(2_000_000_000));
        Endless tick = new Endless(simulator, "tick r1", 300_000_000);
        assertThatThrownBy(() -> simulator.runUntil(60_000_000_000L))
                .isInstanceOf(LimitExceededException.class)
                .hasMessage("The run reached its limit on virtual time, 2.000000000 s, at virtual time 2.000000000 s."
                        + " The last events were: tick r1, tick r1, tick r1, tick r1, tick r1, tick r1.");
        assertThat(tick.count).isEqualTo(6);
        assertThat(simulator.nanos()).isEqualTo(2_000_000_000);
    }

    @Test
    void a_step_does_not_pass_the_limit_on_virtual_time() {
        Simulator simulator = new Simulator(RunLimits.GENEROUS.withMaxVirtualNanos(100));
        simulator.at(101, "late", () -> {});
        assertThatThrownBy(simulator::step)
                .isInstanceOf(LimitExceededException.class)
                .hasMessage("The run reached its limit on virtual time, 0.000000100 s, at virtual time 0.000000100 s."
                        + " No event has run yet.");
    }

    @Test
    void a_run_that_stays_within_the_limit_on_virtual_time_may_reach_it() {
        Simulator simulator = new Simulator(RunLimits.GENEROUS.withMaxVirtualNanos(100));
        simulator.at(100, "last", () -> {});
        simulator.runUntil(100);
        assertThat(simulator.eventsProcessed()).isEqualTo(1);
    }

    @Test
    void the_one_pending_event_too_many_is_named() {
        Simulator simulator = new Simulator(RunLimits.GENEROUS.withMaxPendingEvents(2));
        simulator.at(10, "start r1", () -> {
            simulator.after(5, "a r1", () -> {});
            simulator.after(6, "b r1", () -> {});
            simulator.after(7, "c r1", () -> {});
        });
        assertThatThrownBy(() -> simulator.runUntil(100))
                .isInstanceOf(LimitExceededException.class)
                .hasMessage("The run reached its limit on pending events, 2 events, when 'c r1' was to be scheduled,"
                        + " at virtual time 0.000000010 s. The last events were: start r1.");
        assertThat(simulator.pendingEvents()).isEqualTo(2);
    }

    @Test
    void a_run_that_takes_too_long_in_real_time_ends() {
        AtomicLong wallNanos = new AtomicLong(-77);
        Simulator simulator = new Simulator(
                RunLimits.GENEROUS.withMaxWall(Duration.ofMillis(20), () -> wallNanos.addAndGet(6_000_000)));
        Endless tick = new Endless(simulator, "tick r1", 1_000);
        assertThatThrownBy(() -> simulator.runUntil(Long.MAX_VALUE))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageStartingWith("The run reached its limit on wall time, 20 ms, at virtual time 0.00")
                .hasMessageContaining("The last events were: tick r1, ");
        assertThat(tick.count).as("the clock is read every 1024 events").isEqualTo(3 * 1024);
    }

    @Test
    void limits_without_sense_are_refused() {
        assertThatThrownBy(() -> RunLimits.GENEROUS.withMaxEvents(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxEvents must be at least 1, not 0.");
        assertThatThrownBy(() -> RunLimits.GENEROUS.withMaxVirtualNanos(-1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RunLimits.GENEROUS.withMaxPendingEvents(0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RunLimits.GENEROUS.withMaxWall(Duration.ZERO, () -> 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static final class Endless extends Event {

        private final Simulator simulator;
        private final String label;
        private final long periodNanos;
        private int count;

        Endless(Simulator simulator, String label, long periodNanos) {
            this.simulator = simulator;
            this.label = label;
            this.periodNanos = periodNanos;
            simulator.schedule(this, periodNanos);
        }

        @Override
        protected void fire() {
            count++;
            simulator.schedule(this, simulator.nanos() + periodNanos);
        }

        @Override
        public String label() {
            return label;
        }
    }
}
