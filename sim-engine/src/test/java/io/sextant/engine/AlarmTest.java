package io.sextant.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmTest {

    private final Simulator simulator = new Simulator(RunLimits.GENEROUS);
    private final List<Long> rings = new ArrayList<>();
    private final Alarm alarm = new Alarm(simulator, "hold-timer n3", () -> rings.add(simulator.nanos()));

    @Test
    void rings_at_its_deadline_and_only_once() {
        alarm.set(50);
        assertThat(alarm.atNanos()).isEqualTo(50);
        simulator.runUntil(1_000);
        assertThat(rings).containsExactly(50L);
        assertThat(alarm.atNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void moves_later_without_touching_the_queue() {
        alarm.set(50);
        alarm.set(60);
        alarm.set(300);
        assertThat(simulator.pendingEvents()).isEqualTo(1);
        simulator.runUntil(299);
        assertThat(rings).isEmpty();
        assertThat(simulator.eventsProcessed()).as("one early look").isEqualTo(1);
        simulator.runUntil(1_000);
        assertThat(rings).containsExactly(300L);
        assertThat(simulator.eventsProcessed()).isEqualTo(2);
    }

    @Test
    void moves_earlier() {
        alarm.set(300);
        alarm.set(50);
        simulator.runUntil(1_000);
        assertThat(rings).containsExactly(50L);
        assertThat(simulator.eventsProcessed()).isEqualTo(1);
    }

    @Test
    void moves_later_and_back_to_a_time_after_its_pending_look() {
        alarm.set(50);
        alarm.set(300);
        alarm.set(100);
        simulator.runUntil(1_000);
        assertThat(rings).containsExactly(100L);
    }

    @Test
    void rings_now_for_a_deadline_already_past() {
        simulator.runUntil(500);
        alarm.set(20);
        assertThat(rings).isEmpty();
        simulator.runUntil(500);
        assertThat(rings).containsExactly(500L);
    }

    @Test
    void clearing_leaves_nothing_pending() {
        alarm.set(50);
        alarm.clear();
        assertThat(simulator.pendingEvents()).isZero();
        assertThat(alarm.atNanos()).isEqualTo(Long.MAX_VALUE);
        simulator.runUntil(1_000);
        assertThat(rings).isEmpty();
        alarm.set(1_500);
        simulator.runUntil(2_000);
        assertThat(rings).containsExactly(1_500L);
    }

    @Test
    void never_rings_when_set_to_never() {
        alarm.set(Long.MAX_VALUE);
        assertThat(simulator.pendingEvents()).isZero();
        alarm.set(50);
        alarm.set(Long.MAX_VALUE);
        simulator.runUntil(1_000);
        assertThat(rings).isEmpty();
        assertThat(simulator.pendingEvents()).isZero();
    }

    @Test
    void finds_a_deadline_set_again_after_never() {
        alarm.set(50);
        alarm.set(Long.MAX_VALUE);
        alarm.set(70);
        simulator.runUntil(1_000);
        assertThat(rings).containsExactly(70L);
    }

    @Test
    void can_be_set_again_when_it_rings() {
        List<Long> beats = new ArrayList<>();
        Alarm[] keepalive = new Alarm[1];
        keepalive[0] = new Alarm(simulator, "keepalive n3", () -> {
            beats.add(simulator.nanos());
            keepalive[0].set(simulator.nanos() + 30);
        });
        keepalive[0].set(30);
        simulator.runUntil(100);
        assertThat(beats).containsExactly(30L, 60L, 90L);
    }

    @Test
    void keeps_one_pending_event_however_often_it_moves() {
        for (int i = 0; i < 1_000_000; i++) {
            alarm.set(i % 2 == 0 ? 7_200_000_000_000L + i : 3_600_000_000_000L - i);
        }
        assertThat(simulator.pendingEvents()).isEqualTo(1);
        assertThat(simulator.eventsProcessed()).isZero();
    }

    @Test
    void bears_its_label_in_the_sentence_of_a_limit() {
        Simulator limited = new Simulator(RunLimits.GENEROUS.withMaxEvents(1));
        Alarm labelled = new Alarm(limited, "hold-timer n3", () -> {});
        labelled.set(5);
        limited.at(6, "more n4", () -> {});
        assertThatThrownBy(() -> limited.runUntil(10))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("The last events were: hold-timer n3.");
    }
}
