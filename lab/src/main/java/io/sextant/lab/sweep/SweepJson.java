package io.sextant.lab.sweep;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A sweep as scripts read it. Times are nanoseconds since the event. */
public final class SweepJson {

    private SweepJson() {}

    /** Writes a sweep's figures into an object. */
    public static void write(Sweep sweep, ObjectNode into) {
        into.put("runs", sweep.runs());
        ArrayNode events = into.putArray("events");
        for (EventLaw law : sweep.events()) {
            ObjectNode event = events.addObject().put("name", law.event()).put("verb", law.verb());
            ArrayNode targets = event.putArray("targets");
            law.targets().forEach(targets::add);
            for (EventLaw.Figure figure : EventLaw.Figure.values()) {
                law.range(figure).ifPresent(range -> event.putObject(key(figure))
                        .put("runs", range.runs())
                        .put("min", range.min())
                        .put("mean", range.mean())
                        .put("max", range.max()));
            }
            ArrayNode detectors = event.putArray("detectedBy");
            law.detectors().forEach(detectors::add);
        }
        ArrayNode failures = into.putArray("failures");
        sweep.failures().forEach((name, seeds) -> {
            ArrayNode list = failures.addObject().put("expectation", name).putArray("seeds");
            seeds.forEach(list::add);
        });
        ArrayNode limited = into.putArray("limited");
        sweep.limited().forEach(limited::add);
    }

    private static String key(EventLaw.Figure figure) {
        return switch (figure) {
            case DETECTED -> "detectedNanos";
            case WITHDRAWN -> "withdrawnNanos";
            case FIB_CHANGED -> "fibChangedNanos";
            case DETECTED_TO_FIB -> "detectedToFibNanos";
            case WHOLE -> "wholeNanos";
            case PACKETS_LOST -> "packetsLost";
        };
    }
}
