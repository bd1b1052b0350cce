package io.sextant.lab.scenario.resolve;

import io.sextant.engine.random.RandomStreams;
import io.sextant.lab.scenario.expect.When;
import io.sextant.lab.scenario.language.TimeExpression;
import io.sextant.lab.scenario.shape.Durations;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns instants into nanoseconds since the start of the run. */
final class Times {

    private final long durationNanos;
    private final Problems problems;
    private final RandomStreams random;
    private final Map<String, Long> events = new LinkedHashMap<>();

    Times(long durationNanos, long seed, Problems problems) {
        this.durationNanos = durationNanos;
        this.problems = problems;
        this.random = new RandomStreams(seed);
    }

    long durationNanos() {
        return durationNanos;
    }

    /** Gives an event a name; false if the name is taken. */
    boolean name(String event, long atNanos) {
        return events.putIfAbsent(event, atNanos) == null;
    }

    List<String> events() {
        return List.copyOf(events.keySet());
    }

    /** The instant, or the end of the run after a problem. */
    long nanos(TimeExpression time, Position position) {
        long base = 0;
        String event = time.event();
        if (event != null && event.equals(TimeExpression.END)) {
            base = durationNanos;
        } else if (event != null) {
            Long at = events.get(event);
            if (at == null) {
                problems.error(position, Names.nothing(event, events(), "event"));
                return durationNanos;
            }
            base = at;
        }
        long nanos = base + time.nanos();
        if (nanos > durationNanos) {
            problems.error(
                    position,
                    "expected an instant inside the run, which lasts " + Durations.text(durationNanos) + ", found "
                            + Durations.text(nanos));
            return durationNanos;
        }
        return nanos;
    }

    /** The instant and up to {@code spreadNanos} more, drawn evenly; {@code entry} names the stream. */
    long nanos(TimeExpression time, long spreadNanos, String entry, Position position) {
        long from = nanos(time, position);
        if (spreadNanos == 0) {
            return from;
        }
        if (from + spreadNanos > durationNanos) {
            problems.error(
                    position,
                    "expected the whole spread inside the run, which lasts " + Durations.text(durationNanos)
                            + ", found " + Durations.text(from + spreadNanos));
            return from;
        }
        return from + random.stream("timeline " + entry).nextLong(spreadNanos);
    }

    /** The two instants as a {@link When}. */
    When when(When.Kind kind, TimeExpression.Window window, Position position) {
        long from = nanos(window.from(), position);
        long to = nanos(window.to(), position);
        if (from > to) {
            problems.error(
                    position,
                    "expected the earlier instant first, found " + Durations.text(from) + " before "
                            + Durations.text(to));
        }
        return new When(kind, from, to);
    }
}
