package io.sextant.lab.report.terminal;

import io.sextant.lab.report.PlainText;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Lines for a terminal: at most {@link #WIDTH_COLUMNS} wide, wrapped between words under a hanging indent, in colour only
 * when the caller says so. Styles are put around text by themselves and never parsed out of it, for the text may be
 * anybody's.
 */
final class Paper {
    static final int WIDTH_COLUMNS = 100;

    /** How a piece of text looks; nothing without colour. */
    enum Ink {
        PLAIN,
        HEAD,
        GOOD,
        BAD,
        WARN,
        FAINT;

        private IStyle[] styles() {
            return switch (this) {
                case PLAIN -> new IStyle[0];
                case HEAD -> new IStyle[] {Style.bold};
                case GOOD -> new IStyle[] {Style.fg_green};
                case BAD -> new IStyle[] {Style.bold, Style.fg_red};
                case WARN -> new IStyle[] {Style.fg_yellow};
                case FAINT -> new IStyle[] {Style.faint};
            };
        }
    }

    private final StringBuilder out = new StringBuilder();
    private final boolean colour;

    Paper(boolean colour) {
        this.colour = colour;
    }

    /** A line without text. */
    Paper gap() {
        out.append('\n');
        return this;
    }

    /** A heading over a part. */
    Paper heading(String text) {
        gap();
        return wrapped("", "", text, Ink.HEAD);
    }

    /** Text behind a label; further lines stand under the text's beginning. */
    Paper labelled(String label, String text) {
        return wrapped(label, " ".repeat(PlainText.columns(label)), text, Ink.PLAIN);
    }

    /** Text in one ink behind a label. */
    Paper labelled(String label, String text, Ink ink) {
        return wrapped(label, " ".repeat(PlainText.columns(label)), text, ink);
    }

    /** Text behind a mark that may be in colour and is as wide as the indent of further lines. */
    Paper marked(String mark, String indent, String text) {
        int start = out.length();
        wrapped(indent, indent, text, Ink.PLAIN);
        out.replace(start, start + indent.length(), mark);
        return this;
    }

    /** Text behind a first indent; further lines behind the other. */
    Paper wrapped(String first, String others, String text, Ink ink) {
        String indent = first;
        for (String line :
                wrap(text, WIDTH_COLUMNS - PlainText.columns(first), WIDTH_COLUMNS - PlainText.columns(others))) {
            out.append((indent + inked(line, ink)).stripTrailing()).append('\n');
            indent = others;
        }
        return this;
    }

    /** Lines as they are, however wide: what a program printed. */
    Paper verbatim(String lines) {
        out.append(lines).append(lines.isEmpty() || lines.endsWith("\n") ? "" : "\n");
        return this;
    }

    /** The text in an ink. */
    String inked(String text, Ink ink) {
        return colour && ink != Ink.PLAIN && !text.isEmpty()
                ? Style.on(ink.styles()) + text + Style.off(ink.styles())
                : text;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    /** Breaks text between words, and within a word only when it is wider than a line. */
    static List<String> wrap(String text, int firstColumns, int otherColumns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int room = firstColumns;
        int used = 0;
        boolean begun = false;
        for (String word : text.split(" ", -1)) {
            String rest = word;
            int gap = begun ? 1 : 0;
            begun = true;
            if (gap == 1 && used + 1 + PlainText.columns(rest) > room) {
                lines.add(line.toString());
                line.setLength(0);
                room = otherColumns;
                used = 0;
                gap = 0;
            }
            while (used + gap + PlainText.columns(rest) > room) {
                int end = fitting(rest, room);
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
                room = otherColumns;
            }
            line.append(" ".repeat(gap)).append(rest);
            used += gap + PlainText.columns(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The end of the longest beginning that fits into so many columns; at least one character. */
    private static int fitting(String text, int columns) {
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int next = end + Character.charCount(text.codePointAt(end));
            used += PlainText.columns(text.substring(end, next));
            if (used > columns && end > 0) {
                return end;
            }
            end = next;
        }
        return end;
    }
}
