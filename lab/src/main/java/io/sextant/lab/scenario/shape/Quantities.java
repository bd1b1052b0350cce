package io.sextant.lab.scenario.shape;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with a unit: lengths of time, rates, sizes, shares. Their units are part of what is written. */
public final class Quantities {

    /** The longest time that can be written: 30 days. */
    public static final long MAXIMUM_NANOS = 30L * 24 * 3600 * 1_000_000_000L;

    /** One length of time as a regular expression: {@code 90s}, {@code 1m30s}, {@code 1.5ms}. */
    public static final String DURATION = "(?:[0-9]+(?:\\.[0-9]+)?(?:ns|us|µs|ms|s|m|h|d))+";

    private static final String DECIMAL = "([0-9]+(?:\\.[0-9]+)?)";
    private static final Pattern DURATION_PART = Pattern.compile(DECIMAL + "(ns|us|µs|ms|s|m|h|d)");
    private static final Pattern WITH_UNIT = Pattern.compile(DECIMAL + "\\s*([A-Za-z/%]+)");
    private static final Map<String, Long> NANOS = new LinkedHashMap<>();
    private static final Map<String, Long> BITS_PER_SECOND = new LinkedHashMap<>();
    private static final Map<String, Long> OCTETS = new LinkedHashMap<>();
    private static final Map<String, Long> SECONDS_PER = new LinkedHashMap<>();
    private static final Map<String, Long> PERCENT = Collections.singletonMap("%", 1L);

    static {
        NANOS.put("ns", 1L);
        NANOS.put("us", 1_000L);
        NANOS.put("µs", 1_000L);
        NANOS.put("ms", 1_000_000L);
        NANOS.put("s", 1_000_000_000L);
        NANOS.put("m", 60_000_000_000L);
        NANOS.put("h", 3_600_000_000_000L);
        NANOS.put("d", 86_400_000_000_000L);
        BITS_PER_SECOND.put("bps", 1L);
        BITS_PER_SECOND.put("kbps", 1_000L);
        BITS_PER_SECOND.put("Mbps", 1_000_000L);
        BITS_PER_SECOND.put("Gbps", 1_000_000_000L);
        BITS_PER_SECOND.put("Tbps", 1_000_000_000_000L);
        OCTETS.put("B", 1L);
        OCTETS.put("kB", 1_000L);
        OCTETS.put("MB", 1_000_000L);
        OCTETS.put("KiB", 1_024L);
        OCTETS.put("MiB", 1_048_576L);
        SECONDS_PER.put("/s", 1L);
        SECONDS_PER.put("/m", 60L);
        SECONDS_PER.put("/h", 3_600L);
    }

    private Quantities() {}

    /** A length of time in nanoseconds, 0 allowed. */
    public static ScalarShape<Long> duration() {
        return new ScalarShape<>(
                "a duration such as 90s, 150ms or 1m30s",
                ScalarShape.Accepts.TEXT,
                Quantities::parseDuration,
                schema -> schema.put("type", "string").put("pattern", Scalars.anchored(DURATION)));
    }

    /** A length of time above 0. */
    public static ScalarShape<Long> positiveDuration() {
        return new ScalarShape<>(
                "a duration above zero such as 90s, 150ms or 1m30s",
                ScalarShape.Accepts.TEXT,
                text -> {
                    long nanos = parseDuration(text);
                    if (nanos == 0) {
                        throw new MismatchException("");
                    }
                    return nanos;
                },
                schema -> schema.put("type", "string").put("pattern", Scalars.anchored(DURATION)));
    }

    /** A length of time in nanoseconds, 0 to {@link #MAXIMUM_NANOS}. */
    public static long parseDuration(String text) throws MismatchException {
        if (text.startsWith("-")) {
            throw new MismatchException("time does not run backwards");
        }
        Matcher part = DURATION_PART.matcher(text);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(unit(NANOS, part.group(2))));
            end = part.end();
        }
        if (end == 0 || end < text.length()) {
            throw new MismatchException(text.matches("[0-9.]+") ? "it has no unit (ns, us, ms, s, m, h, d)" : "");
        }
        if (nanos.compareTo(BigDecimal.valueOf(MAXIMUM_NANOS)) > 0) {
            throw new MismatchException("the longest time is 30d");
        }
        return whole(nanos, "there is nothing between two nanoseconds");
    }

    private static BigDecimal unit(Map<String, Long> units, String name) {
        Long factor = units.get(name);
        if (factor == null) {
            throw new IllegalStateException("the pattern lets a unit through that has no factor: " + name);
        }
        return BigDecimal.valueOf(factor);
    }

    private static long whole(BigDecimal value, String otherwise) throws MismatchException {
        try {
            return value.setScale(0, RoundingMode.UNNECESSARY).longValueExact();
        } catch (ArithmeticException e) {
            throw new MismatchException(otherwise);
        }
    }

    /** A rate in bits per second, above 0. */
    public static ScalarShape<Long> bitRate() {
        return new ScalarShape<>(
                "a rate such as 10Gbps, 100Mbps or 64kbps",
                ScalarShape.Accepts.TEXT,
                text -> above0(whole(scaled(text, BITS_PER_SECOND), "a rate is a whole number of bits a second")),
                schema -> schema.put("type", "string")
                        .put("pattern", Scalars.anchored("[0-9]+(?:\\.[0-9]+)?(?:bps|kbps|Mbps|Gbps|Tbps)")));
    }

    /** A number of octets, above 0. */
    public static ScalarShape<Long> size() {
        return new ScalarShape<>(
                "a size such as 256KiB, 64kB or 1500B",
                ScalarShape.Accepts.TEXT,
                text -> above0(whole(scaled(text, OCTETS), "a size is a whole number of octets")),
                schema -> schema.put("type", "string")
                        .put("pattern", Scalars.anchored("[0-9]+(?:\\.[0-9]+)?(?:B|kB|MB|KiB|MiB)")));
    }

    /** How often, in times per second, above 0. */
    public static ScalarShape<Double> frequency() {
        return new ScalarShape<>(
                "a frequency such as 50/s or 300/m",
                ScalarShape.Accepts.TEXT,
                Quantities::parseFrequency,
                schema -> schema.put("type", "string").put("pattern", Scalars.anchored("[0-9]+(?:\\.[0-9]+)?/[smh]")));
    }

    private static double parseFrequency(String text) throws MismatchException {
        Matcher matcher = withUnit(text, SECONDS_PER);
        double times = new BigDecimal(matcher.group(1)).doubleValue()
                / unit(SECONDS_PER, matcher.group(2)).doubleValue();
        if (times <= 0 || times > 1_000_000) {
            throw new MismatchException("it must be above 0 and at most 1000000/s");
        }
        return times;
    }

    /** A share, 0 to 1, written as 0% to 100%. */
    public static ScalarShape<Double> percentage() {
        return new ScalarShape<>(
                "a percentage from 0% to 100%",
                ScalarShape.Accepts.TEXT,
                text -> {
                    Matcher matcher = withUnit(text, PERCENT);
                    double percent = Double.parseDouble(matcher.group(1));
                    if (percent > 100) {
                        throw new MismatchException("");
                    }
                    return percent / 100;
                },
                schema -> schema.put("type", "string").put("pattern", Scalars.anchored("[0-9]+(?:\\.[0-9]+)?%")));
    }

    private static BigDecimal scaled(String text, Map<String, Long> units) throws MismatchException {
        Matcher matcher = withUnit(text, units);
        return new BigDecimal(matcher.group(1)).multiply(unit(units, matcher.group(2)));
    }

    private static Matcher withUnit(String text, Map<String, Long> units) throws MismatchException {
        Matcher matcher = WITH_UNIT.matcher(text);
        if (!matcher.matches() || !units.containsKey(matcher.group(2)) || text.contains(" ")) {
            throw new MismatchException(
                    matcher.matches() || text.matches("[0-9.]+")
                            ? "its unit must be " + String.join(", ", units.keySet())
                            : "");
        }
        return matcher;
    }

    private static long above0(long value) throws MismatchException {
        if (value <= 0) {
            throw new MismatchException("it must be above 0");
        }
        return value;
    }
}
