package io.sextant.lab.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Connections that met the same end for the same reason. */
public record FateGroup(String outcome, String reason, long connections) {
    private record Key(String outcome, String reason) {}

    /** All groups, the largest first. */
    public static List<FateGroup> of(List<ConnectionFate> fates) {
        Map<Key, Long> counts = new LinkedHashMap<>();
        for (ConnectionFate fate : fates) {
            counts.merge(new Key(fate.outcome(), fate.reason()), 1L, Long::sum);
        }
        List<FateGroup> groups = new ArrayList<>();
        counts.forEach((key, count) -> groups.add(new FateGroup(key.outcome(), key.reason(), count)));
        groups.sort(Comparator.comparingLong(FateGroup::connections).reversed());
        return groups;
    }
}
