package io.sextant.lab.yaml;

import java.util.Comparator;

/**
 * Something wrong with a file: what was found, what was expected, and where.
 *
 * @param message one line without a full stop
 */
public record Problem(Position position, Severity severity, String message) implements Comparable<Problem>, Located {

    private static final Comparator<Problem> ORDER = Comparator.comparing(Problem::position)
            .thenComparing(Problem::severity)
            .thenComparing(Problem::message);

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column: error: message}, as compilers write it. */
    @Override
    public String toString() {
        return position + ": " + severity.word() + ": " + message;
    }
}
