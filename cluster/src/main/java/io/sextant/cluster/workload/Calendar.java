package io.sextant.cluster.workload;

import io.sextant.cluster.LabEpoch;
import io.sextant.engine.Clock;
import io.sextant.protocol.http.HttpDate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The time of day on a machine of the lab. The text of the current second is kept, as nginx keeps it. */
final class Calendar {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private static final DateTimeFormatter LOG_TIME = DateTimeFormatter.ofPattern(
                    "dd/MMM/yyyy:HH:mm:ss '+0000'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final LabEpoch epoch;
    private final Clock clock;
    private long second = Long.MIN_VALUE;
    private String text = "";

    Calendar(LabEpoch epoch, Clock clock) {
        this.epoch = epoch;
        this.clock = clock;
    }

    /** Seconds since 1970. */
    long unixSeconds() {
        return Math.floorDiv(epoch.unixNanosAt(clock.nanos()), NANOS_PER_SECOND);
    }

    /** The time as a Date header says it. */
    String httpDate() {
        long now = unixSeconds();
        if (now != second) {
            second = now;
            text = HttpDate.format(now);
        }
        return text;
    }

    /** A time as nginx logs it: {@code 31/Oct/2021:14:19:17 +0000}. */
    static String logTime(long unixSeconds) {
        return LOG_TIME.format(Instant.ofEpochSecond(unixSeconds));
    }
}
