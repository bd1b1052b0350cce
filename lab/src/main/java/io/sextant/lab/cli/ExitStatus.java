package io.sextant.lab.cli;

/** What the process says to its caller; the same for every command. */
public enum ExitStatus {
    /** Everything holds. */
    HOLDS(0),
    /** An expectation fails. */
    EXPECTATION_FAILS(1),
    /** The command line is wrong, or a file is. */
    INVALID_INPUT(2),
    /** A run hit one of its limits. */
    LIMIT_HIT(3),
    /** A fault of ours: EX_SOFTWARE of sysexits.h. */
    OUR_FAULT(70);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    /** The number. */
    public int code() {
        return code;
    }
}
