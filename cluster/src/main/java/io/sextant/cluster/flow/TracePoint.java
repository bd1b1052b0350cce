package io.sextant.cluster.flow;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where in the datapath a packet was seen; the number is the sub type of Cilium's trace notification. */
public enum TracePoint {
    TO_ENDPOINT(0),
    TO_PROXY(1),
    TO_HOST(2),
    TO_STACK(3),
    TO_OVERLAY(4),
    FROM_ENDPOINT(5),
    FROM_PROXY(6),
    FROM_HOST(7),
    FROM_STACK(8),
    FROM_OVERLAY(9),
    FROM_NETWORK(10),
    TO_NETWORK(11),
    FROM_CRYPTO(12),
    TO_CRYPTO(13);

    private static final TracePoint[] BY_NUMBER = values();

    private final int number;
    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    TracePoint(int number) {
        this.number = number;
    }

    /** The number in the trace notification. */
    public int number() {
        return number;
    }

    /** As Hubble prints it: {@code to-overlay}. */
    public String text() {
        return text;
    }

    /** The point of a number this class gave out. */
    public static TracePoint ofNumber(int number) {
        return BY_NUMBER[number];
    }

    /** The point with this printed name, or null. */
    public static @Nullable TracePoint ofText(String text) {
        for (TracePoint point : BY_NUMBER) {
            if (point.text.equals(text)) {
                return point;
            }
        }
        return null;
    }
}
