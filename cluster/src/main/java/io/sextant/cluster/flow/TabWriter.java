package io.sextant.cluster.flow;

import java.util.List;

/** Columns as Go's text/tabwriter sets them: each as wide as its widest cell plus padding, the last one unpadded. */
final class TabWriter {

    private TabWriter() {}

    static String print(List<List<String>> rows, int padding) {
        int columns = rows.isEmpty() ? 0 : rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length() + padding);
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < columns - 1; i++) {
                text.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length()));
            }
            text.append(row.get(columns - 1)).append('\n');
        }
        return text.toString();
    }
}
