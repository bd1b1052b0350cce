package io.sextant.lab.report.page;

import io.sextant.lab.report.Figures;
import io.sextant.lab.report.Happening;
import io.sextant.lab.report.PlainText;
import java.util.ArrayList;
import java.util.List;

/**
 * One kind of happening over time: a stroke for each, and words beside those that have room for them. Strokes that would
 * fall together are one group and are told as one.
 */
final class Lane {
    static final int HEIGHT = 26;

    private static final double GROUP_GAP = 0.012;
    private static final int MOST_STROKES = 400;
    private static final int MOST_WORDS = 40;

    /** How much of the usual width of a plot one letter takes. */
    private static final double LETTER = 0.0078;

    private static final int FEWEST_LETTERS = 10;

    private record Group(double start, double end, int count, Happening first) {}

    private final Markup out;
    private final TimeAxis axis;

    Lane(Markup out, TimeAxis axis) {
        this.out = out;
        this.axis = axis;
    }

    /** Draws happenings that are sorted by time. */
    void write(Happening.Kind kind, List<Happening> happenings) {
        strokes(kind, happenings);
        List<Group> groups = groups(happenings);
        double taken = 0;
        for (int i = 0; i < Math.min(groups.size(), MOST_WORDS); i++) {
            Group group = groups.get(i);
            double next = i + 1 < groups.size() ? groups.get(i + 1).start() : 1;
            taken = words(group, taken, next);
        }
    }

    private void strokes(Happening.Kind kind, List<Happening> happenings) {
        String style = "stroke " + io.sextant.lab.report.Story.word(kind);
        int last = -1;
        for (Happening happening : happenings) {
            int place = (int) (axis.place(happening.atNanos()) * MOST_STROKES);
            if (place == last) {
                continue;
            }
            last = place;
            String x = axis.percent(happening.atNanos());
            out.open("line", "x1", x, "x2", x, "y1", "4", "y2", "22", "class", style);
            out.leaf("title", Figures.seconds(happening.atNanos()) + " s  " + sentence(happening));
            out.close();
        }
    }

    /** Returns where the words end. */
    private double words(Group group, double taken, double next) {
        String text = sentence(group.first())
                + (group.count() > 1 ? " (and " + Figures.count(group.count() - 1) + " more)" : "");
        int right = (int) ((next - group.end() - 0.014) / LETTER);
        int left = (int) ((group.start() - taken - 0.014) / LETTER);
        boolean toTheLeft = right < Math.min(text.length(), 24) && left > right;
        int room = toTheLeft ? left : right;
        if (room < Math.min(FEWEST_LETTERS, text.length())) {
            return group.end();
        }
        String shown = PlainText.line(text, room);
        // The stroke is at a percentage; the nested drawing shifts the words off it by pixels.
        out.open("svg", "x", percent(toTheLeft ? group.start() : group.end()), "overflow", "visible");
        out.leaf(
                "text",
                shown,
                "x",
                toTheLeft ? "-6" : "6",
                "y",
                "17",
                "text-anchor",
                toTheLeft ? "end" : "start",
                "class",
                "words");
        out.close();
        return toTheLeft ? group.end() : group.end() + 0.014 + shown.length() * LETTER;
    }

    private List<Group> groups(List<Happening> happenings) {
        List<Group> groups = new ArrayList<>();
        for (Happening happening : happenings) {
            double place = axis.place(happening.atNanos());
            int last = groups.size() - 1;
            if (last >= 0 && place - groups.get(last).end() < GROUP_GAP) {
                Group group = groups.get(last);
                groups.set(last, new Group(group.start(), place, group.count() + 1, group.first()));
            } else {
                groups.add(new Group(place, place, 1, happening));
            }
        }
        return groups;
    }

    private static String sentence(Happening happening) {
        return happening.node().isEmpty() ? happening.text() : happening.node() + ": " + happening.text();
    }

    private static String percent(double place) {
        return String.format(java.util.Locale.ROOT, "%.2f%%", place * 100);
    }
}
