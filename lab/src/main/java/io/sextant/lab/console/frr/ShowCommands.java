package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.FrrRouter;
import io.sextant.lab.console.command.Machine;

/** The commands vtysh answers here; its configuration is {@link VtySession}'s. */
final class ShowCommands {

    private final Machine machine;

    ShowCommands(Machine machine) {
        this.machine = machine;
    }

    /** What the line prints. */
    String run(VtyWords words) throws VtyException {
        if (words.take("clear")) {
            return ClearCommand.run(machine, words);
        }
        if (words.take("write")) {
            return runningConfig(words);
        }
        if (!words.take("show")) {
            throw words.unknown();
        }
        if (words.take("version")) {
            words.end();
            return version();
        }
        if (words.take("running-config")) {
            return runningConfig(words);
        }
        if (words.take("bgp")) {
            return new BgpCommands(machine, words).run(false);
        }
        if (words.take("bfd")) {
            return new BfdShow(machine).run(words);
        }
        if (words.take("route-map")) {
            return new PolicyText(router(words)).routeMaps(words.rest());
        }
        if (words.take("ip")) {
            return ip(words, false);
        }
        if (words.take("ipv6")) {
            return ip(words, true);
        }
        throw words.unknown();
    }

    private String ip(VtyWords words, boolean ipv6) throws VtyException {
        if (words.take("prefix-list")) {
            return new PolicyText(router(words)).prefixLists(ipv6 ? "ipv6" : "ip", words.rest());
        }
        if (words.take("bgp")) {
            return new BgpCommands(machine, words).run(true);
        }
        if (words.take("route")) {
            return new RouteCommands(machine, words).run(ipv6, false);
        }
        if (words.take("fib")) {
            return new RouteCommands(machine, words).run(ipv6, true);
        }
        throw words.unknown();
    }

    private FrrRouter router(VtyWords words) throws VtyException {
        return machine.router().orElseThrow(words::notModelled);
    }

    private String runningConfig(VtyWords words) throws VtyException {
        words.take("terminal");
        words.end();
        return router(words).config().runningConfig(machine.name());
    }

    private String version() {
        return "FRRouting 8.4.4 (" + machine.name() + ") on Linux("
                + machine.host().profile().kernel().name() + ").\nCopyright 1996-2005 Kunihiro Ishiguro, et al.\n";
    }
}
