package io.sextant.lab.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command {@code sextant}: without a subcommand it says what it can do. */
@Command(
        name = "sextant",
        description = "A deterministic network simulator: real octets on virtual time.",
        mixinStandardHelpOptions = true,
        versionProvider = Sextant.Version.class)
public final class Sextant implements Runnable {

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Sextant());
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
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
