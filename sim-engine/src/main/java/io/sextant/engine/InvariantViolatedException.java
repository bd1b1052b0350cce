package io.sextant.engine;

/** An {@link Invariant} did not hold after an event. The message says when, after which event, and what is wrong. */
public final class InvariantViolatedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvariantViolatedException(String message) {
        super(message);
    }
}
