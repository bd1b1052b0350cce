package io.sextant.lab.console.command;

/** What calling a command leads to. */
public sealed interface Outcome {

    /**
     * It printed and ended.
     *
     * @param text what stands on the terminal, line ends included; standard output and errors together
     * @param status its exit status, 0..255
     */
    record Printed(String text, int status) implements Outcome {

        /** Success. */
        public static Printed ok(String text) {
            return new Printed(text, 0);
        }
    }

    /** It goes on in virtual time. */
    record Running(Program program) implements Outcome {}
}
