package io.sextant.lab.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws route-maps and the lists they ask, as statements of one router's configuration. */
final class PolicyDraw {

    private static final List<String> COMMUNITIES = List.of("64512:666", "65001:1", "65002:20", "65003:7");

    private static final List<String> MATCHES = List.of(
            "prefix",
            "prefix",
            "access",
            "community",
            "large",
            "extended",
            "as-path",
            "metric",
            "origin",
            "local-preference",
            "next-hop",
            "none",
            "none");
    private static final List<String> SETS = List.of(
            "metric",
            "community",
            "no-community",
            "delete",
            "prepend",
            "last-as",
            "exclude",
            "origin",
            "local-preference",
            "weight",
            "large",
            "extended",
            "bandwidth",
            "next-hop",
            "atomic",
            "aggregator",
            "tag");

    private final Draw draw;
    private final PrefixDraw prefixes;
    private final List<String> lists = new ArrayList<>();
    private final List<String> maps = new ArrayList<>();
    private int lastName;

    PolicyDraw(Draw draw, PrefixDraw prefixes) {
        this.draw = draw;
        this.prefixes = prefixes;
    }

    /** All statements drawn so far: lists first. */
    List<String> statements() {
        List<String> all = new ArrayList<>(lists);
        all.addAll(maps);
        return all;
    }

    /** A route-map's name. Those for incoming routes may set weight and local preference. */
    String routeMap(boolean incoming, boolean six) {
        String name = name(incoming ? "IN" : "OUT");
        String called = draw.percent(15) ? called(six) : "";
        int clauses = draw.between(1, 3);
        for (int i = 1; i <= clauses; i++) {
            clause(name, 10 * i, incoming, six, i < clauses, called);
        }
        if (draw.percent(85)) {
            maps.add("route-map " + name + " permit 1000");
            maps.add("exit");
        }
        return name;
    }

    /** A small route-map that others call. */
    private String called(boolean six) {
        String name = name("CALLED");
        clause(name, 10, true, six, false, "");
        if (draw.percent(70)) {
            maps.add("route-map " + name + " permit 20");
            maps.add("exit");
        }
        return name;
    }

    /** A route-map for {@code network}, {@code redistribute} and the like: no matches, sets only. */
    String setter() {
        String name = name("SET");
        maps.add("route-map " + name + " permit 10");
        sets(maps, true, false, 2);
        maps.add("exit");
        return name;
    }

    String prefixList() {
        String name = name("PL");
        int entries = draw.between(1, 3);
        for (int i = 1; i <= entries; i++) {
            lists.add("ip prefix-list " + name + " seq " + 5 * i + " " + draw.of("permit", "permit", "permit", "deny")
                    + " " + prefixes.pattern());
        }
        if (draw.percent(40)) {
            lists.add("ip prefix-list " + name + " seq 100 permit any");
        }
        return name;
    }

    String prefixList6() {
        String name = name("PL6");
        lists.add("ipv6 prefix-list " + name + " seq 5 " + draw.of("permit", "permit", "deny") + " "
                + prefixes.pattern6());
        if (draw.percent(50)) {
            lists.add("ipv6 prefix-list " + name + " seq 10 permit any");
        }
        return name;
    }

    private String largeCommunityList() {
        String name = name("LCL");
        lists.add("bgp large-community-list standard " + name + " seq 5 permit 65001:1:" + draw.between(1, 9));
        lists.add("bgp large-community-list standard " + name + " seq 10 permit 65001:1:" + draw.between(1, 9));
        return name;
    }

    private String extendedCommunityList() {
        String name = name("ECL");
        lists.add("bgp extcommunity-list standard " + name + " seq 5 permit rt 65001:" + draw.between(1, 3));
        return name;
    }

    private String accessList() {
        String name = name("ACL");
        lists.add("access-list " + name + " seq 5 " + draw.of("permit", "permit", "deny") + " "
                + draw.of("10.50.0.0/16", "10.0.0.0/8", "172.16.10.0/24", "any"));
        if (draw.percent(50)) {
            lists.add("access-list " + name + " seq 10 permit any");
        }
        return name;
    }

    String asPathList() {
        String name = name("AP");
        String asn = draw.of("64512", "65001", "65002", "65003");
        if (draw.percent(20)) {
            lists.add("bgp as-path access-list " + name + " seq 5 deny _" + asn + "$");
            lists.add("bgp as-path access-list " + name + " seq 10 permit .*");
        } else {
            lists.add("bgp as-path access-list " + name + " seq 5 permit "
                    + draw.of("_" + asn + "_", "_" + asn + "$", "^" + asn + "_", "^$", ".*"));
        }
        return name;
    }

    private String communityList() {
        String name = name("CL");
        lists.add("bgp community-list standard " + name + " seq 5 permit " + draw.of(COMMUNITIES));
        if (draw.percent(30)) {
            lists.add("bgp community-list standard " + name + " seq 10 permit " + draw.of(COMMUNITIES));
        }
        return name;
    }

    private void clause(String map, int sequence, boolean incoming, boolean six, boolean hasNext, String called) {
        boolean deny = draw.percent(12);
        List<String> body = new ArrayList<>();
        for (String match : draw.some(MATCHES, draw.between(1, 2))) {
            match(match, six).ifPresent(body::add);
        }
        if (!deny) {
            sets(body, incoming, six, draw.between(0, 2));
            if (!called.isEmpty() && draw.percent(60)) {
                body.add(" call " + called);
            }
            if (hasNext && draw.percent(25)) {
                body.add(draw.of(
                        " on-match next",
                        " on-match goto " + (sequence + 10),
                        " continue",
                        " continue " + (sequence + 10)));
            }
        }
        maps.add("route-map " + map + (deny ? " deny " : " permit ") + sequence);
        maps.addAll(body);
        maps.add("exit");
    }

    private Optional<String> match(String kind, boolean six) {
        return switch (kind) {
            case "prefix" ->
                Optional.of(
                        six
                                ? " match ipv6 address prefix-list " + prefixList6()
                                : " match ip address prefix-list " + prefixList());
            case "access" -> six ? Optional.empty() : Optional.of(" match ip address " + accessList());
            case "community" -> Optional.of(" match community " + communityList() + draw.of("", "", " exact-match"));
            case "large" -> Optional.of(" match large-community " + largeCommunityList());
            case "extended" -> Optional.of(" match extcommunity " + extendedCommunityList());
            case "as-path" -> Optional.of(" match as-path " + asPathList());
            case "metric" -> Optional.of(" match metric " + draw.of(0, 10, 50, 100));
            case "origin" -> Optional.of(" match origin " + draw.of("igp", "incomplete"));
            case "local-preference" -> Optional.of(" match local-preference " + draw.of(50, 100, 200));
            case "next-hop" -> six ? Optional.empty() : Optional.of(" match ip next-hop prefix-list " + prefixList());
            default -> Optional.empty();
        };
    }

    private void sets(List<String> out, boolean incoming, boolean six, int count) {
        for (String kind : draw.some(SETS, count)) {
            switch (kind) {
                case "metric" -> out.add(" set metric " + draw.of("0", "10", "50", "100", "+10", "-10"));
                case "community" -> out.add(" set community " + community());
                case "no-community" -> out.add(" set community none");
                case "delete" -> out.add(" set comm-list " + communityList() + " delete");
                case "prepend" -> out.add(" set as-path prepend " + draw.of("65010", "65010 65010", "65011 65010"));
                case "last-as" -> out.add(" set as-path prepend last-as " + draw.between(1, 3));
                case "exclude" -> out.add(" set as-path exclude " + draw.of("65001", "65002 65010", "64512"));
                case "origin" -> out.add(" set origin " + draw.of("igp", "incomplete", "egp"));
                case "local-preference" ->
                    out.add(" set local-preference " + draw.of("50", "100", "150", "200", "+20", "-20"));
                case "large" ->
                    out.add(" set large-community 65001:1:" + draw.between(1, 9) + draw.of("", " additive"));
                case "extended" ->
                    out.add(" set extcommunity " + draw.of("rt", "soo") + " 65001:" + draw.between(1, 3));
                case "bandwidth" -> out.add(" set extcommunity bandwidth " + draw.of("100", "400", "num-multipaths"));
                case "next-hop" -> out.add(nextHop(six));
                case "atomic" -> out.add(" set atomic-aggregate");
                case "aggregator" -> out.add(" set aggregator as 65020 10.9.9.9");
                case "tag" -> out.add(" set tag " + draw.between(1, 9));
                default -> {
                    if (incoming) {
                        out.add(" set weight " + draw.of(0, 10, 100));
                    }
                }
            }
        }
    }

    private String nextHop(boolean six) {
        return six
                ? draw.of(" set ipv6 next-hop peer-address", " set ipv6 next-hop prefer-global")
                : draw.of(" set ip next-hop peer-address", " set ip next-hop unchanged");
    }

    private String community() {
        return draw.of(
                draw.of(COMMUNITIES),
                draw.of(COMMUNITIES) + " additive",
                "64512:666 65001:1",
                "no-export additive",
                "no-advertise additive",
                "local-AS additive");
    }

    private String name(String kind) {
        return kind + "-" + ++lastName;
    }
}
