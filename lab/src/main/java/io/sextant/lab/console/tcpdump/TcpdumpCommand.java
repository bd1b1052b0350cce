package io.sextant.lab.console.tcpdump;

import io.sextant.lab.console.command.Command;
import io.sextant.lab.console.command.Machine;
import io.sextant.lab.console.command.Outcome;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.lab.console.command.Outcome.Running;
import io.sextant.topology.device.NetworkInterface;
import java.util.List;
import java.util.Optional;

/** {@code tcpdump -ni IFACE [-c N] [-v] [FILTER]}. */
public final class TcpdumpCommand implements Command {

    private static final int STATUS_ERROR = 1;

    @Override
    public String name() {
        return "tcpdump";
    }

    @Override
    public boolean isOn(Machine machine) {
        return true;
    }

    @Override
    public Outcome run(Machine machine, List<String> arguments) {
        TcpdumpOptions options;
        PacketFilter.Test filter;
        try {
            options = TcpdumpOptions.parse(arguments);
            filter = PacketFilter.parse(options.filter());
        } catch (IllegalArgumentException e) {
            return new Printed("tcpdump: " + e.getMessage() + "\n", STATUS_ERROR);
        }
        Optional<NetworkInterface> device = machine.host().interfaceNamed(options.device());
        if (device.isEmpty()) {
            return new Printed(
                    "tcpdump: " + options.device() + ": No such device exists\n(No such device exists)\n",
                    STATUS_ERROR);
        }
        return new Running(new CaptureProgram(device.get(), machine.epoch(), options, filter));
    }
}
