package io.sextant.protocol.bgp.policy.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A route-map without its name.
 *
 * @param entries in the order of their numbers, each number once
 * @param optimized {@code route-map NAME optimization}: the first matching entry is found by a table, so that those before
 *     it are not counted as asked; on unless switched off (FRR 8.4)
 */
public record RouteMap(List<RouteMapEntry> entries, boolean optimized) {

    /** Nothing passes a map without entries. */
    public static final RouteMap EMPTY = new RouteMap(List.of(), true);

    public RouteMap {
        entries = entries.stream()
                .sorted(Comparator.comparingLong(RouteMapEntry::sequence))
                .toList();
    }

    public static RouteMap of(RouteMapEntry... entries) {
        return new RouteMap(List.of(entries), true);
    }

    public Optional<RouteMapEntry> entry(long sequence) {
        return entries.stream().filter(entry -> entry.sequence() == sequence).findFirst();
    }

    /** With an entry, instead of one with the same number. */
    public RouteMap with(RouteMapEntry entry) {
        List<RouteMapEntry> more = new ArrayList<>(without(entry.sequence()).entries);
        more.add(entry);
        return new RouteMap(more, optimized);
    }

    public RouteMap without(long sequence) {
        return new RouteMap(
                entries.stream().filter(entry -> entry.sequence() != sequence).toList(), optimized);
    }

    public RouteMap withOptimized(boolean value) {
        return new RouteMap(entries, value);
    }
}
