package io.sextant.lab.differential;

import io.sextant.lab.differential.Net.Neighbor;
import io.sextant.lab.differential.Net.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Draws one router's {@code frr.conf}. */
final class ConfigurationDraw {

    private final Draw draw;
    private final Net net;
    private final Router router;
    private final PrefixDraw prefixes;
    private final PolicyDraw policy;
    private final List<String> statics = new ArrayList<>();
    private final List<String> instance = new ArrayList<>();
    private final List<String> family = new ArrayList<>();

    private ConfigurationDraw(Draw draw, Net net, Router router) {
        this.draw = draw;
        this.net = net;
        this.router = router;
        this.prefixes = new PrefixDraw(draw);
        this.policy = new PolicyDraw(draw, prefixes);
    }

    static String draw(Draw draw, Net net, Router router) {
        ConfigurationDraw self = new ConfigurationDraw(draw, net, router);
        self.decision();
        self.originations();
        List<Neighbor> neighbors = net.neighbors(router);
        neighbors.forEach(self::neighbor);
        return self.text();
    }

    private String text() {
        List<String> lines = new ArrayList<>(List.of(
                "frr version 8.4.4",
                "frr defaults traditional",
                "hostname " + router.name(),
                "no ipv6 forwarding",
                "!"));
        lines.addAll(statics);
        lines.add("!");
        lines.addAll(policy.statements());
        lines.add("!");
        lines.add("router bgp " + router.asn());
        instance.forEach(line -> lines.add(" " + line));
        lines.add(" address-family ipv4 unicast");
        family.forEach(line -> lines.add("  " + line));
        lines.add(" exit-address-family");
        lines.add("exit");
        return String.join("\n", lines) + "\n!\n";
    }

    private void decision() {
        instance.add("bgp router-id " + router.loopback());
        instance.add("no bgp ebgp-requires-policy");
        if (router.confederation() > 0) {
            instance.add("bgp confederation identifier " + router.confederation());
            String others = String.join(
                    " ",
                    net.routers.stream()
                            .filter(each -> each.confederation() > 0 && each.asn() != router.asn())
                            .map(each -> String.valueOf(each.asn()))
                            .distinct()
                            .toList());
            if (!others.isEmpty()) {
                instance.add("bgp confederation peers " + others);
            }
        }
        instance.add("bgp bestpath compare-routerid"); // or the oldest path wins, which is chance
        Stream.of("bgp deterministic-med", "bgp always-compare-med")
                .skip(draw.percent(75) ? 0 : 1)
                .limit(draw.percent(75) ? 1 : 2)
                .forEach(instance::add);
        maybe(25, "bgp bestpath as-path multipath-relax");
        maybe(15, "bgp bestpath med missing-as-worst");
        maybe(10, "bgp bestpath med confed");
        maybe(10, "bgp bestpath as-path confed");
        maybe(10, "bgp bestpath peer-type multipath-relax");
        maybe(4, "bgp bestpath as-path ignore");
        maybe(10, "bgp default local-preference " + draw.of(50, 120, 200));
        if (net.reflectors.contains(router) && draw.percent(30)) {
            instance.add("bgp cluster-id 1.1.1." + router.number());
        }
        instance.add("timers bgp 10 30");
        if (draw.percent(60)) {
            family.add("maximum-paths " + draw.between(1, 4));
        }
        if (draw.percent(60)) {
            family.add("maximum-paths ibgp " + draw.between(1, 4) + (draw.percent(25) ? " equal-cluster-length" : ""));
        }
    }

    private void originations() {
        boolean check = draw.percent(40);
        if (!check) {
            instance.add("no bgp network import-check");
        }
        for (String prefix : prefixes.announced(router.number())) {
            if (check ? draw.percent(85) : draw.percent(25)) {
                statics.add("ip route " + prefix + " " + draw.of("blackhole", "blackhole", "Null0"));
            }
            family.add("network " + prefix + (draw.percent(12) ? " route-map " + policy.setter() : ""));
        }
        redistribute("connected", 15);
        redistribute("static", 15);
        redistribute("kernel", 4);
        if (draw.percent(20)) {
            family.add("aggregate-address " + draw.of(prefixes.aggregates())
                    + draw.of("", "", " as-set", " summary-only", " as-set summary-only"));
        }
    }

    private void redistribute(String source, int percent) {
        if (draw.percent(percent)) {
            family.add("redistribute " + source
                    + draw.of("", "", " metric 30", draw.percent(50) ? " route-map " + policy.setter() : ""));
        }
    }

    private void neighbor(Neighbor neighbor) {
        String head = "neighbor " + neighbor.address() + " ";
        // In a confederation FRR 8.4 takes a neighbour named so for one of another kind, and the session for half a
        // one.
        boolean named = router.confederation() == 0 && !neighbor.isConfederation() && draw.percent(20);
        String as = !named ? String.valueOf(neighbor.remoteAs()) : neighbor.isInternal() ? "internal" : "external";
        instance.add(head + "remote-as " + as);
        instance.add(head + "timers connect 1");
        if (neighbor.overLoopback()) {
            instance.add(head + "update-source " + router.loopback());
            if (!neighbor.isInternal()) {
                instance.add(head + "ebgp-multihop " + draw.of(4, 10, 255));
            }
        }
        if (neighbor.isInternal()) {
            if (net.reflectors.contains(router)) {
                family.add(head + "route-reflector-client");
            }
            if (draw.percent(50)) {
                family.add(head + "next-hop-self" + (draw.percent(20) ? " force" : ""));
            }
        } else {
            toOthers(head);
        }
        filters(head);
    }

    private void toOthers(String head) {
        optional(3, head + "as-override");
        optional(4, head + "allowas-in " + draw.between(1, 3));
        optional(10, head + draw.of("remove-private-AS", "remove-private-AS all", "remove-private-AS all replace-AS"));
        optional(6, head + "attribute-unchanged med");
        optional(8, head + "default-originate");
        optional(5, head + "next-hop-self");
    }

    private void filters(String head) {
        optional(15, head + "weight " + draw.of(1, 10, 200));
        optional(15, head + "soft-reconfiguration inbound");
        optional(10, "no " + head + "send-community");
        if (draw.percent(30)) {
            family.add(head + "route-map " + policy.routeMap(true) + " in");
        }
        if (draw.percent(35)) {
            family.add(head + "route-map " + policy.routeMap(false) + " out");
        }
        if (draw.percent(8)) {
            family.add(head + "prefix-list " + policy.prefixList() + draw.of(" in", " out"));
        }
        if (draw.percent(6)) {
            family.add(head + "filter-list " + policy.asPathList() + draw.of(" in", " out"));
        }
    }

    private void maybe(int percent, String statement) {
        if (draw.percent(percent)) {
            instance.add(statement);
        }
    }

    private void optional(int percent, String statement) {
        if (draw.percent(percent)) {
            family.add(statement);
        }
    }
}
