package io.sextant.lab.console.tools;

import io.sextant.lab.console.command.Command;
import io.sextant.lab.console.command.Machine;
import io.sextant.lab.console.command.Outcome;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.lab.console.command.Outcome.Running;
import java.util.List;

/** {@code ping}, as iputils 20221126 prints. */
public final class PingCommand implements Command {

    private static final int STATUS_ERROR = 2;

    @Override
    public String name() {
        return "ping";
    }

    @Override
    public boolean isOn(Machine machine) {
        return true;
    }

    @Override
    public Outcome run(Machine machine, List<String> arguments) {
        try {
            PingOptions options = PingOptions.parse(arguments);
            if (machine.host().sourceFor(options.target()).isEmpty()) {
                return new Printed("ping: connect: Network is unreachable\n", STATUS_ERROR);
            }
            return new Running(new PingProgram(machine.host(), options));
        } catch (UsageException e) {
            return e.printed();
        }
    }
}
