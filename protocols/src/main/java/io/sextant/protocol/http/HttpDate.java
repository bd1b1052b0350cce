package io.sextant.protocol.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Calendar times as HTTP writes them (RFC 9110 §5.6.7): {@code Sun, 31 Oct 2021 14:19:17 GMT}. */
public final class HttpDate {

    private static final DateTimeFormatter FIXDATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private HttpDate() {}

    /** The IMF-fixdate of a time in seconds since 1970. */
    public static String format(long unixSeconds) {
        return FIXDATE.format(Instant.ofEpochSecond(unixSeconds));
    }
}
