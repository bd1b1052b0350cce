package io.sextant.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BucketQueueTest {

    private static final int OPERATIONS = 8_000;

    static long[] seeds() {
        return new SplittableRandom(2).longs(50).toArray();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agrees_with_the_reference_on_any_schedule(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Twins twins = new Twins();
        int pendingAimed = 1 << random.nextInt(10);
        int steepness = 1 + random.nextInt(63);
        for (int i = 0; i < OPERATIONS; i++) {
            int choice = random.nextInt(100);
            if (choice < 10 && !twins.pending.isEmpty()) {
                twins.remove(random.nextInt(twins.pending.size()));
            } else if (choice < 55 && twins.pending.size() < 2 * pendingAimed) {
                twins.add(anyTime(random, twins, steepness));
            } else {
                twins.poll(later(twins.nowNanos, random.nextLong() >>> (1 + random.nextInt(63))));
            }
        }
        twins.drain();
    }

    @Test
    void agrees_with_the_reference_on_every_short_schedule() {
        long[] delays = {0, 1, 63, 64, 4_095, 4_096, Long.MAX_VALUE};
        int choices = 2 * delays.length + 1;
        int length = 5;
        for (int schedule = 0; schedule < Math.pow(choices, length); schedule++) {
            Twins twins = new Twins();
            for (int i = 0, rest = schedule; i < length; i++, rest /= choices) {
                int choice = rest % choices;
                if (choice < delays.length) {
                    twins.add(later(twins.nowNanos, delays[choice]));
                } else if (choice < 2 * delays.length) {
                    twins.poll(later(twins.nowNanos, delays[choice - delays.length]));
                } else if (!twins.pending.isEmpty()) {
                    twins.remove(0);
                }
            }
            twins.drain();
        }
    }

    @Test
    void keeps_the_order_of_equal_times_however_they_come_to_share_a_bucket() {
        Twins twins = new Twins();
        long atNanos = 1L << 40;
        for (int i = 0; i < 60; i++) {
            twins.add(atNanos);
            twins.add(atNanos + 1);
            // Brings the base closer to the time, so that the next event is added to a lower level.
            long closer = atNanos - (1L << 40 >>> (i + 1));
            twins.add(closer);
            twins.poll(closer);
        }
        twins.drain();
    }

    @Test
    void leaves_no_link_in_an_event_that_has_left() {
        BucketQueue queue = new BucketQueue();
        List<Numbered> events = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Numbered event = new Numbered(i, 1_000);
            events.add(event);
            queue.add(event);
        }
        queue.remove(events.get(2));
        queue.remove(events.get(0));
        queue.remove(events.get(4));
        assertThat(queue.poll(Long.MAX_VALUE)).isSameAs(events.get(1));
        assertThat(queue.poll(Long.MAX_VALUE)).isSameAs(events.get(3));
        assertThat(queue.poll(Long.MAX_VALUE)).isNull();
        assertThat(queue.size()).isZero();
        assertThat(events).allSatisfy(event -> {
            assertThat(event.previous).isNull();
            assertThat(event.next).isNull();
        });
    }

    private static long anyTime(SplittableRandom random, Twins twins, int steepness) {
        return switch (random.nextInt(8)) {
            case 0 -> twins.nowNanos;
            case 1 -> Long.MAX_VALUE - random.nextInt(3);
            case 2 ->
                twins.pending.isEmpty()
                        ? twins.nowNanos
                        : twins.pending
                                .get(random.nextInt(twins.pending.size()))
                                .reference
                                .atNanos();
            case 3 -> later(twins.nowNanos, 50_000 + random.nextInt(64));
            default -> later(twins.nowNanos, random.nextLong() >>> steepness >>> random.nextInt(64 - steepness));
        };
    }

    private static long later(long nowNanos, long delayNanos) {
        long delay = Math.max(0, delayNanos);
        return delay > Long.MAX_VALUE - nowNanos ? Long.MAX_VALUE : nowNanos + delay;
    }

    private static final class Numbered extends Event {

        private final int number;

        Numbered(int number, long atNanos) {
            this.number = number;
            this.atNanos = atNanos;
        }

        @Override
        protected void fire() {}

        @Override
        public String label() {
            return "event " + number;
        }
    }

    private record Pair(Numbered subject, Numbered reference) {}

    /** The queue and the reference, doing the same; each holds events of its own. */
    private static final class Twins {

        private final BucketQueue subject = new BucketQueue();
        private final ReferenceQueue reference = new ReferenceQueue();
        private final List<Pair> pending = new ArrayList<>();
        private long nowNanos;
        private int count;

        void add(long atNanos) {
            Pair pair = new Pair(new Numbered(count, atNanos), new Numbered(count, atNanos));
            count++;
            pending.add(pair);
            subject.add(pair.subject);
            reference.add(pair.reference);
            assertThat(subject.size()).isEqualTo(reference.size());
        }

        void remove(int index) {
            Pair pair = pending.remove(index);
            subject.remove(pair.subject);
            reference.remove(pair.reference);
            assertThat(subject.size()).isEqualTo(reference.size());
        }

        void poll(long limitNanos) {
            @Nullable Event expected = reference.poll(limitNanos);
            @Nullable Event polled = subject.poll(limitNanos);
            assertThat(describe(polled)).isEqualTo(describe(expected));
            assertThat(subject.size()).isEqualTo(reference.size());
            if (expected == null) {
                nowNanos = limitNanos;
            } else {
                nowNanos = expected.atNanos();
                pending.removeIf(pair -> pair.reference == expected);
            }
        }

        private static String describe(@Nullable Event event) {
            return event == null ? "nothing" : event.label() + " at " + event.atNanos();
        }

        void drain() {
            while (reference.size() > 0) {
                poll(Long.MAX_VALUE);
            }
            poll(Long.MAX_VALUE);
        }
    }
}
