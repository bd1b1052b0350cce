package io.sextant.lab.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes a case in the scenario language, so that the language is held to be able to say it. */
final class CorpusScenario {

    /** Long past the moment the last route has come to rest: sessions are retried each second, hold times are 3 to 30 s. */
    private static final int SETTLED_SECONDS = 60;
    /** When all routers run. */
    private static final int STARTED_SECONDS = 20;
    /** One session after the other: up within three seconds, and the recorder's pause of 3.5 s. */
    private static final int SESSION_SECONDS = 8;

    private static final long ZEBRA_AHEAD_MILLIS = 200;

    private final JsonNode topology;
    private final JsonNode firstRun;
    private final List<String> lines = new ArrayList<>();

    private CorpusScenario(CorpusCase one) {
        topology = one.topology();
        firstRun = one.meta().path("runs").path(0);
    }

    /** Writes the scenario and its configuration files into a folder and answers with the scenario's path. */
    static Path write(CorpusCase one, Path folder) throws IOException {
        for (JsonNode router : one.topology().get("routers")) {
            String file = router.get("name").asText() + ".conf";
            Files.copy(one.folder().resolve(file), folder.resolve(file));
        }
        Path scenario = folder.resolve("scenario.yaml");
        Files.writeString(scenario, new CorpusScenario(one).text());
        return scenario;
    }

    private String text() {
        int sessions = topology.path("session_up_order").size();
        line("sextant: 1");
        line("duration: " + (SETTLED_SECONDS + SESSION_SECONDS * sessions) + "s");
        line("topology:");
        lans();
        line("  nodes:");
        for (JsonNode router : topology.get("routers")) {
            router(router);
        }
        cables();
        timeline();
        return String.join("\n", lines) + "\n";
    }

    /** A bridge is a network without a prefix of its own. */
    private void lans() {
        List<String> names =
                links("lan").stream().map(link -> link.get("id").asText()).toList();
        if (!names.isEmpty()) {
            line("  networks:");
            names.forEach(name -> line("    " + name + ": {}"));
        }
    }

    private void router(JsonNode router) {
        String name = router.get("name").asText();
        line("    " + name + ":");
        line("      kind: frr-router");
        line("      kernel: {profile: linux-6.18}");
        line("      frr: " + name + ".conf");
        line("      interfaces:" + (addresses(router).isEmpty() ? " {}" : ""));
        loopback(router);
        addresses(router).forEach((device, address) -> {
            List<String> keys = new ArrayList<>();
            networkOf(name, device).forEach(network -> keys.add("network: " + network));
            if (!address.isEmpty()) {
                keys.add("address: [" + String.join(", ", address) + "]");
            }
            line("        " + device + ": {" + String.join(", ", keys) + "}");
        });
        routes(name);
    }

    private void loopback(JsonNode router) {
        List<String> addresses = new ArrayList<>();
        router.path("lo_addrs").forEach(address -> addresses.add(address.asText()));
        for (String key : List.of("loopback6", "loopback")) {
            String first = router.path(key).asText("null");
            if (!first.equals("null") && !first.isEmpty() && !addresses.contains(first)) {
                addresses.add(0, first);
            }
        }
        // What FRR's own tests give a loopback stands in their configuration files.
        if (!addresses.isEmpty() && !router.has("all_ifs")) {
            line("        lo: {address: [" + String.join(", ", addresses) + "]}");
        }
    }

    /** Interfaces by name; without an address where the configuration file gives it. */
    private static Map<String, List<String>> addresses(JsonNode router) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        router.path("all_ifs").forEach(device -> found.put(device.asText(), List.of()));
        if (!router.has("all_ifs")) {
            for (JsonNode each : router.get("interfaces")) {
                List<String> addresses = Stream.of("addr", "addr6")
                        .map(key -> each.path(key).asText(""))
                        .filter(address -> !address.isEmpty())
                        .toList();
                found.put(each.get("name").asText(), addresses);
            }
        }
        return found;
    }

    private List<String> networkOf(String router, String device) {
        return links("lan").stream()
                .filter(link -> members(link).contains(router + ":" + device))
                .map(link -> link.get("id").asText())
                .toList();
    }

    private void routes(String router) {
        List<String> routes = new ArrayList<>();
        for (JsonNode route : topology.path("kernel_routes")) {
            if (route.get("router").asText().equals(router)) {
                int metric = route.path("metric").asInt(0);
                routes.add(route.get("dst").asText() + " via "
                        + route.get("via").asText() + " dev " + route.get("dev").asText() + " proto static"
                        + (metric > 0 ? " metric " + metric : ""));
            }
        }
        if (!routes.isEmpty()) {
            line("      routes:");
            routes.forEach(route -> line("        - " + route));
        }
    }

    private void cables() {
        List<JsonNode> cables = links("p2p");
        if (!cables.isEmpty()) {
            line("  links:");
            cables.forEach(link -> line("    - between: [" + String.join(", ", members(link)) + "]"));
        }
    }

    private void timeline() {
        line("timeline:");
        starts();
        sessions();
    }

    /** The recorder started the routers one after the other: which path is the older hangs on it. */
    private void starts() {
        JsonNode order = firstRun.path("start_order");
        double apart = firstRun.path("t_started").asDouble(0) / Math.max(1, order.size());
        for (int i = 0; i < order.size(); i++) {
            // zebra and staticd stood before bgpd.
            long millis = ZEBRA_AHEAD_MILLIS + Math.round(1000 * apart * i);
            line("  - {at: 0s, fault: daemon-kill, target: " + order.get(i).asText() + ", duration: " + millis + "ms}");
        }
        line("  - {at: 0s, note: all start}");
    }

    /** Sessions that start shut down, brought up one by one. */
    private void sessions() {
        JsonNode order = topology.path("session_up_order");
        int second = STARTED_SECONDS;
        for (JsonNode index : order) {
            JsonNode session = topology.get("sessions").get(index.asInt());
            up(second, session.get("a").asText(), session.get("addr_b").asText());
            up(second, session.get("b").asText(), session.get("addr_a").asText());
            second += SESSION_SECONDS;
        }
    }

    private void up(int second, String router, String peer) {
        long asn = 0;
        for (JsonNode each : topology.get("routers")) {
            asn = each.get("name").asText().equals(router) ? each.get("asn").asLong() : asn;
        }
        line("  - at: " + second + "s");
        line("    vtysh: [configure terminal, router bgp " + asn + ", no neighbor " + peer + " shutdown]");
        line("    on: " + router);
    }

    private List<JsonNode> links(String kind) {
        List<JsonNode> found = new ArrayList<>();
        topology.get("links").forEach(link -> {
            if (link.get("kind").asText().equals(kind)) {
                found.add(link);
            }
        });
        return found;
    }

    private static List<String> members(JsonNode link) {
        List<String> found = new ArrayList<>();
        link.get("members")
                .forEach(member -> found.add(member.get("router").asText() + ":"
                        + member.get("ifname").asText()));
        return found;
    }

    private void line(String text) {
        lines.add(text);
    }
}
