package io.sextant.lab.differential;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.differential.Net.Link;
import io.sextant.lab.differential.Net.Member;
import io.sextant.lab.differential.Net.Router;
import java.util.LinkedHashMap;
import java.util.Map;

/** The network that belongs to a seed. */
final class Seeds {

    private static final int ROUTERS_MAX = 6;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Seeds() {}

    static DrawnNetwork network(long seed) {
        Draw draw = new Draw(seed);
        Net net = NetworkDraw.draw(draw, ROUTERS_MAX);
        Map<String, String> configurations = new LinkedHashMap<>();
        net.routers.forEach(router -> configurations.put(router.name(), ConfigurationDraw.draw(draw, net, router)));
        return new DrawnNetwork(topology(seed, net), configurations);
    }

    private static ObjectNode topology(long seed, Net net) {
        ObjectNode root = JSON.createObjectNode();
        root.put("seed", seed);
        root.put("generator", "sextant");
        ArrayNode routers = root.putArray("routers");
        net.routers.forEach(router -> describe(net, router, routers.addObject()));
        ArrayNode links = root.putArray("links");
        net.links.forEach(link -> describe(link, links.addObject()));
        ArrayNode routes = root.putArray("kernel_routes");
        net.kernelRoutes.values().forEach(route -> routes.addObject()
                .put("router", route.router().name())
                .put("dst", route.destination())
                .put("via", route.via())
                .put("dev", route.device())
                .put("metric", route.metric()));
        ArrayNode sessions = root.putArray("sessions");
        net.sessions.forEach(session -> sessions.addObject()
                .put("a", session.one().self().name())
                .put("b", session.other().self().name())
                .put("addr_a", session.other().address())
                .put("addr_b", session.one().address())
                .put("type", session.one().isInternal() ? "ibgp" : "ebgp"));
        return root;
    }

    private static void describe(Net net, Router router, ObjectNode out) {
        out.put("name", router.name());
        out.put("asn", router.asn());
        out.put("router_id", router.loopback());
        out.put("loopback", router.loopback() + "/32");
        if (net.isDual) {
            out.put("loopback6", router.loopback6() + "/128");
        }
        ArrayNode interfaces = out.putArray("interfaces");
        for (Link link : net.links) {
            for (Member member : link.members()) {
                if (member.router().equals(router)) {
                    ObjectNode one = interfaces.addObject().put("name", member.device());
                    one.put("addr", member.address() + "/" + link.length()).put("link", link.id());
                    if (net.isDual) {
                        one.put("addr6", member.address6() + "/" + Link.LENGTH6);
                    }
                }
            }
        }
    }

    private static void describe(Link link, ObjectNode out) {
        out.put("id", link.id());
        out.put("kind", link.isLan() ? "lan" : "p2p");
        out.put("subnet", link.subnet() + "/" + link.length());
        ArrayNode members = out.putArray("members");
        link.members().forEach(member -> members.addObject()
                .put("router", member.router().name())
                .put("ifname", member.device())
                .put("addr", member.address()));
    }
}
