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
    private final List<String> family6 = new ArrayList<>();

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
        self.statics();
        if (net.isDual) {
            self.originations6();
        }
        new NeighborDraw(draw, net, router, self.policy, self.instance, self.family, self.family6).draw();
        return self.text();
    }

    private String text() {
        List<String> lines = new ArrayList<>(List.of(
                "frr version 8.4.4",
                "frr defaults traditional",
                "hostname " + router.name(),
                (net.isDual ? "" : "no ") + "ipv6 forwarding",
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
        if (!family6.isEmpty()) {
            lines.add(" address-family ipv6 unicast");
            family6.forEach(line -> lines.add("  " + line));
            lines.add(" exit-address-family");
        }
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
        maybe(3, "bgp graceful-shutdown");
        maybe(3, "bgp reject-as-sets");
        maybe(3, "bgp disable-ebgp-connected-route-check");
        maybe(6, "bgp bestpath bandwidth " + draw.of("ignore", "skip-missing", "default-weight-for-missing"));
        if (draw.percent(6)) {
            family.add("distance bgp " + draw.of("30 180 190", "200 20 210", "15 15 15"));
        }
        if (net.reflectors.contains(router)) {
            maybe(8, "no bgp client-to-client reflection");
        }
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
        redistribute("static", 25);
        redistribute("kernel", 4);
        if (draw.percent(20)) {
            family.add("aggregate-address " + draw.of(prefixes.aggregates())
                    + draw.of("", "", " as-set", " summary-only", " as-set summary-only")
                    + draw.of("", "", "", " matching-MED-only", " origin igp"));
        }
    }

    private void originations6() {
        for (String prefix : prefixes.announced6(router.number())) {
            if (draw.percent(85)) {
                statics.add("ipv6 route " + prefix + " " + draw.of("blackhole", "Null0"));
            }
            family6.add("network " + prefix + (draw.percent(12) ? " route-map " + policy.setter() : ""));
        }
        for (String source : List.of("connected", "static")) {
            if (draw.percent(15)) {
                family6.add("redistribute " + source);
            }
        }
        if (draw.percent(20)) {
            family6.add(
                    "aggregate-address " + draw.of(prefixes.aggregates6()) + draw.of("", " as-set", " summary-only"));
        }
        if (draw.percent(50)) {
            family6.add("maximum-paths " + draw.between(1, 4));
        }
    }

    /** Routes over neighbours and over what they announce. */
    private void statics() {
        List<Neighbor> neighbors = net.neighbors(router).stream()
                .filter(each -> !each.isIpv6() && !each.overLoopback())
                .toList();
        for (int more = neighbors.isEmpty() ? 0 : draw.between(0, 2); more > 0; more--) {
            String gateway = draw.percent(75) ? draw.of(neighbors).address() : "10.50." + draw.between(0, 3) + ".9";
            statics.add("ip route 10.70." + draw.between(0, 3) + ".0/24 " + gateway
                    + draw.of("", "", " 50", " 210", " tag 7"));
        }
    }

    private void redistribute(String source, int percent) {
        if (draw.percent(percent)) {
            family.add("redistribute " + source
                    + draw.of("", "", " metric 30", draw.percent(50) ? " route-map " + policy.setter() : ""));
        }
    }

    private void maybe(int percent, String statement) {
        if (draw.percent(percent)) {
            instance.add(statement);
        }
    }
}
