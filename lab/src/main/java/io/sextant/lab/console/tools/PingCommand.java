package io.sextant.lab.console.tools;

import io.sextant.lab.console.command.Command;
import io.sextant.lab.console.command.Machine;
import io.sextant.lab.console.command.Outcome;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.lab.console.command.Outcome.Running;
import io.sextant.protocol.address.IpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ping} and {@code ping6}, as iputils 20221126 prints. */
public final class PingCommand implements Command {

    private static final int STATUS_ERROR = 2;

    private final String name;
    private final @Nullable IpVersion version;

    private PingCommand(String name, @Nullable IpVersion version) {
        this.name = name;
        this.version = version;
    }

    /** For addresses of either version. */
    public static PingCommand ping() {
        return new PingCommand("ping", null);
    }

    /** For IPv6 addresses. */
    public static PingCommand ping6() {
        return new PingCommand("ping6", IpVersion.IPV6);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isOn(Machine machine) {
        return true;
    }

    @Override
    public Outcome run(Machine machine, List<String> arguments) {
        try {
            PingOptions options = PingOptions.parse(arguments, version);
            if (machine.host().sourceFor(options.target()).isEmpty()) {
                return new Printed("ping: connect: Network is unreachable\n", STATUS_ERROR);
            }
            return new Running(new PingProgram(machine.host(), options));
        } catch (UsageException e) {
            return e.printed();
        }
    }
}
