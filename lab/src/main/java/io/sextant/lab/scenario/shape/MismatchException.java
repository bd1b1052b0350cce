package io.sextant.lab.scenario.shape;

/** A scalar is not what was expected; the message is the reason, or empty when there is nothing to add. */
public final class MismatchException extends Exception {

    private static final long serialVersionUID = 1;

    public MismatchException(String reason) {
        super(reason, null, false, false);
    }

    /** Why, or empty. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
