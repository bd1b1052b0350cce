package io.sextant.lab.yaml;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * A place in a file, for messages.
 *
 * @param line the first line is 1
 * @param column the first column is 1, counted in code points
 */
public record Position(Path file, int line, int column) implements Comparable<Position> {

    private static final Comparator<Position> ORDER = Comparator.comparing(
                    (Position position) -> position.file.toString())
            .thenComparingInt(Position::line)
            .thenComparingInt(Position::column);

    /** The beginning of a file, for what is wrong with the file as a whole. */
    public static Position startOf(Path file) {
        return new Position(file, 1, 1);
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column}, as compilers write it. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
