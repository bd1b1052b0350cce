package io.sextant.lab.report.page;

import io.sextant.lab.report.Figures;

/** A table with a head for each column, in a frame that scrolls by itself when the screen is too narrow. */
final class Table {
    private final Markup out;

    Table(Markup out) {
        this.out = out;
    }

    /** Begins a table; heads that begin with {@code #} stand over figures, on the right. */
    Table begin(String caption, String... heads) {
        out.open("div", "class", "scroll", "tabindex", "0").open("table");
        if (!caption.isEmpty()) {
            out.leaf("caption", caption);
        }
        out.open("thead").open("tr");
        for (String head : heads) {
            if (head.startsWith("#")) {
                out.leaf("th", head.substring(1), "scope", "col", "class", "n");
            } else {
                out.leaf("th", head, "scope", "col");
            }
        }
        out.close().close().open("tbody");
        return this;
    }

    Table row() {
        out.open("tr");
        return this;
    }

    Table endRow() {
        out.close();
        return this;
    }

    /** The cell that names its row. */
    Table head(String text) {
        out.leaf("th", text, "scope", "row");
        return this;
    }

    Table text(String text) {
        out.leaf("td", text);
        return this;
    }

    /** A name that a machine reads too. */
    Table code(String text) {
        out.open("td").leaf("code", text).close();
        return this;
    }

    Table figure(String text) {
        out.leaf("td", text, "class", "n");
        return this;
    }

    Table figure(long count) {
        return figure(Figures.count(count));
    }

    void end() {
        out.close().close().close();
    }

    /** Ends the table, and says how many rows there was no room for. */
    void end(long leftOut) {
        end();
        if (leftOut > 0) {
            out.leaf(
                    "p",
                    Figures.count(leftOut, "row is", "rows are") + " left out here; report.json has them all.",
                    "class",
                    "leftout");
        }
    }
}
