package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.Command;
import io.sextant.lab.console.command.Machine;
import io.sextant.lab.console.command.Outcome;
import io.sextant.lab.console.command.Outcome.Printed;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code vtysh -c 'show …'}, with several {@code -c} one after the other; the first that fails ends it. Behind {@code
 * configure terminal} lines are configuration, until {@code end}.
 */
public final class VtyshCommand implements Command {

    private static final int STATUS_ERROR = 1;
    private static final String HELP = "Try `vtysh --help' for more information.\n";

    @Override
    public String name() {
        return "vtysh";
    }

    @Override
    public boolean isOn(Machine machine) {
        return machine.zebra().isPresent();
    }

    @Override
    public Outcome run(Machine machine, List<String> arguments) {
        List<String> lines = new ArrayList<>();
        for (int at = 0; at < arguments.size(); at++) {
            String option = arguments.get(at);
            if (option.equals("-c")) {
                at++;
                if (at == arguments.size()) {
                    return new Printed("vtysh: option requires an argument -- 'c'\n" + HELP, STATUS_ERROR);
                }
                lines.addAll(List.of(arguments.get(at).split("\n", -1)));
            } else if (option.startsWith("-")) {
                return new Printed(
                        "vtysh: " + option + " is not modelled here; say each command with -c\n", STATUS_ERROR);
            }
        }
        if (lines.isEmpty()) {
            return new Printed(
                    "vtysh: there is no terminal here; say each command with -c, such as: vtysh -c 'show bgp"
                            + " summary'\n",
                    STATUS_ERROR);
        }
        VtySession session = new VtySession(machine);
        return new Printed(session.run(lines), session.failed() ? STATUS_ERROR : 0);
    }
}
