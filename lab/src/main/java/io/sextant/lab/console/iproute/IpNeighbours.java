package io.sextant.lab.console.iproute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.protocol.address.MacAddress;
import io.sextant.topology.host.Host;
import io.sextant.topology.neighbour.NeighbourEntry;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code ip neighbour}. Lines come by interface and address; the kernel's come by hash and mean nothing. */
final class IpNeighbours {

    private final Host host;
    private final IpOptions options;
    private @Nullable String device;

    IpNeighbours(Host host, IpOptions options) {
        this.host = host;
        this.options = options;
    }

    String run(List<String> words) throws IpException {
        int at = 0;
        if (!words.isEmpty() && IpCommand.isShow(words.get(0))) {
            at++;
        }
        for (; at < words.size(); at++) {
            if (!words.get(at).equals("dev")) {
                throw IpException.usage(
                        "\"" + words.get(at) + "\" is not supported here: ip neighbour [ show ] [ dev NAME ].");
            }
            device = IpCommand.argument(words, at++);
            IpInterfaces.require(host, device);
        }
        return options.json() ? json() : text();
    }

    private List<NeighbourEntry> entries() {
        // iproute2 dumps every family, IPv4 first.
        Stream<NeighbourEntry> ipv4 = options.excludesIpv4() ? Stream.empty() : host.neighbours().entries().stream();
        Stream<NeighbourEntry> ipv6 =
                options.excludesIpv6() ? Stream.empty() : host.ipv6().neighbours().entries().stream();
        return Stream.concat(ipv4, ipv6)
                .filter(entry -> device == null || entry.device().name().equals(device))
                .toList();
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        for (NeighbourEntry entry : entries()) {
            out.append(entry.address()).append(' ');
            if (device == null) {
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
            if (device == null) {
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
