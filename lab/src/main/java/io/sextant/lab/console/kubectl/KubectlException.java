package io.sextant.lab.console.kubectl;

/** What kubectl says when it cannot do what it is asked; its exit status is 1. */
final class KubectlException extends Exception {

    private static final long serialVersionUID = 1L;

    KubectlException(String message) {
        super(message, null, false, false);
    }

    String text() {
        return getMessage() + "\n";
    }
}
