package io.sextant.lab.console.iproute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.console.text.Pad;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.InterfaceCounters;
import io.sextant.topology.device.Ipv6InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.host.Host;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ip address} and {@code ip link}. */
final class IpInterfaces {

    private static final String FOREVER = "       valid_lft forever preferred_lft forever\n";
    private static final long FOREVER_SECONDS = 4_294_967_295L;
    private static final int QUEUE_PACKETS = 1000;

    private static final List<String> COMMANDS = List.of(
            "add",
            "change",
            "replace",
            "delete",
            "flush",
            "save",
            "restore",
            "showdump",
            "set",
            "property",
            "xstats",
            "afstats",
            "help");

    private final Host host;
    private final IpOptions options;
    private final boolean addresses;
    private @Nullable String device;
    private boolean upOnly;

    /**
     * @param addresses whether this is {@code ip address}
     */
    IpInterfaces(Host host, IpOptions options, boolean addresses) {
        this.host = host;
        this.options = options;
        this.addresses = addresses;
    }

    /** The interface of that name, or what {@code ip} says without one. */
    static NetworkInterface require(Host host, String name) throws IpException {
        return host.interfaceNamed(name)
                .orElseThrow(() -> IpException.usage("Device \"" + name + "\" does not exist."));
    }

    String run(List<String> words) throws IpException {
        int at = 0;
        if (!words.isEmpty()) {
            if (!IpCommand.isShow(words.get(0))) {
                throw IpException.command(
                        words.get(0), addresses ? "address" : "link", COMMANDS, "[ show [ dev NAME ] [ up ] ]");
            }
            at++;
        }
        for (; at < words.size(); at++) {
            switch (words.get(at)) {
                case "up" -> upOnly = true;
                case "dev" -> device = IpCommand.argument(words, at++);
                default -> device = words.get(at);
            }
        }
        if (device != null) {
            require(host, device);
        }
        return options.json() ? json() : text();
    }

    /** IPv6 answers a question about all links itself, and knows less of them ({@code inet6_fill_ifinfo}). */
    private boolean isIpv6Dump() {
        return addresses && options.excludesIpv4() && device == null;
    }

    private List<NetworkInterface> chosen() {
        return host.interfaces().stream()
                .filter(one -> device == null || one.name().equals(device))
                .filter(one -> !upOnly || one.isUp())
                .filter(one -> !isIpv6Dump() || !one.ipv6Addresses().isEmpty())
                .toList();
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        for (NetworkInterface one : chosen()) {
            if (options.brief()) {
                brief(out, one);
            } else if (options.oneLine() && addresses) {
                addressLines(out, one);
            } else {
                whole(out, one);
            }
        }
        return out.toString();
    }

    private void brief(StringBuilder out, NetworkInterface one) {
        out.append(Pad.right(one.name(), 16))
                .append(' ')
                .append(Pad.right(state(one), 14))
                .append(' ');
        if (addresses) {
            for (InterfaceAddress address : shownAddresses(one)) {
                out.append(address).append(' ');
            }
            for (Ipv6InterfaceAddress address : shownIpv6Addresses(one)) {
                out.append(address).append(' ');
            }
        } else {
            out.append(one.mac())
                    .append(" <")
                    .append(String.join(",", flags(one)))
                    .append("> ");
        }
        out.append('\n');
    }

    /** {@code -o}: a line for each address. */
    private void addressLines(StringBuilder out, NetworkInterface one) {
        String start = one.index() + ": " + one.name() + "    ";
        for (InterfaceAddress address : shownAddresses(one)) {
            out.append(start).append("inet ").append(address).append(" scope ").append(scope(address));
            out.append(' ').append(one.name()).append('\n').append(FOREVER);
        }
        for (Ipv6InterfaceAddress address : shownIpv6Addresses(one)) {
            out.append(start).append("inet6 ").append(address).append(" scope ").append(scope(address));
            out.append(" \n").append(FOREVER);
        }
    }

    private void whole(StringBuilder out, NetworkInterface one) {
        out.append(one.index()).append(": ").append(one.name()).append(": <");
        out.append(String.join(",", flags(one))).append("> mtu ").append(one.mtu());
        out.append(isIpv6Dump() ? "" : " qdisc " + queueing(one))
                .append(" state ")
                .append(state(one));
        out.append(addresses ? "" : " mode DEFAULT").append(isIpv6Dump() ? "" : " group default");
        out.append(" qlen ").append(QUEUE_PACKETS).append('\n');
        if (!addresses || options.family() == 0) {
            out.append("    link/").append(kind(one)).append(' ').append(one.mac());
            out.append(" brd ").append(broadcast(one)).append('\n');
        }
        if (addresses) {
            for (InterfaceAddress address : shownAddresses(one)) {
                out.append("    inet ")
                        .append(address)
                        .append(" scope ")
                        .append(scope(address))
                        .append(' ');
                out.append(one.name()).append('\n').append(FOREVER);
            }
            for (Ipv6InterfaceAddress address : shownIpv6Addresses(one)) {
                out.append("    inet6 ").append(address).append(" scope ").append(scope(address));
                out.append(" \n").append(FOREVER);
            }
        }
        if (options.statistics()) {
            statistics(out, one.counters());
        }
    }

    private static void statistics(StringBuilder out, InterfaceCounters counters) {
        out.append("    RX:  bytes packets errors dropped  missed   mcast           \n");
        counts(out, counters.receivedOctets(), counters.receivedPackets(), counters.receiveDrops());
        out.append("    TX:  bytes packets errors dropped carrier collsns           \n");
        counts(out, counters.transmittedOctets(), counters.transmittedPackets(), counters.transmitDrops());
    }

    private static void counts(StringBuilder out, long octets, long packets, long drops) {
        out.append("    ").append(Pad.left(octets, 10)).append(' ').append(Pad.left(packets, 7));
        out.append(' ').append(Pad.left(0, 6)).append(' ').append(Pad.left(drops, 7));
        out.append(' ')
                .append(Pad.left(0, 7))
                .append(' ')
                .append(Pad.left(0, 7))
                .append(" \n");
    }

    private String json() {
        ArrayNode array = IpCommand.array();
        for (NetworkInterface one : chosen()) {
            ObjectNode object = array.addObject().put("ifindex", one.index()).put("ifname", one.name());
            ArrayNode flags = object.putArray("flags");
            flags(one).forEach(flags::add);
            object.put("mtu", one.mtu()).put("qdisc", queueing(one)).put("operstate", state(one));
            if (!addresses) {
                object.put("linkmode", "DEFAULT");
            }
            object.put("group", "default").put("txqlen", QUEUE_PACKETS).put("link_type", kind(one));
            object.put("address", one.mac().toString()).put("broadcast", broadcast(one));
            if (addresses) {
                ArrayNode list = object.putArray("addr_info");
                for (InterfaceAddress address : shownAddresses(one)) {
                    list.addObject()
                            .put("family", "inet")
                            .put("local", address.address().toString())
                            .put("prefixlen", address.prefixLength())
                            .put("scope", scope(address))
                            .put("label", one.name())
                            .put("valid_life_time", FOREVER_SECONDS)
                            .put("preferred_life_time", FOREVER_SECONDS);
                }
                for (Ipv6InterfaceAddress address : shownIpv6Addresses(one)) {
                    list.addObject()
                            .put("family", "inet6")
                            .put("local", address.address().toString())
                            .put("prefixlen", address.prefixLength())
                            .put("scope", scope(address))
                            .put("valid_life_time", FOREVER_SECONDS)
                            .put("preferred_life_time", FOREVER_SECONDS);
                }
            }
        }
        return IpJson.print(array, options.pretty());
    }

    private List<InterfaceAddress> shownAddresses(NetworkInterface one) {
        return options.excludesIpv4() ? List.of() : one.addresses();
    }

    private List<Ipv6InterfaceAddress> shownIpv6Addresses(NetworkInterface one) {
        return options.excludesIpv6() ? List.of() : one.ipv6Addresses();
    }

    private static String scope(Ipv6InterfaceAddress address) {
        if (address.address().equals(Ipv6Address.LOOPBACK)) {
            return "host";
        }
        return address.address().isLinkLocal() ? "link" : "global";
    }

    private static List<String> flags(NetworkInterface one) {
        List<String> flags = new ArrayList<>();
        if (one.isUp() && !one.hasCarrier()) {
            flags.add("NO-CARRIER");
        }
        flags.addAll(isLoopback(one) ? List.of("LOOPBACK") : List.of("BROADCAST", "MULTICAST"));
        if (one.isUp()) {
            flags.add("UP");
        }
        if (one.isRunning()) {
            flags.add("LOWER_UP");
        }
        return flags;
    }

    private static String state(NetworkInterface one) {
        if (isLoopback(one) && one.isUp()) {
            return "UNKNOWN";
        }
        return one.isRunning() ? "UP" : "DOWN";
    }

    private static String queueing(NetworkInterface one) {
        return isLoopback(one) ? "noqueue" : "fq_codel";
    }

    private static String kind(NetworkInterface one) {
        return isLoopback(one) ? "loopback" : "ether";
    }

    private static String broadcast(NetworkInterface one) {
        return isLoopback(one) ? "00:00:00:00:00:00" : "ff:ff:ff:ff:ff:ff";
    }

    /** iproute2 calls 127.0.0.0/8 this host's own, wherever it stands ({@code default_scope}). */
    private static String scope(InterfaceAddress address) {
        return address.address().isLoopback() ? "host" : "global";
    }

    private static boolean isLoopback(NetworkInterface one) {
        return one.name().equals("lo");
    }
}
