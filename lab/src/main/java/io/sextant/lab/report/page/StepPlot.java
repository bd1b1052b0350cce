package io.sextant.lab.report.page;

import io.sextant.lab.report.Figures;
import io.sextant.lab.report.WidthStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How many next hops a route had, as stairs over time. */
final class StepPlot {
    private static final int TOP = 16;
    private static final int BOTTOM = 4;
    private static final double ROOM_FOR_A_FIGURE = 0.025;
    private static final int MOST_FIGURES = 30;

    private final TimeAxis axis;
    private final List<WidthStep> steps;
    private final int height;
    private final int widest;

    private StepPlot(TimeAxis axis, List<WidthStep> steps, int height) {
        this.axis = axis;
        this.steps = steps;
        this.height = height;
        this.widest =
                Math.max(1, steps.stream().mapToInt(WidthStep::width).max().orElse(1));
    }

    /** A plot of the steps of one route. */
    static StepPlot of(TimeAxis axis, List<WidthStep> steps, int heightPixels) {
        List<WidthStep> sorted = new ArrayList<>(steps);
        sorted.sort(Comparator.comparingLong(WidthStep::atNanos));
        return new StepPlot(axis, sorted, heightPixels);
    }

    /** The stairs in words. */
    String description() {
        StringBuilder text = new StringBuilder(Figures.count(steps.size(), "step", "steps")).append(": ");
        for (WidthStep step : steps.subList(0, Math.min(MOST_FIGURES, steps.size()))) {
            text.append(step.width())
                    .append(" from ")
                    .append(Figures.seconds(step.atNanos()))
                    .append(" s, ");
        }
        return text.substring(0, text.length() - 2) + (steps.size() > MOST_FIGURES ? ", and so on." : ".");
    }

    void write(Markup out) {
        PlotRow.beginStretched(out, height);
        out.empty("path", "d", path(), "class", "steps", "vector-effect", "non-scaling-stroke");
        out.close();
        figures(out);
    }

    private String path() {
        StringBuilder path = new StringBuilder("M0 ").append(y(0));
        int x = 0;
        int y = y(0);
        for (WidthStep step : steps) {
            int stepX = axis.unit(step.atNanos());
            int stepY = y(step.width());
            if (stepY == y) {
                continue;
            }
            if (stepX != x) {
                path.append('H').append(stepX);
                x = stepX;
            }
            path.append('V').append(stepY);
            y = stepY;
        }
        return path.append('H').append(TimeAxis.UNITS).toString();
    }

    /** The width in figures over each stair that is broad enough. */
    private void figures(Markup out) {
        int written = 0;
        for (int i = 0; i < steps.size() && written < MOST_FIGURES; i++) {
            WidthStep step = steps.get(i);
            double start = axis.place(step.atNanos());
            double end = i + 1 < steps.size() ? axis.place(steps.get(i + 1).atNanos()) : 1;
            if (end - start >= ROOM_FOR_A_FIGURE) {
                out.open("svg", "x", axis.percent(step.atNanos()), "overflow", "visible");
                out.leaf(
                        "text",
                        Figures.count(step.width()),
                        "x",
                        "5",
                        "y",
                        String.valueOf(y(step.width()) - 4),
                        "class",
                        "figure");
                out.close();
                written++;
            }
        }
    }

    private int y(int width) {
        return height - BOTTOM - (height - BOTTOM - TOP) * width / widest;
    }
}
