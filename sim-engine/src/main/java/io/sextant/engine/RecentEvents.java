package io.sextant.engine;

import org.jspecify.annotations.Nullable;

/** The last few events that ran, for the sentence that a run ends with when it goes wrong. */
final class RecentEvents {

    private static final int CAPACITY = 8;

    private final @Nullable Event[] events = new @Nullable Event[CAPACITY];
    private int count;

    void add(Event event) {
        events[count++ & (CAPACITY - 1)] = event;
    }

    /** The labels, oldest first, in one sentence. */
    String sentence() {
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < CAPACITY; i++) {
            Event event = events[(count + i) & (CAPACITY - 1)];
            if (event != null) {
                labels.append(labels.isEmpty() ? "" : ", ").append(event.label());
            }
        }
        return labels.isEmpty() ? "No event has run yet." : "The last events were: " + labels + ".";
    }
}
