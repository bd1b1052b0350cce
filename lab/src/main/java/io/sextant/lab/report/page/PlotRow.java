package io.sextant.lab.report.page;

import java.util.List;

/** One row of the timeline: a label on the left, a plot on the right with the grid and the events' lines behind it. */
final class PlotRow {
    static final String SVG = "http://www.w3.org/2000/svg";

    private final Markup out;
    private final TimeAxis axis;
    private final List<Guide> guides;
    private int height;

    PlotRow(Markup out, TimeAxis axis, List<Guide> guides) {
        this.out = out;
        this.axis = axis;
        this.guides = guides;
    }

    /** Begins the row and its plot. */
    void begin(String label, String detail, int heightPixels, String title, String description) {
        height = heightPixels;
        out.open("div", "class", "row");
        out.open("div", "class", "label").leaf("b", label);
        if (!detail.isEmpty()) {
            out.text(" ").leaf("span", detail);
        }
        out.close();
        beginPlot(out, "plot", heightPixels, title, description);
        background();
    }

    /** Begins a drawing that is {@link TimeAxis#UNITS} wide and is stretched to the plot's width. */
    void beginStretched() {
        beginStretched(out, height);
    }

    static void beginStretched(Markup out, int height) {
        out.open(
                "svg",
                "width",
                "100%",
                "height",
                String.valueOf(height),
                "viewBox",
                "0 0 " + TimeAxis.UNITS + " " + height,
                "preserveAspectRatio",
                "none");
    }

    /** Ends the plot and the row. */
    void end() {
        out.close().close();
    }

    /** Begins an SVG that a screen reader can name and describe. */
    static void beginPlot(Markup out, String style, int heightPixels, String title, String description) {
        String titleId = out.freshId();
        String descriptionId = out.freshId();
        out.open(
                "svg",
                "class",
                style,
                "role",
                "img",
                "width",
                "100%",
                "height",
                String.valueOf(heightPixels),
                "aria-labelledby",
                titleId,
                "aria-describedby",
                descriptionId,
                "xmlns",
                SVG);
        out.leaf("title", title, "id", titleId).leaf("desc", description, "id", descriptionId);
    }

    private void background() {
        for (Guide guide : guides) {
            Long whole = guide.wholeNanos();
            if (whole != null) {
                out.empty(
                        "rect",
                        "x",
                        axis.percent(guide.atNanos()),
                        "y",
                        "0",
                        "width",
                        axis.percentBetween(guide.atNanos(), whole),
                        "height",
                        "100%",
                        "class",
                        "outage");
            }
        }
        for (long tick : axis.ticks()) {
            vertical(tick, "grid");
        }
        for (Guide guide : guides) {
            vertical(guide.atNanos(), guide.fault() ? "guide fault" : "guide");
        }
    }

    private void vertical(long nanos, String style) {
        String x = axis.percent(nanos);
        out.empty("line", "x1", x, "x2", x, "y1", "0", "y2", "100%", "class", style);
    }
}
