package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.Command;
import io.sextant.lab.console.command.FrrRouter;
import io.sextant.lab.console.command.Machine;
import io.sextant.lab.console.command.Outcome;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.lab.yaml.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code vtysh -c 'show …'}, with several {@code -c} one after the other; the first that fails ends it. Behind {@code
 * configure terminal} lines are configuration, until {@code end}.
 */
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
        for (int at = 0; at < lines.size(); at++) {
            try {
                if (isConfigure(lines.get(at))) {
                    List<String> statements = statements(lines.subList(at + 1, lines.size()));
                    configure(machine, statements);
                    at += statements.size();
                } else {
                    out.append(new ShowCommands(machine).run(lines.get(at)));
                }
            } catch (VtyException e) {
                return new Printed(out + e.text(), STATUS_ERROR);
            }
        }
        return Printed.ok(out.toString());
    }

    private static boolean isConfigure(String line) {
        VtyWords words = new VtyWords(line);
        return words.take("configure", 4) && (words.isAtEnd() || words.take("terminal")) && words.isAtEnd();
    }

    /** The lines up to {@code end} and with it. */
    private static List<String> statements(List<String> lines) {
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).strip().equals("end")) {
                return lines.subList(0, at + 1);
            }
        }
        return lines;
    }

    private static void configure(Machine machine, List<String> statements) throws VtyException {
        FrrRouter router = machine.router().orElseThrow(() -> new VtyException("% there is no configuration here"));
        List<Problem> refused = router.configure(statements);
        if (!refused.isEmpty()) {
            throw new VtyException(
                    refused.stream().map(problem -> "% " + problem.message()).collect(Collectors.joining("\n")));
        }
    }
}
