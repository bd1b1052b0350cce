package io.sextant.lab.yaml;

import java.util.List;
import java.util.TreeSet;

/** Collects every problem of a file and the files it includes, so that all are told at once. */
public final class Problems {

    /** More problems than this help nobody; the rest are only counted. */
    public static final int MAXIMUM = 1_000;

    private final TreeSet<Problem> found = new TreeSet<>();
    private int left;
    private int errors;

    /** Adds an error; saying the same thing of the same place twice counts once. */
    public void error(Position position, String message) {
        add(new Problem(position, Severity.ERROR, message));
    }

    /** Adds a warning. */
    public void warning(Position position, String message) {
        add(new Problem(position, Severity.WARNING, message));
    }

    private void add(Problem problem) {
        if (found.size() >= MAXIMUM) {
            left++;
            errors += problem.severity() == Severity.ERROR ? 1 : 0;
        } else if (found.add(problem) && problem.severity() == Severity.ERROR) {
            errors++;
        }
    }

    /** How many errors there are, those past {@link #MAXIMUM} included. */
    public int errors() {
        return errors;
    }

    /** How many problems {@link #sorted} leaves off. */
    public int left() {
        return left;
    }

    /** The problems by file, line and column. */
    public List<Problem> sorted() {
        return List.copyOf(found);
    }
}
