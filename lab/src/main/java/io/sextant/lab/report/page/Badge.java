package io.sextant.lab.report.page;

/** The number of an event in running text, shaped as in the timeline. */
final class Badge {
    private Badge() {}

    static void write(Markup out, int index, boolean fault) {
        out.leaf("span", String.valueOf(index + 1), "class", fault ? "number fault" : "number");
    }
}
