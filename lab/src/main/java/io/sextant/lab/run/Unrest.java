package io.sextant.lab.run;

import io.sextant.lab.report.Figures;
import io.sextant.protocol.address.IpPrefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Finds networks that never settle: routers whose best path to a prefix goes round the same few ways again and again, because
 * what each likes best takes from another what that one likes (a dispute wheel: Griffin, Shepherd and Wilfong, "The Stable Paths Problem and
 * Interdomain Routing", 2002). It only looks on, and reckons at the end.
 */
final class Unrest {

    /** Longest cycle that is looked for, in changes of one router's best path. */
    static final int CYCLE_MAX = 16;

    /** How often a cycle must have been gone round, without anything else in between. */
    static final int ROUNDS_MIN = 8;

    private static final int KEPT = CYCLE_MAX * ROUNDS_MIN;
    private static final int PLACES_MAX = 100_000;

    private record Place(String router, IpPrefix prefix) {}

    /** One router's best path to one prefix over time: the last {@link #KEPT} states, in a ring. */
    private static final class Track {
        private final String[] states = new String[KEPT];
        private final long[] times = new long[KEPT];
        private long changes;

        void add(long nowNanos, String state) {
            int at = (int) (changes % KEPT);
            states[at] = state;
            times[at] = nowNanos;
            changes++;
        }

        private int at(long change) {
            return (int) (change % KEPT);
        }

        /** The ways that are gone round now, in order; none where there is no cycle. */
        List<String> cycle() {
            for (int length = 2; length <= CYCLE_MAX && (long) length * ROUNDS_MIN <= changes; length++) {
                if (repeats(length)) {
                    List<String> ways = new ArrayList<>();
                    for (long change = changes - length; change < changes; change++) {
                        ways.add(states[at(change)]);
                    }
                    return ways;
                }
            }
            return List.of();
        }

        private boolean repeats(int length) {
            for (long change = changes - (long) length * (ROUNDS_MIN - 1); change < changes; change++) {
                if (!states[at(change)].equals(states[at(change - length)])) {
                    return false;
                }
            }
            return true;
        }

        long firstKeptNanos(int length) {
            return times[at(changes - (long) length * ROUNDS_MIN)];
        }

        long lastNanos() {
            return times[at(changes - 1)];
        }
    }

    private final Map<Place, Track> tracks = new LinkedHashMap<>();

    /**
     * A router's best path to a prefix is another.
     *
     * @param way it in words
     */
    void changed(long nowNanos, String router, IpPrefix prefix, String way) {
        Place place = new Place(router, prefix);
        Track track = tracks.get(place);
        if (track == null && tracks.size() < PLACES_MAX) {
            track = new Track();
            tracks.put(place, track);
        }
        if (track != null) {
            track.add(nowNanos, way);
        }
    }

    /** A sentence for each prefix that never settled, naming its routers and their cycles. */
    List<String> sentences() {
        Map<IpPrefix, List<String>> cycles = new LinkedHashMap<>();
        Map<IpPrefix, Long> until = new LinkedHashMap<>();
        tracks.forEach((place, track) -> {
            List<String> cycle = track.cycle();
            if (!cycle.isEmpty()) {
                String ways = String.join(", ", new LinkedHashSet<>(cycle));
                cycles.computeIfAbsent(place.prefix(), none -> new ArrayList<>())
                        .add(place.router() + " goes round " + ways + " ("
                                + Figures.span((track.lastNanos() - track.firstKeptNanos(cycle.size())) / ROUNDS_MIN)
                                + " a round)");
                until.merge(place.prefix(), track.lastNanos(), Math::max);
            }
        });
        List<String> sentences = new ArrayList<>();
        cycles.forEach((prefix, routers) -> sentences.add(prefix + " never settles, until "
                + Figures.seconds(until.getOrDefault(prefix, 0L)) + " s: " + String.join("; ", routers)
                + ". What each likes best takes from another what that one likes (a dispute wheel)."));
        return sentences;
    }
}
