package io.sextant.lab.differential;

import io.sextant.lab.differential.Net.Neighbor;
import io.sextant.lab.differential.Net.Router;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Draws what one router's {@code frr.conf} says of its neighbours, each by itself or as a member of a group. */
final class NeighborDraw {

    private final Draw draw;
    private final Net net;
    private final Router router;
    private final PolicyDraw policy;
    private final List<String> instance;
    private final List<String> family;
    private final List<String> family6;
    private final Map<String, String> groups = new LinkedHashMap<>();

    NeighborDraw(
            Draw draw,
            Net net,
            Router router,
            PolicyDraw policy,
            List<String> instance,
            List<String> family,
            List<String> family6) {
        this.draw = draw;
        this.net = net;
        this.router = router;
        this.policy = policy;
        this.instance = instance;
        this.family = family;
        this.family6 = family6;
    }

    void draw() {
        boolean groups = draw.percent(35);
        boolean ipv4Off = draw.percent(8);
        if (ipv4Off) {
            instance.add("no bgp default ipv4-unicast");
        }
        for (Neighbor neighbor : net.neighbors(router)) {
            if (groups && draw.percent(60)) {
                member(neighbor, ipv4Off);
            } else {
                alone(neighbor, ipv4Off);
            }
        }
    }

    private void alone(Neighbor neighbor, boolean ipv4Off) {
        String head = "neighbor " + neighbor.address() + " ";
        instance.add(head + "remote-as " + remoteAs(neighbor));
        session(neighbor, head);
        families(neighbor, head, ipv4Off);
        statements(neighbor, head, 100);
    }

    /** Neighbours of a kind share a group; each may say a few things otherwise. */
    private void member(Neighbor neighbor, boolean ipv4Off) {
        String kind = neighbor.isInternal() ? "IN" : neighbor.isConfederation() ? "CONFED" : "OUT";
        String group = groups.get(kind);
        if (group == null) {
            group = "PG-" + kind;
            groups.put(kind, group);
            instance.add("neighbor " + group + " peer-group");
            if (neighbor.isInternal() && draw.percent(50)) {
                instance.add("neighbor " + group + " remote-as " + neighbor.remoteAs());
            }
            statements(neighbor, "neighbor " + group + " ", 100);
        }
        String head = "neighbor " + neighbor.address() + " ";
        if (!instance.contains("neighbor " + group + " remote-as " + neighbor.remoteAs())) {
            instance.add(head + "remote-as " + remoteAs(neighbor));
        }
        instance.add(head + "peer-group " + group);
        session(neighbor, head);
        families(neighbor, head, ipv4Off);
        statements(neighbor, head, 20);
    }

    private String remoteAs(Neighbor neighbor) {
        if (draw.percent(20)) {
            return neighbor.isInternal() ? "internal" : "external";
        }
        return String.valueOf(neighbor.remoteAs());
    }

    private void session(Neighbor neighbor, String head) {
        instance.add(head + "timers connect 1");
        if (neighbor.overLoopback()) {
            String own = neighbor.isIpv6() ? router.loopback6() : router.loopback();
            instance.add(head + "update-source " + draw.of(own, own, "lo"));
            if (!neighbor.isInternal()) {
                instance.add(head + "ebgp-multihop " + draw.of(4, 10, 255));
            }
        }
        if (draw.percent(2)) {
            instance.add(head + "shutdown");
        }
    }

    private void families(Neighbor neighbor, String head, boolean ipv4Off) {
        if (ipv4Off && (!neighbor.isIpv6() || draw.percent(50))) {
            family.add(head + "activate");
        } else if (!ipv4Off && neighbor.isIpv6() && draw.percent(50)) {
            family.add("no " + head + "activate");
        }
        if (neighbor.isIpv6() ? draw.percent(95) : net.isDual && draw.percent(30)) {
            family6.add(head + "activate");
        }
    }

    /** @param percent of what one by itself would be told */
    private void statements(Neighbor neighbor, String head, int percent) {
        ofFamily(neighbor, head, false, family, percent);
        if (net.isDual && (neighbor.isIpv6() || draw.percent(30))) {
            ofFamily(neighbor, head, true, family6, percent);
        }
    }

    private void ofFamily(Neighbor neighbor, String head, boolean six, List<String> out, int percent) {
        List<String> said = new ArrayList<>();
        if (neighbor.isInternal()) {
            if (net.reflectors.contains(router) && percent == 100) {
                out.add(head + "route-reflector-client");
            }
            optional(said, 50, "next-hop-self" + (draw.percent(20) ? " force" : ""));
        } else {
            toOthers(said);
        }
        optional(said, 15, "weight " + draw.of(1, 10, 200));
        optional(said, 15, "soft-reconfiguration inbound");
        optional(said, 4, draw.of("addpath-tx-all-paths", "addpath-tx-bestpath-per-AS"));
        optional(said, 4, "maximum-prefix " + draw.of("1 warning-only", "3 80 warning-only", "100"));
        optional(said, 30, () -> "route-map " + policy.routeMap(true, six) + " in");
        optional(said, 35, () -> "route-map " + policy.routeMap(false, six) + " out");
        optional(
                said,
                8,
                () -> "prefix-list " + (six ? policy.prefixList6() : policy.prefixList()) + draw.of(" in", " out"));
        optional(said, 6, () -> "filter-list " + policy.asPathList() + draw.of(" in", " out"));
        for (String statement : said) {
            if (draw.percent(percent)) {
                out.add(head + statement);
            }
        }
        if (draw.percent(10 * percent / 100)) {
            out.add("no " + head + "send-community" + draw.of("", " both", " extended", " large", " all"));
        }
    }

    private void toOthers(List<String> said) {
        optional(said, 3, "as-override");
        optional(said, 4, "allowas-in " + draw.of("1", "2", "3", "origin"));
        optional(said, 10, draw.of("remove-private-AS", "remove-private-AS all", "remove-private-AS all replace-AS"));
        optional(said, 6, "attribute-unchanged " + draw.of("med", "as-path", "next-hop"));
        optional(said, 8, "default-originate");
        optional(said, 5, "next-hop-self");
        optional(said, 3, "route-server-client");
    }

    private void optional(List<String> out, int percent, String statement) {
        optional(out, percent, () -> statement);
    }

    private void optional(List<String> out, int percent, Supplier<String> statement) {
        if (draw.percent(percent)) {
            out.add(statement.get());
        }
    }
}
