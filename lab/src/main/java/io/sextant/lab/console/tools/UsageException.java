package io.sextant.lab.console.tools;

import io.sextant.lab.console.command.Outcome.Printed;

/** A command line a tool does not take, with what it prints and the status it ends with. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    UsageException(String message, int status) {
        super(message, null, false, false);
        this.status = status;
    }

    Printed printed() {
        return new Printed(getMessage() + "\n", status);
    }
}
