package io.sextant.lab.scenario.resolve;

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
    private final Map<String, Long> events = new LinkedHashMap<>();

    Times(long durationNanos, Problems problems) {
        this.durationNanos = durationNanos;
        this.problems = problems;
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
