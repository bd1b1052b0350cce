package io.sextant.cluster.workload;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** The last lines of an access log. Lines are made when they are read: most never are. */
public final class AccessLog {

    /** How many lines are kept; older ones go first, as with a log that is rotated. */
    public static final int LINES_LIMIT = 10_000;

    private final Deque<Supplier<String>> lines = new ArrayDeque<>();
    private long written;

    void add(Supplier<String> line) {
        if (lines.size() == LINES_LIMIT) {
            lines.removeFirst();
        }
        lines.addLast(line);
        written++;
    }

    /** The lines that are kept, oldest first. */
    public List<String> lines() {
        List<String> texts = new ArrayList<>(lines.size());
        lines.forEach(line -> texts.add(line.get()));
        return texts;
    }

    /** Lines ever written, those no longer kept included. */
    public long written() {
        return written;
    }
}
