package io.sextant.lab.report.page;

import io.sextant.lab.report.PlainText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Writes markup that is well-formed HTML and XML alike. What goes in as text comes out as text, whatever it says; the
 * names of elements and attributes are ours.
 */
final class Markup {
    /** What a piece of text may take; longer text ends in an ellipsis. */
    static final int TEXT_CHARACTERS = 400;

    /** A line feed after these keeps the source readable and no space appears in the page. */
    private static final List<String> BLOCKS = List.of(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "header",
            "main",
            "footer",
            "section",
            "div",
            "p",
            "h1",
            "h2",
            "h3",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "ul",
            "ol",
            "li",
            "figure",
            "figcaption",
            "svg",
            "pre",
            "dl",
            "nav");

    private final StringBuilder out = new StringBuilder(1 << 16);
    private final Deque<String> open = new ArrayDeque<>();
    private int ids;

    /** Begins an element; attributes are pairs of name and value. */
    Markup open(String element, String... attributes) {
        begin(element, attributes);
        out.append('>');
        open.push(element);
        return this;
    }

    /** Ends the innermost element. */
    Markup close() {
        String element = open.pop();
        out.append("</").append(element).append('>');
        lineFeed(element);
        return this;
    }

    /** An element that holds nothing. */
    Markup empty(String element, String... attributes) {
        begin(element, attributes);
        out.append("/>");
        lineFeed(element);
        return this;
    }

    /** An element that holds text. */
    Markup leaf(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** Text of one line. */
    Markup text(String text) {
        return escaped(PlainText.line(text, TEXT_CHARACTERS));
    }

    /** Text of many lines, cut after so many characters. */
    Markup lines(String text, int limitCharacters) {
        return escaped(PlainText.lines(PlainText.clipped(text, limitCharacters)));
    }

    /** A style sheet, which must hold neither {@code <} nor {@code &}. */
    Markup style(String css) {
        if (css.indexOf('<') >= 0 || css.indexOf('&') >= 0) {
            throw new IllegalArgumentException("a style sheet with < or & is not the same in HTML and in XML");
        }
        out.append("<style>\n").append(css).append("</style>\n");
        return this;
    }

    /** The document's first line, which is no element. */
    Markup doctype() {
        out.append("<!DOCTYPE html>\n");
        return this;
    }

    /** An id that nothing else on the page has. */
    String freshId() {
        ids++;
        return "x" + ids;
    }

    /** The whole, once everything is closed. */
    String finished() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("still open: " + open);
        }
        return out.toString();
    }

    private void begin(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escaped(PlainText.line(attributes[i + 1], 20_000)).out.append('"');
        }
    }

    private Markup escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(character);
            }
        }
        return this;
    }

    private void lineFeed(String element) {
        if (BLOCKS.contains(element)) {
            out.append('\n');
        }
    }
}
