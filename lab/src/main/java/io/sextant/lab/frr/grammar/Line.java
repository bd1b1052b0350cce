package io.sextant.lab.frr.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * A line cut into words at blanks and tabs.
 *
 * @param words at least one
 * @param columns of each word, the first column being 1, in code points
 * @param endColumn the column after the last word
 */
public record Line(List<String> words, List<Integer> columns, int endColumn) {

    public Line {
        words = List.copyOf(words);
        columns = List.copyOf(columns);
    }

    /** The words of {@code text}; none in a blank line. */
    public static Line of(String text) {
        List<String> words = new ArrayList<>();
        List<Integer> columns = new ArrayList<>();
        int column = 1;
        int end = 1;
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean blank = i == text.length() || isBlank(text.charAt(i));
            if (!blank && start < 0) {
                start = i;
                columns.add(column);
            } else if (blank && start >= 0) {
                words.add(text.substring(start, i));
                start = -1;
                end = column;
            }
            if (i < text.length() && !Character.isLowSurrogate(text.charAt(i))) {
                column++;
            }
        }
        return new Line(words, columns, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\u000B';
    }

    /** Nothing to do: blank, or a comment, which starts with {@code !} or {@code #} (FRR 8.4 cmd_make_strvec). */
    public boolean isSilent() {
        return words.isEmpty() || words.get(0).charAt(0) == '!' || words.get(0).charAt(0) == '#';
    }

    /** Where word {@code index} stands, or the end of the line past the last. */
    public int column(int index) {
        return index < columns.size() ? columns.get(index) : endColumn;
    }

    /** The words from {@code index} on with one blank between them. */
    public String from(int index) {
        StringJoiner joiner = new StringJoiner(" ");
        words.subList(index, words.size()).forEach(joiner::add);
        return joiner.toString();
    }
}
