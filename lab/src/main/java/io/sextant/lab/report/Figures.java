package io.sextant.lab.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How figures are told to people: always with their unit, rounded half up, the same in every locale. Whoever wants every
 * digit reads {@code report.json}.
 */
public final class Figures {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final long LONGEST_IN_SECONDS = 600 * SECOND;

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Figures() {}

    /** Seconds with six decimals and without the unit, as tcpdump prints them: {@code 113.213847}. */
    public static String seconds(long nanos) {
        long micros = roundedTo(Math.abs(nanos), MICRO);
        return (nanos < 0 ? "-" : "") + micros / MILLI + "." + padded(micros % MILLI, 6);
    }

    /** A span in the unit that fits it, with up to three decimals: {@code 83.214 s}, {@code 71.3 ms}, {@code 850 ns}. */
    public static String span(long nanos) {
        String sign = nanos < 0 ? "-" : "";
        long length = Math.abs(nanos);
        if (length < MICRO) {
            return sign + length + " ns";
        }
        if (roundedTo(length, 1) < MILLI) {
            return sign + thousandths(length) + " µs";
        }
        if (roundedTo(length, MICRO) < MILLI) {
            return sign + thousandths(roundedTo(length, MICRO)) + " ms";
        }
        if (length < LONGEST_IN_SECONDS) {
            return sign + thousandths(roundedTo(length, MILLI)) + " s";
        }
        long tenths = roundedTo(length, SECOND / 10);
        long hours = tenths / 36_000;
        return sign + (hours > 0 ? count(hours) + " h " : "") + tenths / 600 % 60 + " min " + tenths % 600 / 10 + "."
                + tenths % 10 + " s";
    }

    /** What the lab's clocks showed, in UTC with microseconds: {@code 2021-11-06 14:01:53.213847}. */
    public static String clock(Instant start, long nanos) {
        return CLOCK.format(start.plusNanos(roundedTo(nanos, MICRO) * MICRO));
    }

    /** A count with commas between the thousands. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A count and what is counted, in the singular when it is one. */
    public static String count(long value, String one, String many) {
        return count(value) + " " + (value == 1 ? one : many);
    }

    /** Octets, in full up to 9,999 and from there in powers of 1,000: {@code 1.23 MB}. */
    public static String octets(long octets) {
        if (octets < 10_000) {
            return count(octets, "octet", "octets");
        }
        if (octets < 999_950) {
            return tenths(roundedTo(octets, 100)) + " kB";
        }
        if (octets < 999_950_000) {
            return tenths(roundedTo(octets, 100_000)) + " MB";
        }
        return tenths(roundedTo(octets, 100_000_000)) + " GB";
    }

    /** A part of a whole in per cent with one decimal, or a dash when the whole is nothing. */
    public static String share(long part, long whole) {
        if (whole == 0) {
            return "–";
        }
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }

    private static long roundedTo(long value, long unit) {
        return unit == 1 ? value : value / unit + (value % unit >= unit / 2 ? 1 : 0);
    }

    private static String thousandths(long value) {
        String decimals = padded(value % 1_000, 3);
        int end = decimals.length();
        while (end > 0 && decimals.charAt(end - 1) == '0') {
            end--;
        }
        return count(value / 1_000) + (end == 0 ? "" : "." + decimals.substring(0, end));
    }

    private static String tenths(long value) {
        return count(value / 10) + "." + value % 10;
    }

    private static String padded(long value, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "d", value);
    }
}
