package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.console.command.Machine;
import io.sextant.lab.console.text.Pad;
import io.sextant.lab.frr.model.Section;
import io.sextant.lab.frr.running.InterfaceNames;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.Ipv6InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** {@code show interface brief} and {@code show interface description} ({@code zebra/interface.c} of FRR 8.4). */
final class InterfaceShow {

    private static final int COLUMNS = 40;

    private final Machine machine;

    InterfaceShow(Machine machine) {
        this.machine = machine;
    }

    /** What follows {@code interface}. */
    String run(VtyWords words) throws VtyException {
        if (words.take("description")) {
            words.end();
            return descriptions();
        }
        if (!words.take("brief")) {
            String name = words.isAtEnd() ? "" : words.next();
            if (!name.isEmpty() && machine.host().interfaceNamed(name).isEmpty()) {
                return "% Can't find interface " + name + "\n";
            }
            throw words.notModelled();
        }
        boolean json = words.take("json");
        words.end();
        return json ? briefJson() : brief();
    }

    /** By name (FRR 8.4 {@code if_cmp_name_func}): letters as they are, numbers by value. */
    private List<NetworkInterface> devices() {
        return machine.host().interfaces().stream()
                .sorted(Comparator.comparing(NetworkInterface::name, InterfaceNames.ORDER))
                .toList();
    }

    private static String state(NetworkInterface device) {
        return device.isUp() ? "up" : "down";
    }

    private String brief() {
        StringBuilder out = new StringBuilder();
        row(out, "Interface", "Status", "VRF").append("Addresses\n");
        row(out, "---------", "------", "---").append("---------\n");
        for (NetworkInterface device : devices()) {
            row(out, device.name(), state(device), "default");
            List<String> addresses = addresses(device);
            out.append(addresses.isEmpty() ? "\n" : addresses.get(0) + "\n");
            addresses.stream().skip(1).forEach(address -> out.append(" ".repeat(COLUMNS))
                    .append(address)
                    .append('\n'));
        }
        return out.append('\n').toString();
    }

    private static StringBuilder row(StringBuilder out, String name, String state, String vrf) {
        return out.append(Pad.right(name, 16)).append(Pad.right(state, 8)).append(Pad.right(vrf, 16));
    }

    /** The first address of each IPv4 network and the first of IPv6; a plus before it says that there are more. */
    private static List<String> addresses(NetworkInterface device) {
        List<String> shown = new ArrayList<>();
        TreeMap<Ipv4Prefix, List<InterfaceAddress>> networks = new TreeMap<>();
        for (InterfaceAddress address : ipv4(device)) {
            networks.computeIfAbsent(address.subnet(), subnet -> new ArrayList<>())
                    .add(address);
        }
        networks.values().forEach(its -> shown.add((its.size() > 1 ? "+ " : "") + its.get(0)));
        List<Ipv6InterfaceAddress> ipv6 = ipv6(device);
        ipv6.stream()
                .filter(address -> !address.address().isLinkLocal())
                .findFirst()
                .ifPresent(address -> shown.add((ipv6.size() > 1 ? "+ " : "") + address));
        return shown;
    }

    /** zebra leaves loopback addresses to the kernel ({@code zebra_check_addr}). */
    private static List<InterfaceAddress> ipv4(NetworkInterface device) {
        return device.addresses().stream()
                .filter(address -> !address.address().isLoopback())
                .toList();
    }

    private static List<Ipv6InterfaceAddress> ipv6(NetworkInterface device) {
        return device.ipv6Addresses().stream()
                .filter(address -> !address.address().equals(Ipv6Address.LOOPBACK))
                .toList();
    }

    private String briefJson() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (NetworkInterface device : devices()) {
            ObjectNode one = root.putObject(device.name());
            one.put("status", state(device)).put("vrfName", "default");
            ArrayNode list = one.putArray("addresses");
            List<Ipv4Prefix> seen = new ArrayList<>();
            for (InterfaceAddress address : ipv4(device)) {
                if (!seen.contains(address.subnet())) {
                    seen.add(address.subnet());
                    list.add(address.toString());
                }
            }
            ipv6(device).stream()
                    .filter(address -> !address.address().isLinkLocal())
                    .forEach(address -> list.add(address.toString()));
        }
        return JsonC.pretty(root);
    }

    private String descriptions() {
        StringBuilder out = new StringBuilder("\n\tVRF default(0)\n\n");
        out.append(Pad.right("Interface", 16)).append("Status  Protocol  Description\n");
        for (NetworkInterface device : devices()) {
            String protocol = device.isRunning() ? "up" : "down";
            out.append(Pad.right(device.name(), Math.max(16, device.name().length() + 1)));
            out.append(Pad.right(state(device), 8)).append(Pad.right(protocol, 10));
            out.append(description(device)).append('\n');
        }
        return out.toString();
    }

    private String description(NetworkInterface device) {
        return machine.router()
                .flatMap(router -> router.config().interfaces().stream()
                        .filter(section -> section.name().equals(device.name()))
                        .findFirst())
                .flatMap((Section section) -> section.find("description"))
                .map(entry -> entry.value("text"))
                .orElse("");
    }
}
