package io.sextant.lab.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command prints, and whether it may use colours there. */
final class Console {

    private Console() {}

    static PrintWriter out(@Nullable CommandSpec spec) {
        return commandLine(spec).getOut();
    }

    static PrintWriter err(@Nullable CommandSpec spec) {
        return commandLine(spec).getErr();
    }

    /** Colours on a terminal only, and not where NO_COLOR is set. */
    static Ansi ansi(@Nullable CommandSpec spec) {
        return commandLine(spec).getColorScheme().ansi();
    }

    static CommandLine commandLine(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("a command runs only inside a command line");
        }
        return spec.commandLine();
    }
}
