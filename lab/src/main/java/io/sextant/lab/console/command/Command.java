package io.sextant.lab.console.command;

import java.util.List;

/** A program that can be called on a machine. */
public interface Command {

    /** The word it is called by. */
    String name();

    /** Whether this machine has it. */
    boolean isOn(Machine machine);

    /**
     * Calls it.
     *
     * @param arguments the words behind the name
     */
    Outcome run(Machine machine, List<String> arguments);
}
