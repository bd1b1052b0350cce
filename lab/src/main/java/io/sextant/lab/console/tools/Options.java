package io.sextant.lab.console.tools;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words taken as getopt takes them: {@code -sv}, {@code -c3}, {@code -c 3}, {@code --max-time 3}. Options come one after
 * the other; other words stand between them.
 */
final class Options {

    private final String tool;
    private final List<String> words;
    private final int usageStatus;
    private int at;
    private int letter;

    Options(String tool, List<String> words, int usageStatus) {
        this.tool = tool;
        this.words = words;
        this.usageStatus = usageStatus;
    }

    /** The next option, such as {@code -s} or {@code --max-time}, or a word that is none; null at the end. */
    @Nullable
    String next() {
        if (letter > 0) {
            return "-" + words.get(at).charAt(letter);
        }
        if (at >= words.size()) {
            return null;
        }
        String word = words.get(at);
        if (word.startsWith("--") || !word.startsWith("-") || word.length() == 1) {
            at++;
            return word;
        }
        letter = 1;
        return "-" + word.charAt(1);
    }

    /** To be called after an option without a value. */
    void plain() {
        if (letter > 0 && ++letter >= words.get(at).length()) {
            letter = 0;
            at++;
        }
    }

    /** The value of the option just returned. */
    String value(String option) throws UsageException {
        if (letter > 0) {
            String rest = words.get(at).substring(letter + 1);
            letter = 0;
            at++;
            if (!rest.isEmpty()) {
                return rest;
            }
        }
        if (at >= words.size()) {
            throw new UsageException(tool + ": option " + option + " needs a value", usageStatus);
        }
        return words.get(at++);
    }

    /** A value that is a count from 0 on. */
    int count(String option, int most) throws UsageException {
        String text = value(option);
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) > most) {
            throw new UsageException(
                    tool + ": invalid argument: '" + text + "': " + option + " takes 0 to " + most, usageStatus);
        }
        return Integer.parseInt(text);
    }

    /** A value in seconds, with at most nine digits on either side of the point; as nanoseconds. */
    long seconds(String option) throws UsageException {
        String text = value(option);
        if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,9})?")) {
            throw new UsageException(
                    tool + ": invalid argument: '" + text + "': " + option + " takes seconds", usageStatus);
        }
        return new java.math.BigDecimal(text).movePointRight(9).longValueExact();
    }

    /** The words not taken yet. */
    List<String> rest() {
        return words.subList(at, words.size());
    }
}
