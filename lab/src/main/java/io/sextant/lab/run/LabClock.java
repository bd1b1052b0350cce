package io.sextant.lab.run;

import java.time.Instant;

/** What the lab's clocks show: the scenario's start plus virtual time. */
public record LabClock(Instant start) {

    /** The lab's date and time at a virtual time in nanoseconds. */
    public Instant at(long virtualNanos) {
        return start.plusNanos(virtualNanos);
    }
}
