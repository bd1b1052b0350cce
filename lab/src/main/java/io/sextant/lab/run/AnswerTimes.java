package io.sextant.lab.run;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** When each client of each traffic got its answers, in the order of time. */
final class AnswerTimes {

    private static final class Times {
        private long[] nanos = new long[16];
        private int size;

        void add(long now) {
            if (size == nanos.length) {
                nanos = Arrays.copyOf(nanos, size * 2);
            }
            nanos[size++] = now;
        }

        Optional<Long> firstAfter(long instant) {
            int found = Arrays.binarySearch(nanos, 0, size, instant + 1);
            int index = found < 0 ? -found - 1 : found;
            return index < size ? Optional.of(nanos[index]) : Optional.empty();
        }
    }

    private record Client(String traffic, String client) {}

    private final Map<Client, Times> byClient = new LinkedHashMap<>();

    void add(TrackedConnection connection, long nowNanos) {
        byClient.computeIfAbsent(new Client(connection.traffic(), connection.client()), client -> new Times())
                .add(nowNanos);
    }

    /** The first answer that the same client's traffic got, on any connection, after an instant. */
    Optional<Long> firstAfter(TrackedConnection connection, long instantNanos) {
        Times times = byClient.get(new Client(connection.traffic(), connection.client()));
        return times == null ? Optional.empty() : times.firstAfter(instantNanos);
    }
}
