package io.sextant.lab.console.command;

import io.sextant.lab.console.command.Outcome.Printed;

/** A command that takes virtual time. Started once; either it ends by itself or it is interrupted. */
public interface Program {

    /** Begins. The completion is called at most once, from inside the simulation. */
    void start(Completion completion);

    /** Control-C: the program ends at once, and this is all it printed. No completion follows. */
    Printed interrupt();

    /** Whether it never ends by itself, such as {@code tcpdump} without {@code -c}. */
    default boolean isEndless() {
        return false;
    }

    /** Hears a program's end. */
    @FunctionalInterface
    interface Completion {
        void done(Printed printed);
    }
}
