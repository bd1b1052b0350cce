package io.sextant.lab.frr.mapping;

import java.util.List;
import java.util.stream.Stream;

/** {@code frr version}: the defaults of an older version are kept for its configurations (FRR 8.4 lib/defaults). */
final class FrrVersion {

    private FrrVersion() {}

    static boolean isBefore(String version, int major, int minor) {
        List<Integer> numbers = Stream.of(version.split("[^0-9]+", -1))
                .filter(part -> !part.isEmpty() && part.length() < 9)
                .map(Integer::valueOf)
                .toList();
        if (numbers.isEmpty()) {
            return false;
        }
        int second = numbers.size() > 1 ? numbers.get(1) : 0;
        return numbers.get(0) < major || numbers.get(0) == major && second < minor;
    }
}
