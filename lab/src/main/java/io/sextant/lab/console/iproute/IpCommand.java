package io.sextant.lab.console.iproute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sextant.lab.console.command.Command;
import io.sextant.lab.console.command.Machine;
import io.sextant.lab.console.command.Outcome;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.topology.routing.NexthopObject;
import io.sextant.topology.routing.Zebra;
import java.util.List;

/** {@code ip}: route, address, link, neighbour and next-hop tables, to be looked at only. */
public final class IpCommand implements Command {

    private static final String OBJECTS = "address, link, neighbour, nexthop, route and rule";

    private static final String VERSION = "ip utility, iproute2-6.1.0, libbpf 1.1.2\n";

    @Override
    public String name() {
        return "ip";
    }

    @Override
    public boolean isOn(Machine machine) {
        return true;
    }

    @Override
    public Outcome run(Machine machine, List<String> arguments) {
        try {
            IpOptions options = IpOptions.parse(arguments);
            String printed = options.version() ? VERSION : print(machine, arguments, options);
            return Printed.ok(options.oneLine() && !options.json() ? onOneLine(printed) : printed);
        } catch (IpException e) {
            return new Printed(e.text(), e.status());
        }
    }

    /** {@code -o}: what goes on below a line stands behind it. */
    private static String onOneLine(String printed) {
        return printed.replaceAll("\\n(?=[ \\t])", "\\\\");
    }

    private static String print(Machine machine, List<String> arguments, IpOptions options) throws IpException {
        List<String> words = arguments.subList(options.objectAt(), arguments.size());
        if (words.isEmpty()) {
            throw new IpException(
                    "Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }; of the objects there are " + OBJECTS + ".",
                    IpException.STATUS_UNKNOWN_COMMAND);
        }
        String object = words.get(0);
        List<String> rest = words.subList(1, words.size());
        if (isShort(object, "address")) {
            return new IpInterfaces(machine.host(), options, true).run(rest);
        }
        if (isShort(object, "route") && (options.excludesIpv4() || !options.excludesIpv6() && asksForIpv6(rest))) {
            return new Ipv6Routes(machine.host(), options, nexthops(machine)).run(rest);
        }
        if (isShort(object, "route")) {
            return new IpRoutes(machine.host(), options, nexthops(machine)).run(rest);
        }
        if (isShort(object, "link")) {
            return new IpInterfaces(machine.host(), options, false).run(rest);
        }
        if (isShort(object, "neighbour") || isShort(object, "neighbor")) {
            return new IpNeighbours(machine.host(), options).run(rest);
        }
        if (isShort(object, "nexthop")) {
            return new IpNexthops(machine.host(), nexthops(machine), options).run(rest);
        }
        if (isShort(object, "rule")) {
            return new IpRules(options).run(rest);
        }
        throw IpException.usage("Object \"" + object + "\" is unknown, try \"ip help\".");
    }

    /** {@code ip route get 2001:db8::1} needs no -6. */
    private static boolean asksForIpv6(List<String> words) {
        return words.size() > 1 && isShort(words.get(0), "get") && words.get(1).indexOf(':') >= 0;
    }

    private static List<NexthopObject> nexthops(Machine machine) {
        return machine.zebra().map(Zebra::nexthops).orElse(List.of());
    }

    /** iproute2 takes any beginning of a word; which of several it means is its own order. */
    static boolean isShort(String typed, String word) {
        return !typed.isEmpty() && word.startsWith(typed);
    }

    static boolean isShow(String typed) {
        return isShort(typed, "show") || isShort(typed, "list") || typed.equals("ls");
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** The word behind the one at {@code at}. */
    static String argument(List<String> words, int at) throws IpException {
        if (at + 1 >= words.size()) {
            throw new IpException(
                    "Command line is not complete. Try option \"help\"", IpException.STATUS_UNKNOWN_COMMAND);
        }
        return words.get(at + 1);
    }
}
