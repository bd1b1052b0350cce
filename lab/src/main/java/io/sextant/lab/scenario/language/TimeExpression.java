package io.sextant.lab.scenario.language;

import io.sextant.lab.scenario.shape.MismatchException;
import io.sextant.lab.scenario.shape.Quantities;
import org.jspecify.annotations.Nullable;

/**
 * An instant as the file writes it: a sum of durations, which may begin with the name of an event in the timeline or with
 * {@code end}.
 *
 * @param event the name of an event, {@code end}, or null
 * @param nanos what is added to it
 */
public record TimeExpression(@Nullable String event, long nanos) {

    /** The word for the end of the run. */
    public static final String END = "end";

    static final String NAME = "[a-z][a-z0-9-]*";
    static final String REGEX = "(?:" + NAME + "|" + Quantities.DURATION + ")(?: *\\+ *" + Quantities.DURATION + ")*";

    /** Two instants, the earlier one first. */
    public record Window(TimeExpression from, TimeExpression to) {}

    static TimeExpression parse(String text) throws MismatchException {
        String event = null;
        long nanos = 0;
        for (String term : text.split("\\+", -1)) {
            String word = term.strip();
            if (!word.isEmpty() && Character.isLetter(word.charAt(0))) {
                event = word;
            } else {
                nanos += Quantities.parseDuration(word);
            }
        }
        return new TimeExpression(event, nanos);
    }

    static Window parseWindow(String text) throws MismatchException {
        int dots = text.indexOf("..");
        return new Window(parse(text.substring(0, dots)), parse(text.substring(dots + 2)));
    }

    static Window always() {
        return new Window(new TimeExpression(null, 0), new TimeExpression(END, 0));
    }
}
