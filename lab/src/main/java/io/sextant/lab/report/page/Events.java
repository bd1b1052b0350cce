package io.sextant.lab.report.page;

import io.sextant.lab.report.FaultReport;
import io.sextant.lab.report.Happening;
import io.sextant.lab.report.RunReport;

/** Words and kinds of what stands in a timeline. */
final class Events {
    private Events() {}

    /** Whether the event broke something: the story calls it a fault. */
    static boolean isFault(RunReport report, FaultReport event) {
        return report.happenings().stream()
                .anyMatch(h -> h.kind() == Happening.Kind.FAULT && h.atNanos() == event.atNanos());
    }

    static String laneName(Happening.Kind kind) {
        return switch (kind) {
            case FAULT -> "Faults";
            case ACTION -> "Actions and notes";
            case SESSION -> "BGP sessions";
            case ROUTE -> "Routes";
            case FIB -> "FIB";
            case CLUSTER -> "Cluster";
            case TRAFFIC -> "Traffic";
        };
    }

    /** What an event is called in a heading: its name, or its verb and targets. */
    static String title(FaultReport event) {
        String action = action(event);
        return event.name().isEmpty() ? action : event.name();
    }

    /** The scenario's words for it. */
    static String action(FaultReport event) {
        return (event.verb() + " " + String.join(" ", event.targets())).strip();
    }
}
