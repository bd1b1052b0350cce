package io.sextant.engine;

/**
 * A run hit one of its {@link RunLimits}. The message is for the user: a sentence that names the limit, its value
 * and unit and the virtual time, and a second one with the labels of the last events.
 *
 * <p>Unchecked because the limit on pending events strikes wherever something is scheduled; who runs a simulator
 * catches it in one place.
 */
public final class LimitExceededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LimitExceededException(String message) {
        super(message);
    }
}
