package io.sextant.lab.sweep;

import io.sextant.lab.report.FaultReport;
import io.sextant.lab.report.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one event of the timeline led to, over all runs of a sweep. Times count from the event. */
public final class EventLaw {

    /** The figures kept of an event, in the order in which they are told. */
    public enum Figure {
        DETECTED("detected", true),
        WITHDRAWN("routes withdrawn", true),
        FIB_CHANGED("FIB changed", true),
        DETECTED_TO_FIB("detected to FIB", true),
        WHOLE("traffic whole", true),
        PACKETS_LOST("packets lost", false);

        private final String words;
        private final boolean isTime;

        Figure(String words, boolean isTime) {
            this.words = words;
            this.isTime = isTime;
        }

        public String words() {
            return words;
        }

        /** Nanoseconds, or else a count. */
        public boolean isTime() {
            return isTime;
        }
    }

    private final String event;
    private final String verb;
    private final List<String> targets;
    private final Map<Figure, RangeBuilder> ranges = new TreeMap<>();
    private final Map<String, Integer> detectors = new TreeMap<>();

    EventLaw(FaultReport first) {
        event = first.name();
        verb = first.verb();
        targets = first.targets();
        for (Figure figure : Figure.values()) {
            ranges.put(figure, new RangeBuilder());
        }
    }

    void add(FaultReport fault) {
        FaultReport.Detection detection = fault.detection();
        if (detection != null) {
            at(Figure.DETECTED, fault, detection.atNanos());
            detectors.merge(detection.by(), 1, Integer::sum);
        }
        at(Figure.WITHDRAWN, fault, fault.withdrawnNanos());
        at(Figure.FIB_CHANGED, fault, fault.fibChangedNanos());
        at(Figure.WHOLE, fault, fault.wholeNanos());
        Long fib = fault.fibChangedNanos();
        if (detection != null && fib != null) {
            builder(Figure.DETECTED_TO_FIB).add(fib - detection.atNanos());
        }
        builder(Figure.PACKETS_LOST)
                .add(fault.losses().stream().mapToLong(Loss::packets).sum());
    }

    private void at(Figure figure, FaultReport fault, @Nullable Long atNanos) {
        if (atNanos != null) {
            builder(figure).add(atNanos - fault.atNanos());
        }
    }

    private RangeBuilder builder(Figure figure) {
        return ranges.computeIfAbsent(figure, unknown -> new RangeBuilder());
    }

    /** The event's name in the scenario. */
    public String event() {
        return event;
    }

    public String verb() {
        return verb;
    }

    public List<String> targets() {
        return targets;
    }

    /** A figure's range; empty when it was there in no run. */
    public Optional<Range> range(Figure figure) {
        return builder(figure).build();
    }

    /** How the routers found out, each with the number of runs; by words. */
    public List<String> detectors() {
        List<String> words = new ArrayList<>();
        detectors.forEach((by, runs) -> words.add(by + " (" + runs + ")"));
        return words;
    }
}
