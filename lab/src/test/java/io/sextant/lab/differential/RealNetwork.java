package io.sextant.lab.differential;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.corpus.Family;
import io.sextant.lab.corpus.Normaliser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A network of the corpus's format brought up for real: a namespace, zebra, staticd and bgpd for each router, a bridge for
 * each LAN. {@link #close} ends every process and removes all of it.
 */
final class RealNetwork implements AutoCloseable {

    private static final Path DAEMONS = Path.of("/usr/lib/frr");
    private static final Path RUN = Path.of("/var/run/frr");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SETTINGS = Path.of("/etc/frr");
    private static final List<String> DAEMON_NAMES = List.of("zebra", "staticd", "bgpd");

    private final JsonNode topology;
    private final Map<String, String> configurations;
    private final String prefix;
    private final List<String> namespaces = new ArrayList<>();
    private final boolean isDual;

    /**
     * @param topology the network, as the corpus's {@code topology.json} has it
     * @param configurations each router's {@code frr.conf}
     * @param tag tells this network's namespaces from all others of this machine; a few letters
     */
    RealNetwork(JsonNode topology, Map<String, String> configurations, String tag) {
        this.topology = topology;
        this.configurations = new LinkedHashMap<>(configurations);
        this.prefix = "sx" + ProcessHandle.current().pid() + tag + "-";
        this.isDual = Family.isDual(topology, configurations.values());
    }

    List<String> routers() {
        List<String> names = new ArrayList<>();
        topology.get("routers").forEach(router -> names.add(router.get("name").asText()));
        return names;
    }

    /** Makes namespaces, cables, addresses and kernel routes. */
    void build() {
        StringBuilder cables = new StringBuilder();
        for (String router : routers()) {
            addNamespace(router);
        }
        for (JsonNode link : topology.get("links")) {
            cables.append(cable(link));
        }
        Commands.run(List.of("ip", "-batch", "-"), cables.toString());
        for (JsonNode link : topology.get("links")) {
            if (link.get("kind").asText().equals("lan")) {
                inside(link.get("id").asText(), bridge(link));
            }
        }
        for (JsonNode router : topology.get("routers")) {
            inside(router.get("name").asText(), addresses(router));
        }
        for (JsonNode router : topology.get("routers")) {
            inside(router.get("name").asText(), routes(router.get("name").asText()));
        }
    }

    /** What may still change while the network comes up: tables, routes and sessions of all routers, normalised. */
    ObjectNode look() {
        ObjectNode all = JSON.createObjectNode();
        for (String router : routers()) {
            ObjectNode one = all.putObject(router);
            for (Family family : families()) {
                List<JsonNode> printed =
                        vtysh(router, List.of(family.table(), family.routes(), "show bgp summary json"));
                one.set(family.part("bgp"), Normaliser.bgp(printed.get(0)));
                one.set(family.part("rib"), Normaliser.rib(printed.get(1)));
                one.set(family.part("summary"), Normaliser.summary(printed.get(2), family));
            }
        }
        return all;
    }

    /** All parts of every router that the corpus records. */
    ObjectNode record() {
        ObjectNode all = look();
        for (String router : routers()) {
            for (Family family : families()) {
                record(router, family, (ObjectNode) all.get(router));
            }
        }
        return all;
    }

    private void record(String router, Family family, ObjectNode one) {
        List<String> prefixes = new ArrayList<>();
        one.path(family.part("bgp")).path("routes").fieldNames().forEachRemaining(prefixes::add);
        List<JsonNode> printed =
                vtysh(router, prefixes.stream().map(family::detail).toList());
        ObjectNode detail = one.putObject(family.part("detail"));
        for (int i = 0; i < prefixes.size(); i++) {
            detail.set(prefixes.get(i), Normaliser.detail(printed.get(i)));
        }
        List<String> command = new ArrayList<>(List.of("ip", "-n", prefix + router));
        command.addAll(List.of(family.kernel().split(" ", -1)));
        one.set(
                family.part("kernel"),
                Normaliser.kernel(json(Commands.run(command)).get(0)));
    }

    private List<Family> families() {
        return isDual ? List.of(Family.IPV4, Family.IPV6) : List.of(Family.IPV4);
    }

    @Override
    public void close() throws IOException {
        for (String namespace : namespaces) {
            for (String pid :
                    Commands.run(List.of("ip", "netns", "pids", namespace)).split("\\s+", -1)) {
                if (!pid.isEmpty()) {
                    ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
                }
            }
            Commands.run(List.of("ip", "netns", "del", namespace));
            deleteTree(RUN.resolve(namespace));
            deleteTree(SETTINGS.resolve(namespace));
        }
    }

    private void addNamespace(String name) {
        String space = prefix + name;
        Commands.run(List.of("ip", "netns", "add", space));
        namespaces.add(space);
        // An address of IPv6 is otherwise unsure for a second or two.
        String sure = "for each in all default; do echo 0 > /proc/sys/net/ipv6/conf/$each/accept_dad; done";
        Commands.run(List.of("ip", "netns", "exec", space, "sh", "-c", sure));
    }

    private void inside(String name, String lines) {
        Commands.run(List.of("ip", "-n", prefix + name, "-batch", "-"), lines);
    }

    private String cable(JsonNode link) {
        JsonNode members = link.get("members");
        if (link.get("kind").asText().equals("p2p")) {
            return veth(end(members.get(0)), end(members.get(1)));
        }
        String lan = link.get("id").asText();
        addNamespace(lan);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < members.size(); i++) {
            lines.append(veth(end(members.get(i)), "port" + i + " netns " + prefix + lan));
        }
        return lines.toString();
    }

    private String end(JsonNode member) {
        return member.get("ifname").asText() + " netns " + prefix
                + member.get("router").asText();
    }

    private static String veth(String oneEnd, String otherEnd) {
        return "link add " + oneEnd + " type veth peer name " + otherEnd + "\n";
    }

    private static String bridge(JsonNode link) {
        StringBuilder lines = new StringBuilder("link add br0 type bridge forward_delay 0\nlink set br0 up\n");
        for (int i = 0; i < link.get("members").size(); i++) {
            lines.append("link set port").append(i).append(" master br0 up\n");
        }
        return lines.toString();
    }

    private static String addresses(JsonNode router) {
        StringBuilder lines = new StringBuilder("link set lo up\n");
        if (router.has("all_ifs")) { // the addresses stand in the configuration
            router.get("all_ifs")
                    .forEach(each ->
                            lines.append("link set ").append(each.asText()).append(" up\n"));
            return lines.toString();
        }
        for (String key : List.of("loopback", "loopback6")) {
            address(lines, router.path(key), "lo");
        }
        for (JsonNode each : router.get("interfaces")) {
            String device = each.get("name").asText();
            address(lines, each.path("addr"), device);
            address(lines, each.path("addr6"), device);
            lines.append("link set ").append(device).append(" up\n");
        }
        return lines.toString();
    }

    private static void address(StringBuilder lines, JsonNode address, String device) {
        if (address.isTextual() && !address.asText().isEmpty()) {
            lines.append("addr add ").append(address.asText()).append(" dev ").append(device);
            lines.append('\n');
        }
    }

    private String routes(String router) {
        StringBuilder lines = new StringBuilder();
        for (JsonNode route : topology.path("kernel_routes")) {
            if (route.get("router").asText().equals(router)) {
                int metric = route.path("metric").asInt(0);
                lines.append("route add ").append(route.get("dst").asText());
                lines.append(" via ").append(route.get("via").asText());
                lines.append(" dev ").append(route.get("dev").asText()).append(" proto static");
                lines.append(metric > 0 ? " metric " + metric : "").append('\n');
            }
        }
        return lines.toString();
    }

    /** Starts a router's three daemons and hands them the configuration as {@code vtysh -b} does: a bad line is skipped. */
    void start(String router) throws IOException {
        String space = prefix + router;
        Path sockets = Files.createDirectories(RUN.resolve(space));
        Path settings = Files.createDirectories(SETTINGS.resolve(space));
        Files.writeString(settings.resolve("vtysh.conf"), "");
        Files.writeString(settings.resolve("frr.conf"), configurations.getOrDefault(router, ""));
        Commands.run(List.of("chown", "-R", "frr:frr", sockets.toString(), settings.toString()));
        StringBuilder script = new StringBuilder("set -e; echo 1 > /proc/sys/net/ipv4/ip_forward\n");
        for (String daemon : DAEMON_NAMES) {
            script.append(DAEMONS.resolve(daemon)).append(" -N ").append(space);
            script.append(" -d -f /dev/null -i ").append(sockets.resolve(daemon + ".pid"));
            script.append(" -z ").append(sockets.resolve("zserv.api")).append('\n');
        }
        script.append("vtysh -N ").append(space).append(" -b || true\n");
        Commands.run(List.of("ip", "netns", "exec", space, "sh", "-c", script.toString()));
    }

    private List<JsonNode> vtysh(String router, List<String> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        List<String> command = new ArrayList<>(List.of("vtysh", "-N", prefix + router));
        lines.forEach(line -> command.addAll(List.of("-c", line)));
        List<JsonNode> printed = json(Commands.run(command));
        if (printed.size() != lines.size()) {
            throw new IllegalStateException(router + " answered " + printed.size() + " of " + lines);
        }
        return printed;
    }

    /** The values in a text; a sentence, such as that there is no BGP here, counts as an empty one. */
    private static List<JsonNode> json(String text) {
        List<JsonNode> values = new ArrayList<>();
        String sentences =
                Normaliser.withoutLinkLocals(text).replaceAll("(?m)^(BGP instance not found|% .*|No BGP .*)$", "{}");
        try (JsonParser parser = JSON.createParser(sentences)) {
            while (parser.nextToken() != null) {
                values.add(parser.readValueAsTree());
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
