package io.sextant.lab.report.terminal;

import io.sextant.lab.report.PlainText;
import java.util.ArrayList;
import java.util.List;

/**
 * A table with aligned columns, two spaces apart. Cells are one line each and are cut to their column's widest measure;
 * the last column wraps.
 */
final class Columns {
    private static final int GAP_COLUMNS = 2;

    /** On which side a column's cells stand, and how wide it may get. */
    record Column(String head, boolean right, int limitColumns) {
        static Column left(String head, int limitColumns) {
            return new Column(head, false, limitColumns);
        }

        static Column right(String head) {
            return new Column(head, true, 20);
        }
    }

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    Columns(Column... columns) {
        this.columns = List.of(columns);
    }

    /** Adds a row with one cell for each column. */
    Columns row(String... cells) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            String cell = PlainText.line(cells[i]);
            row.add(
                    i == cells.length - 1 && !columns.get(i).right()
                            ? cell
                            : cut(cell, columns.get(i).limitColumns()));
        }
        rows.add(row);
        return this;
    }

    /** Puts the table on paper behind an indent; a head is printed if any column has one. */
    void printOn(Paper paper, String indent) {
        int[] widths = widths();
        if (columns.stream().anyMatch(column -> !column.head().isEmpty())) {
            print(paper, indent, columns.stream().map(Column::head).toList(), widths, Paper.Ink.FAINT);
        }
        for (List<String> row : rows) {
            print(paper, indent, row, widths, Paper.Ink.PLAIN);
        }
    }

    private void print(Paper paper, String indent, List<String> cells, int[] widths, Paper.Ink ink) {
        StringBuilder line = new StringBuilder();
        int last = cells.size() - 1;
        for (int i = 0; i < last; i++) {
            line.append(padded(cells.get(i), widths[i], columns.get(i).right())).append(" ".repeat(GAP_COLUMNS));
        }
        String end = columns.get(last).right() ? padded(cells.get(last), widths[last], true) : cells.get(last);
        if (ink == Paper.Ink.PLAIN) {
            paper.labelled(indent + line, end);
        } else {
            paper.labelled(indent, line + end, ink);
        }
    }

    private int[] widths() {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = PlainText.columns(columns.get(i).head());
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], PlainText.columns(row.get(i)));
            }
        }
        return widths;
    }

    private static String padded(String cell, int width, boolean right) {
        String space = " ".repeat(Math.max(0, width - PlainText.columns(cell)));
        return right ? space + cell : cell + space;
    }

    private static String cut(String cell, int limitColumns) {
        String text = cell;
        int limit = limitColumns;
        while (PlainText.columns(text) > limitColumns) {
            text = PlainText.clipped(cell, limit);
            limit--;
        }
        return text;
    }
}
