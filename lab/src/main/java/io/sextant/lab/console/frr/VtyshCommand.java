package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.Command;
import io.sextant.lab.console.command.Machine;
import io.sextant.lab.console.command.Outcome;
import io.sextant.lab.console.command.Outcome.Printed;
import java.util.ArrayList;
import java.util.List;

/** {@code vtysh -c 'show …'}, with several {@code -c} one after the other; the first that fails ends it. */
public final class VtyshCommand implements Command {

    private static final int STATUS_ERROR = 1;

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
        for (int at = 0; at < arguments.size(); at += 2) {
            if (!arguments.get(at).equals("-c") || at + 1 >= arguments.size()) {
                return new Printed(
                        "vtysh: there is no terminal here; say each command with -c, such as: vtysh -c 'show bgp"
                                + " summary'\n",
                        STATUS_ERROR);
            }
            lines.add(arguments.get(at + 1));
        }
        if (lines.isEmpty()) {
            return new Printed("vtysh: there is no terminal here; say a command with -c\n", STATUS_ERROR);
        }
        StringBuilder out = new StringBuilder();
        for (String line : lines) {
            try {
                out.append(new ShowCommands(machine).run(line));
            } catch (VtyException e) {
                return new Printed(out + e.text(), STATUS_ERROR);
            }
        }
        return Printed.ok(out.toString());
    }
}
