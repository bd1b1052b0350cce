package io.sextant.lab.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The part of a run's happenings that there is room for, in the order of time. What matters most stays: faults first,
 * then actions, sessions, FIB, routes, traffic, cluster; within one kind the earliest.
 *
 * @param leftOut how many of each kind are not told; kinds of which nothing is missing are not in it
 */
public record Story(List<Happening> told, Map<Happening.Kind, Long> leftOut) {
    private static final List<Happening.Kind> BY_WEIGHT = List.of(
            Happening.Kind.FAULT,
            Happening.Kind.ACTION,
            Happening.Kind.SESSION,
            Happening.Kind.FIB,
            Happening.Kind.ROUTE,
            Happening.Kind.TRAFFIC,
            Happening.Kind.CLUSTER);

    public Story {
        told = List.copyOf(told);
    }

    /** The story in at most {@code limit} lines. */
    public static Story of(List<Happening> happenings, int limit) {
        Map<Happening.Kind, Integer> room = new EnumMap<>(Happening.Kind.class);
        Map<Happening.Kind, Long> leftOut = new EnumMap<>(Happening.Kind.class);
        int free = limit;
        for (Happening.Kind kind : BY_WEIGHT) {
            long there = happenings.stream().filter(h -> h.kind() == kind).count();
            int kept = (int) Math.min(free, there);
            room.put(kind, kept);
            free -= kept;
            if (there > kept) {
                leftOut.put(kind, there - kept);
            }
        }
        List<Happening> told = new ArrayList<>();
        for (Happening happening : inOrder(happenings)) {
            if (room.merge(happening.kind(), -1, Integer::sum) >= 0) {
                told.add(happening);
            }
        }
        return new Story(told, leftOut);
    }

    /** Says what is missing, or is empty when nothing is. */
    public String leftOutSentence() {
        if (leftOut.isEmpty()) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        long total = 0;
        for (Map.Entry<Happening.Kind, Long> entry : leftOut.entrySet()) {
            parts.add(Figures.count(entry.getValue()) + " " + word(entry.getKey()));
            total += entry.getValue();
        }
        return Figures.count(total, "line is", "lines are") + " left out here (" + String.join(", ", parts)
                + "); report.json has them all.";
    }

    /** The word for a kind. */
    public static String word(Happening.Kind kind) {
        return switch (kind) {
            case FAULT -> "fault";
            case ACTION -> "action";
            case SESSION -> "session";
            case ROUTE -> "route";
            case FIB -> "fib";
            case CLUSTER -> "cluster";
            case TRAFFIC -> "traffic";
        };
    }

    private static List<Happening> inOrder(List<Happening> happenings) {
        List<Happening> sorted = new ArrayList<>(happenings);
        sorted.sort(Comparator.comparingLong(Happening::atNanos));
        return sorted;
    }
}
