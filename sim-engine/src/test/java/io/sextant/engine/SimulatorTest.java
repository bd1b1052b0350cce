package io.sextant.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatorTest {

    private final Simulator simulator = new Simulator(RunLimits.GENEROUS);
    private final List<String> log = new ArrayList<>();

    @Test
    void runs_events_by_time() {
        simulator.at(30, "c", () -> log.add("c"));
        simulator.at(10, "a", () -> log.add("a"));
        simulator.at(20, "b", () -> log.add("b"));
        simulator.runUntil(100);
        assertThat(log).containsExactly("a", "b", "c");
    }

    @Test
    void runs_ties_in_the_order_of_scheduling() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            String name = "tie " + i;
            expected.add(name);
            simulator.at(5_000_000_000L, name, () -> log.add(name));
            simulator.at(i, "other", () -> {});
        }
        simulator.runUntil(5_000_000_000L);
        assertThat(log).containsExactlyElementsOf(expected);
    }

    @Test
    void runs_what_an_event_schedules_for_now_after_what_was_scheduled_for_now() {
        simulator.at(10, "a", () -> {
            log.add("a");
            simulator.at(10, "c", () -> log.add("c"));
        });
        simulator.at(10, "b", () -> log.add("b"));
        simulator.runUntil(10);
        assertThat(log).containsExactly("a", "b", "c");
    }

    @Test
    void shows_an_event_the_time_it_was_scheduled_for() {
        simulator.at(7, "look", () -> log.add("at " + simulator.nanos()));
        simulator.after(9, "look", () -> log.add("at " + simulator.nanos()));
        simulator.runUntil(50);
        assertThat(log).containsExactly("at 7", "at 9");
    }

    @Test
    void stands_at_the_end_of_what_it_was_told_to_run() {
        simulator.at(11, "late", () -> log.add("late"));
        simulator.runUntil(10);
        assertThat(simulator.nanos()).isEqualTo(10);
        assertThat(log).isEmpty();
        assertThat(simulator.pendingEvents()).isEqualTo(1);
        simulator.runUntil(11);
        assertThat(log).containsExactly("late");
    }

    @Test
    void takes_events_before_a_later_one_it_already_looked_at() {
        simulator.at(1_000_000, "late", () -> log.add("late"));
        simulator.at(1_000_500, "later", () -> log.add("later"));
        simulator.runUntil(10);
        simulator.at(10, "now", () -> log.add("now"));
        simulator.at(20, "soon", () -> log.add("soon"));
        simulator.runUntil(2_000_000);
        assertThat(log).containsExactly("now", "soon", "late", "later");
    }

    @Test
    void steps_one_event_at_a_time() {
        simulator.at(3, "a", () -> log.add("a"));
        simulator.at(4, "b", () -> log.add("b"));
        assertThat(simulator.step()).isTrue();
        assertThat(simulator.nanos()).isEqualTo(3);
        assertThat(log).containsExactly("a");
        assertThat(simulator.step()).isTrue();
        assertThat(simulator.step()).isFalse();
        assertThat(simulator.nanos()).isEqualTo(4);
        assertThat(simulator.eventsProcessed()).isEqualTo(2);
    }

    @Test
    void does_not_run_what_was_cancelled() {
        Timer timer = simulator.at(5, "cancelled", () -> log.add("cancelled"));
        simulator.at(4, "a", timer::cancel);
        simulator.runUntil(10);
        assertThat(log).isEmpty();
        assertThat(simulator.pendingEvents()).isZero();
    }

    @Test
    void ignores_a_cancel_that_comes_too_late() {
        Timer timer = simulator.at(5, "a", () -> log.add("a"));
        simulator.runUntil(5);
        timer.cancel();
        timer.cancel();
        assertThat(log).containsExactly("a");
        assertThat(simulator.pendingEvents()).isZero();
    }

    @Test
    void reuses_an_event() {
        Tick tick = new Tick();
        simulator.schedule(tick, 100);
        simulator.cancel(tick);
        assertThat(tick.isPending()).isFalse();
        simulator.schedule(tick, 10);
        assertThat(tick.isPending()).isTrue();
        simulator.runUntil(35);
        assertThat(log).containsExactly("tick 10", "tick 20", "tick 30");
        assertThat(tick.isPending()).isTrue();
        assertThat(tick.atNanos()).isEqualTo(40);
    }

    @Test
    void refuses_an_event_that_is_pending() {
        Tick tick = new Tick();
        simulator.schedule(tick, 100);
        assertThatThrownBy(() -> simulator.schedule(tick, 200))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Event 'Tick' is already scheduled for 0.000000100 s and must be cancelled first.");
    }

    @Test
    void refuses_the_past() {
        simulator.runUntil(1_000);
        assertThatThrownBy(() -> simulator.at(990, "hold-timer n3", () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Event 'hold-timer n3' is 10 ns late: it was scheduled at virtual time 0.000001000 s"
                        + " for the past.");
        assertThatThrownBy(() -> simulator.runUntil(990)).isInstanceOf(IllegalArgumentException.class);
        assertThat(simulator.pendingEvents()).isZero();
    }

    @Test
    void refuses_a_delay_that_is_negative_or_endless() {
        simulator.runUntil(1_000);
        assertThatThrownBy(() -> simulator.after(-1, "a", () -> {})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.after(Long.MAX_VALUE, "a", () -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_to_be_run_by_its_own_events() {
        simulator.at(1, "inner", () -> simulator.runUntil(5));
        assertThatThrownBy(() -> simulator.runUntil(10))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("An event tried to run the simulator that runs it.");
    }

    @Test
    void reaches_the_end_of_time() {
        simulator.at(Long.MAX_VALUE, "end", () -> log.add("end"));
        simulator.at(Long.MAX_VALUE - 1, "nearly", () -> log.add("nearly"));
        simulator.runUntil(Long.MAX_VALUE);
        assertThat(log).containsExactly("nearly", "end");
        assertThat(simulator.nanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void checks_invariants_after_each_event_and_in_their_order() {
        simulator.addInvariant(() -> {
            log.add("first check");
            return Optional.empty();
        });
        simulator.addInvariant(() -> {
            log.add("second check");
            return Optional.empty();
        });
        simulator.at(1, "a", () -> log.add("a"));
        simulator.at(2, "b", () -> log.add("b"));
        simulator.runUntil(10);
        assertThat(log).containsExactly("a", "first check", "second check", "b", "first check", "second check");
    }

    @Test
    void ends_with_a_sentence_when_an_invariant_does_not_hold() {
        simulator.addInvariant(
                () -> log.size() < 2 ? Optional.empty() : Optional.of("The log holds " + log.size() + " lines."));
        simulator.at(1_000, "write n1", () -> log.add("a"));
        simulator.at(2_000, "write n2", () -> log.add("b"));
        simulator.at(3_000, "write n3", () -> log.add("c"));
        assertThatThrownBy(() -> simulator.runUntil(10_000))
                .isInstanceOf(InvariantViolatedException.class)
                .hasMessage("At virtual time 0.000002000 s, after 'write n2': The log holds 2 lines."
                        + " The last events were: write n1, write n2.");
        assertThat(log).containsExactly("a", "b");
    }

    @Test
    void lets_what_an_event_throws_reach_the_caller() {
        simulator.at(1, "broken", () -> {
            throw new UnsupportedOperationException("broken");
        });
        assertThatThrownBy(() -> simulator.runUntil(2)).isInstanceOf(UnsupportedOperationException.class);
    }

    private final class Tick extends Event {

        @Override
        protected void fire() {
            log.add("tick " + simulator.nanos());
            simulator.schedule(this, simulator.nanos() + 10);
        }
    }
}
