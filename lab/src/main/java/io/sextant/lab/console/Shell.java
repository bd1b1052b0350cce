package io.sextant.lab.console;

import io.sextant.lab.console.command.Command;
import io.sextant.lab.console.command.Machine;
import io.sextant.lab.console.command.Outcome;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.lab.console.frr.VtyshCommand;
import io.sextant.lab.console.hubble.HubbleCommand;
import io.sextant.lab.console.iproute.IpCommand;
import io.sextant.lab.console.iproute.SsCommand;
import io.sextant.lab.console.kubectl.KubectlCommand;
import io.sextant.lab.console.tcpdump.TcpdumpCommand;
import io.sextant.lab.console.tools.CurlCommand;
import io.sextant.lab.console.tools.PingCommand;
import java.util.List;

/** The shell of every machine: one command line at a time. */
public final class Shell {

    /** Command not found, as POSIX shells report it (XCU §2.8.2). */
    public static final int STATUS_NOT_FOUND = 127;

    /** A command line this shell does not understand. */
    public static final int STATUS_USAGE = 2;

    private final List<Command> commands;

    /** With every command there is. */
    public Shell() {
        this(List.of(
                new IpCommand(),
                new SsCommand(),
                new KubectlCommand(),
                new HubbleCommand(),
                new VtyshCommand(),
                new CurlCommand(),
                PingCommand.ping(),
                PingCommand.ping6(),
                new TcpdumpCommand()));
    }

    Shell(List<Command> commands) {
        this.commands = List.copyOf(commands);
    }

    /** Calls what the line says; never throws on what the line says. */
    public Outcome run(Machine machine, String line) {
        List<String> words;
        try {
            words = ShellWords.split(line);
        } catch (IllegalArgumentException e) {
            return new Printed("bash: " + e.getMessage() + "\n", STATUS_USAGE);
        }
        if (words.isEmpty()) {
            return Printed.ok("");
        }
        String path = words.get(0);
        String name = path.substring(path.lastIndexOf('/') + 1);
        for (Command command : commands) {
            if (command.name().equals(name) && command.isOn(machine)) {
                return command.run(machine, words.subList(1, words.size()));
            }
        }
        return new Printed("bash: " + path + ": command not found\n", STATUS_NOT_FOUND);
    }

    /** The commands a machine has, in order of name. */
    public List<String> commandsOn(Machine machine) {
        return commands.stream()
                .filter(command -> command.isOn(machine))
                .map(Command::name)
                .sorted()
                .toList();
    }
}
