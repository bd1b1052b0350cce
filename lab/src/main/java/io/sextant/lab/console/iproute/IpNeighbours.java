package io.sextant.lab.console.iproute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.MacAddress;
import io.sextant.topology.host.Host;
import io.sextant.topology.neighbour.NeighbourEntry;
import io.sextant.topology.neighbour.NeighbourState;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code ip neighbour}. Lines come by interface and address; the kernel's come by hash and mean nothing. */
final class IpNeighbours {

    private static final List<String> COMMANDS = List.of("add", "change", "replace", "delete", "flush", "help");

    private final Host host;
    private final IpOptions options;
    private @Nullable String device;
    private @Nullable IpAddress address;
    private @Nullable NeighbourState state;
    private boolean showsDevice;

    IpNeighbours(Host host, IpOptions options) {
        this.host = host;
        this.options = options;
    }

    String run(List<String> words) throws IpException {
        int at = 0;
        boolean one = false;
        if (!words.isEmpty()) {
            one = words.get(0).equals("get");
            if (!one && !IpCommand.isShow(words.get(0))) {
                throw IpException.command(
                        words.get(0), "neigh", COMMANDS, "[ show [ ADDRESS ] [ dev NAME ] [ nud STATE ] | get ]");
            }
            at++;
        }
        for (; at < words.size(); at++) {
            switch (words.get(at)) {
                case "dev" -> {
                    device = IpCommand.argument(words, at++);
                    IpInterfaces.require(host, device);
                }
                case "nud" -> state(IpCommand.argument(words, at++));
                case "to" -> {}
                default -> address = address(words.get(at));
            }
        }
        if (one && entries().isEmpty()) {
            throw new IpException("Error: Neighbour entry not found.", IpException.STATUS_KERNEL);
        }
        showsDevice = one || device == null;
        return options.json() ? json() : text();
    }

    private void state(String word) throws IpException {
        if (word.equals("all")) {
            return;
        }
        for (NeighbourState known : NeighbourState.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(word)) {
                state = known;
                return;
            }
        }
        throw new IpException(
                "Error: argument \"" + word + "\" is wrong: nud state is bad", IpException.STATUS_UNKNOWN_COMMAND);
    }

    private static IpAddress address(String word) throws IpException {
        return IpAddress.tryParse(word)
                .orElseThrow(
                        () -> IpException.usage("Error: any valid prefix is expected rather than \"" + word + "\"."));
    }

    private List<NeighbourEntry> entries() {
        // iproute2 dumps every family, IPv4 first.
        Stream<NeighbourEntry> ipv4 = options.excludesIpv4() ? Stream.empty() : host.neighbours().entries().stream();
        Stream<NeighbourEntry> ipv6 =
                options.excludesIpv6() ? Stream.empty() : host.ipv6().neighbours().entries().stream();
        return Stream.concat(ipv4, ipv6)
                .filter(entry -> address == null || entry.address().equals(address))
                .filter(entry -> state == null || entry.state() == state)
                .filter(entry -> device == null || entry.device().name().equals(device))
                .toList();
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        for (NeighbourEntry entry : entries()) {
            out.append(entry.address()).append(' ');
            if (showsDevice) {
                out.append("dev ").append(entry.device().name()).append(' ');
            }
            MacAddress mac = entry.mac();
            if (mac != null) {
                out.append("lladdr ").append(mac).append(' ');
            }
            out.append(entry.router() ? "router " : "").append(entry.state()).append(" \n");
        }
        return out.toString();
    }

    private String json() {
        ArrayNode array = IpCommand.array();
        for (NeighbourEntry entry : entries()) {
            ObjectNode object = array.addObject().put("dst", entry.address().toString());
            if (showsDevice) {
                object.put("dev", entry.device().name());
            }
            MacAddress mac = entry.mac();
            if (mac != null) {
                object.put("lladdr", mac.toString());
            }
            if (entry.router()) {
                object.putNull("router");
            }
            object.putArray("state").add(entry.state().name());
        }
        return IpJson.print(array, options.pretty());
    }
}
