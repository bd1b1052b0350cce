package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.Machine;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.topology.routing.Zebra;
import java.util.List;
import java.util.Optional;

/** The lines vtysh takes here. */
final class ShowCommands {

    private static final List<String> SOURCES = List.of("bgp", "connected", "kernel", "static");

    private final Machine machine;

    ShowCommands(Machine machine) {
        this.machine = machine;
    }

    /** What the line prints. */
    String run(String line) throws VtyException {
        VtyWords words = new VtyWords(line);
        if (words.take("clear", 2)) {
            return ClearCommand.run(machine, words);
        }
        if (!words.take("show")) {
            throw words.unknown();
        }
        if (words.take("version")) {
            words.end();
            return version();
        }
        if (words.take("running-config")) {
            words.end();
            return machine.router().orElseThrow().config().runningConfig(machine.name());
        }
        if (words.take("bgp")) {
            return new BgpCommands(machine, words).run(false);
        }
        if (words.take("bfd")) {
            return new BfdShow(machine).run(words);
        }
        if (words.take("route-map")) {
            return new PolicyText(machine.router().orElseThrow()).routeMaps(words.rest());
        }
        if (words.take("ip")) {
            if (words.take("prefix-list")) {
                return new PolicyText(machine.router().orElseThrow()).prefixLists("ip", words.rest());
            }
            if (words.take("bgp")) {
                return new BgpCommands(machine, words).run(true);
            }
            if (words.take("route")) {
                return route(words);
            }
        }
        throw words.unknown();
    }

    private String version() {
        return "FRRouting 8.4.4 (" + machine.name() + ") on Linux("
                + machine.host().profile().kernel().name() + ").\nCopyright 1996-2005 Kunihiro Ishiguro, et al.\n";
    }

    private String route(VtyWords words) throws VtyException {
        Zebra zebra = machine.zebra().orElseThrow();
        ZebraRoutes routes = new ZebraRoutes(zebra.routes(), machine.nowNanos());
        Optional<Ipv4Prefix> prefix = words.takePrefix();
        Optional<Ipv4Address> address = words.takeAddress();
        String source = null;
        for (String one : SOURCES) {
            if (source == null && prefix.isEmpty() && address.isEmpty() && words.take(one)) {
                source = one;
            }
        }
        boolean json = words.take("json");
        words.end();
        if (prefix.isPresent()) {
            return json ? routes.json(prefix.get()) : routes.text(prefix.get());
        }
        if (address.isPresent()) {
            return json ? routes.json(address.get()) : routes.text(address.get());
        }
        return json ? routes.json(source) : routes.text(source);
    }
}
