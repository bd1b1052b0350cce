package io.sextant.lab.console;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line into words by the quoting rules of a POSIX shell (XCU §2.2). What a shell would do beyond
 * calling one command (pipes, lists, redirection, expansion) is refused with a sentence.
 */
final class ShellWords {

    private static final String OPERATORS = "|;&<>()`$";
    private static final String ESCAPABLE_IN_QUOTES = "$`\"\\";

    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private ShellWords(String line) {
        this.line = line;
    }

    /**
     * The words of a line; none for a blank one.
     *
     * @throws IllegalArgumentException with a sentence when a quote is open or the line asks for more than one command
     */
    static List<String> split(String line) {
        return new ShellWords(line).split();
    }

    private List<String> split() {
        while (at < line.length()) {
            char c = line.charAt(at++);
            switch (c) {
                case ' ', '\t', '\n' -> endWord();
                case '\'' -> singleQuoted();
                case '"' -> doubleQuoted();
                case '\\' -> escaped();
                case '#' -> hash();
                default -> plain(c);
            }
        }
        endWord();
        return words;
    }

    private void plain(char c) {
        if (OPERATORS.indexOf(c) >= 0) {
            throw new IllegalArgumentException("'" + c + "' is not supported here: write one command and its words,"
                    + " and quote the character if it is meant literally");
        }
        append(c);
    }

    private void singleQuoted() {
        int end = line.indexOf('\'', at);
        if (end < 0) {
            throw new IllegalArgumentException("the single quote at character " + at + " is not closed");
        }
        word.append(line, at, end);
        inWord = true;
        at = end + 1;
    }

    private void doubleQuoted() {
        int opened = at;
        inWord = true;
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == '"') {
                return;
            }
            if (c == '\\' && at < line.length() && ESCAPABLE_IN_QUOTES.indexOf(line.charAt(at)) >= 0) {
                word.append(line.charAt(at++));
            } else if (c == '$' || c == '`') {
                throw new IllegalArgumentException("'" + c + "' is not expanded here: put it in single quotes");
            } else {
                word.append(c);
            }
        }
        throw new IllegalArgumentException("the double quote at character " + opened + " is not closed");
    }

    private void escaped() {
        if (at == line.length()) {
            throw new IllegalArgumentException("the line ends in a backslash");
        }
        append(line.charAt(at++));
    }

    /** A comment begins where a word would; inside a word the character is itself. */
    private void hash() {
        if (inWord) {
            append('#');
        } else {
            at = line.length();
        }
    }

    private void append(char c) {
        word.append(c);
        inWord = true;
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
