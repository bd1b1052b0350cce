package io.sextant.lab.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code sextant}: without a subcommand it says on standard error what it can do. */
@Command(
        name = "sextant",
        description = "A deterministic network simulator: real octets on virtual time.",
        mixinStandardHelpOptions = true,
        subcommands = {RunCommand.class, CheckCommand.class, ListCommand.class, ExecCommand.class, SweepCommand.class},
        exitCodeListHeading = "%nExit status, of every command:%n",
        exitCodeList = {
            "0:everything holds",
            "1:an expectation fails",
            "2:the command line is wrong, or a file is",
            "3:a run hit a limit",
            "70:a fault of Sextant's own"
        },
        versionProvider = Sextant.Version.class)
public final class Sextant implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return withStatuses(new CommandLine(new Sextant()));
    }

    /** Gives every command, those below it too, the statuses of {@link ExitStatus}. */
    static CommandLine withStatuses(CommandLine commandLine) {
        return commandLine.setExitCodeExceptionMapper(fault ->
                (fault instanceof ParameterException ? ExitStatus.INVALID_INPUT : ExitStatus.OUR_FAULT).code());
    }

    @Override
    public void run() {
        throw new ParameterException(Console.commandLine(spec), "a command is missing");
    }

    /** Reads the version from the jar's manifest, so that it is written down in one place: the parent pom. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Sextant.class.getPackage().getImplementationVersion();
            return new String[] {"Sextant " + (version == null ? "(not packaged)" : version)};
        }
    }
}
