package io.sextant.lab.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes from printouts what the corpus's recorder took from FRR's: what two runs of the same network never share. */
public final class Normaliser {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern LINK_LOCAL = Pattern.compile("\"fe80:[0-9a-f:]+\"");
    /** Where a session that does not come up happens to be. */
    private static final List<String> TRYING = List.of("Idle", "Connect", "Active", "OpenSent", "OpenConfirm");

    private static final String LINK_LOCAL_NETWORK = "fe80::/64";
    private static final List<String> PATH_IDS =
            List.of("addpathRxId", "addpathTxId", "addpathTxIdAll", "addpathTxIdBestPerAS");

    private Normaliser() {}

    /** Link-local addresses come from MAC addresses, which are chance. Taken out of a text before it is read as JSON. */
    public static String withoutLinkLocals(String printed) {
        return LINK_LOCAL.matcher(printed).replaceAll("\"link-local\"");
    }

    /** {@code show bgp ipv4 unicast json}. */
    public static ObjectNode bgp(JsonNode printed) {
        ObjectNode out = keepOrNull(printed, List.of("defaultLocPrf", "localAS", "routerId"));
        ObjectNode routes = out.putObject("routes");
        printed.path("routes").properties().forEach(route -> {
            List<ObjectNode> paths = new ArrayList<>();
            for (JsonNode path : route.getValue()) {
                ObjectNode one = without(path, List.of("version", "stale", "prefix", "prefixLen", "network"));
                one.path("nexthops").forEach(hop -> ((ObjectNode) hop).remove("hostname"));
                paths.add(one);
            }
            routes.set(
                    route.getKey(),
                    sorted(
                            paths,
                            path -> path.path("peerId").asText() + " "
                                    + path.path("path").asText() + " "
                                    + path.path("metric").asText()));
        });
        return out;
    }

    /** {@code show bgp ipv4 unicast PREFIX json}. */
    public static ObjectNode detail(JsonNode printed) {
        ObjectNode out = JSON.objectNode();
        ArrayNode advertised = out.putArray("advertisedTo");
        names(printed.path("advertisedTo")).sorted().forEach(advertised::add);
        List<ObjectNode> paths = new ArrayList<>();
        for (JsonNode path : printed.path("paths")) {
            ObjectNode one = without(path, List.of("version", "stale", "lastUpdate"));
            one.path("nexthops").forEach(hop -> ((ObjectNode) hop).remove("hostname"));
            if (one.path("peer") instanceof ObjectNode peer) {
                peer.remove("hostname");
            }
            addPath(one);
            paths.add(one);
        }
        out.set(
                "paths",
                sorted(
                        paths,
                        path -> path.path("peer").path("peerId").asText() + " "
                                + path.path("aspath").path("string").asText() + " "
                                + path.path("metric").asText()));
        return out;
    }

    /** Identifiers of paths hang on who came first: that there is one is kept, and to whom a path goes. */
    private static void addPath(ObjectNode path) {
        PATH_IDS.stream().filter(path::has).forEach(key -> path.put(key, "some"));
        if (path.path("advertisedTo") instanceof ObjectNode peers) {
            ArrayNode advertised = path.putArray("advertisedTo");
            names(peers).sorted().forEach(advertised::add);
        }
    }

    /** {@code show ip route json}. */
    public static ObjectNode rib(JsonNode printed) {
        ObjectNode out = JSON.objectNode();
        printed.properties().forEach(prefix -> {
            ArrayNode routes = out.putArray(prefix.getKey());
            prefix.getValue().forEach(route -> routes.add(ribRoute(route)));
        });
        return withoutChance(out);
    }

    /** Every interface has the network of link-local addresses; which of them came up last is chance. */
    public static ObjectNode withoutChance(ObjectNode rib) {
        List<ObjectNode> routes = new ArrayList<>();
        for (JsonNode route : rib.path(LINK_LOCAL_NETWORK)) {
            ObjectNode one = keep(route, List.of("protocol", "distance", "metric"));
            one.set("interfaceName", route.at("/nexthops/0/interfaceName"));
            routes.add(route.has("nexthops") ? one : (ObjectNode) route);
        }
        if (!routes.isEmpty()) {
            rib.set(LINK_LOCAL_NETWORK, sorted(routes, Normaliser::withSortedKeys));
        }
        return rib;
    }

    private static ObjectNode ribRoute(JsonNode route) {
        ObjectNode out = keep(
                route,
                List.of("protocol", "selected", "destSelected", "distance", "metric", "installed", "queued", "failed"));
        List<ObjectNode> hops = new ArrayList<>();
        for (JsonNode hop : route.path("nexthops")) {
            ObjectNode one = without(hop, List.of("flags", "interfaceIndex", "afi", "vrf", "vrfId"));
            if (!route.path("selected").asBoolean(false)) {
                one.remove("fib");
            }
            hops.add(one);
        }
        out.set("nexthops", sorted(hops, Normaliser::withSortedKeys));
        return out;
    }

    /** The recorder sorted next hops by their JSON with sorted keys. */
    private static String withSortedKeys(ObjectNode node) {
        TreeMap<String, JsonNode> sorted = new TreeMap<>();
        node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
        StringBuilder text = new StringBuilder();
        sorted.forEach((key, value) ->
                text.append('"').append(key).append("\": ").append(value).append(", "));
        return text.toString();
    }

    /** {@code show bgp summary json}, of one address family. */
    public static ObjectNode summary(JsonNode printed, Family which) {
        JsonNode family = printed.path(which.summaryKey());
        ObjectNode out = keepOrNull(family, List.of("as", "ribCount", "routerId"));
        ObjectNode peers = out.putObject("peers");
        family.path("peers").properties().forEach(peer -> {
            List<String> kept = List.of("localAs", "peerState", "pfxRcd", "pfxSnt", "remoteAs", "state");
            ObjectNode one = keep(peer.getValue(), kept);
            if (TRYING.contains(one.path("state").asText())) {
                one.put("state", "trying");
            }
            peers.set(peer.getKey(), one);
        });
        return out;
    }

    /** {@code ip -j route}. */
    public static ArrayNode kernel(JsonNode printed) {
        List<ObjectNode> routes = new ArrayList<>();
        for (JsonNode route : printed) {
            ObjectNode one = without(route, List.of("nhid", "flags"));
            if (one.path("nexthops") instanceof ArrayNode hops) {
                List<ObjectNode> ways = new ArrayList<>();
                hops.forEach(hop -> ways.add(without(hop, List.of("flags"))));
                one.set(
                        "nexthops",
                        sorted(
                                ways,
                                way -> way.path("gateway").asText() + " "
                                        + way.path("dev").asText()));
            }
            routes.add(one);
        }
        return sorted(
                routes,
                route -> route.path("dst").asText() + " "
                        + (1_000_000 + route.path("metric").asInt(0))
                        + route.path("dev").asText());
    }

    private static Stream<String> names(JsonNode object) {
        return object.properties().stream().map(field -> field.getKey());
    }

    private static ObjectNode keep(JsonNode from, List<String> keys) {
        ObjectNode out = JSON.objectNode();
        keys.forEach(key -> {
            if (from.has(key)) {
                out.set(key, from.get(key));
            }
        });
        return out;
    }

    /** As {@link #keep}; the recorder wrote null for what a router without BGP does not print. */
    private static ObjectNode keepOrNull(JsonNode from, List<String> keys) {
        ObjectNode out = keep(from, keys);
        keys.stream().filter(key -> !out.has(key)).forEach(out::putNull);
        return out;
    }

    private static ObjectNode without(JsonNode from, List<String> keys) {
        ObjectNode out = from.deepCopy();
        out.remove(keys);
        return out;
    }

    private static ArrayNode sorted(List<ObjectNode> nodes, Function<ObjectNode, String> key) {
        ArrayNode out = JSON.arrayNode();
        nodes.stream().sorted(Comparator.comparing(key)).forEach(out::add);
        return out;
    }
}
