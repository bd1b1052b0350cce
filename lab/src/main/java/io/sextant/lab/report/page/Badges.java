package io.sextant.lab.report.page;

import java.util.ArrayList;
import java.util.List;

/** Numbered marks at the head of the events' lines; those that would touch stand below each other. */
final class Badges {
    private static final int LEVEL_HEIGHT = 20;
    private static final int MOST_LEVELS = 5;
    private static final double APART = 0.035;

    private final TimeAxis axis;
    private final List<Long> times = new ArrayList<>();
    private final List<Integer> levels = new ArrayList<>();
    private final double[] lastPlace = new double[MOST_LEVELS];
    private int used = 1;

    Badges(TimeAxis axis) {
        this.axis = axis;
        java.util.Arrays.fill(lastPlace, -1);
    }

    /** Finds room for the next mark. */
    void place(long atNanos) {
        double place = axis.place(atNanos);
        int level = 0;
        while (level < MOST_LEVELS - 1 && lastPlace[level] >= 0 && place - lastPlace[level] < APART) {
            level++;
        }
        lastPlace[level] = place;
        used = Math.max(used, level + 1);
        times.add(atNanos);
        levels.add(level);
    }

    int height() {
        return used * LEVEL_HEIGHT + 4;
    }

    /** Draws a mark: a disc for a fault, a square for an action. */
    void write(Markup out, int index, boolean fault, String text) {
        int middle = levels.get(index) * LEVEL_HEIGHT + LEVEL_HEIGHT / 2 + 2;
        String x = axis.percent(times.get(index));
        out.open(
                "svg",
                "x",
                x,
                "y",
                String.valueOf(middle),
                "overflow",
                "visible",
                "class",
                fault ? "badge fault" : "badge");
        out.leaf("title", text);
        if (fault) {
            out.empty("circle", "r", "9");
        } else {
            out.empty("rect", "x", "-8.5", "y", "-8.5", "width", "17", "height", "17", "rx", "3");
        }
        out.leaf("text", String.valueOf(index + 1), "y", "4", "text-anchor", "middle");
        out.close();
    }
}
