package io.sextant.lab.console.text;

import java.util.ArrayList;
import java.util.List;

/** A table as Go's tabwriter sets it for kubectl: three spaces between columns, none narrower than six, the last loose. */
public final class TextTable {

    private static final int MIN_WIDTH = 6;
    private static final int PADDING = 3;

    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a row; the first is the header. */
    public void add(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    /** Rows so far, the header included. */
    public int size() {
        return rows.size();
    }

    /** The table with every line ended. */
    public String print() {
        StringBuilder text = new StringBuilder();
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], Math.max(MIN_WIDTH, row.get(i).length() + PADDING));
            }
        }
        for (List<String> row : rows) {
            int last = row.size() - 1;
            for (int i = 0; i < last; i++) {
                text.append(Pad.right(row.get(i), widths[i]));
            }
            text.append(row.get(last)).append('\n');
        }
        return text.toString();
    }
}
