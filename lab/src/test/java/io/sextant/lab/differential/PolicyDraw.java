package io.sextant.lab.differential;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Draws route-maps and the lists they ask, as statements of one router's configuration. */
final class PolicyDraw {

    private static final List<String> COMMUNITIES = List.of("64512:666", "65001:1", "65002:20", "65003:7");

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
    String routeMap(boolean incoming) {
        String name = name(incoming ? "IN" : "OUT");
        int clauses = draw.between(1, 3);
        for (int i = 1; i <= clauses; i++) {
            clause(name, 10 * i, incoming, i < clauses);
        }
        if (draw.percent(85)) {
            maps.add("route-map " + name + " permit 1000");
            maps.add("exit");
        }
        return name;
    }

    /** A route-map for {@code network}, {@code redistribute} and the like: no matches, sets only. */
    String setter() {
        String name = name("SET");
        maps.add("route-map " + name + " permit 10");
        sets(true, 2);
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

    private void clause(String map, int sequence, boolean incoming, boolean hasNext) {
        boolean deny = draw.percent(12);
        int head = maps.size();
        maps.add("route-map " + map + (deny ? " deny " : " permit ") + sequence);
        List<String> matches = new ArrayList<>();
        for (String match :
                draw.some(List.of("prefix", "community", "as-path", "metric", "none"), draw.between(1, 2))) {
            switch (match) {
                case "prefix" -> matches.add(" match ip address prefix-list " + prefixList());
                case "community" -> matches.add(" match community " + communityList());
                case "as-path" -> matches.add(" match as-path " + asPathList());
                case "metric" -> matches.add(" match metric " + draw.of(0, 10, 50, 100));
                default -> {}
            }
        }
        maps.addAll(head + 1, matches);
        if (!deny) {
            sets(incoming, draw.between(0, 2));
            if (hasNext && draw.percent(20)) {
                maps.add(draw.percent(50) ? " on-match next" : " on-match goto " + (sequence + 10));
            }
        }
        maps.add("exit");
    }

    private void sets(boolean incoming, int count) {
        Set<String> kinds = new LinkedHashSet<>(draw.some(
                List.of("metric", "community", "prepend", "origin", "local-preference", "weight", "large", "last-as"),
                count));
        for (String kind : kinds) {
            switch (kind) {
                case "metric" -> maps.add(" set metric " + draw.of("0", "10", "50", "100", "+10", "-10"));
                case "community" -> maps.add(" set community " + community());
                case "prepend" -> maps.add(" set as-path prepend " + draw.of("65010", "65010 65010", "65011 65010"));
                case "last-as" -> maps.add(" set as-path prepend last-as " + draw.between(1, 3));
                case "origin" -> maps.add(" set origin " + draw.of("igp", "incomplete"));
                case "local-preference" -> maps.add(" set local-preference " + draw.of(50, 100, 150, 200));
                case "large" -> maps.add(" set large-community 65001:1:" + draw.between(1, 9));
                default -> {
                    if (incoming) {
                        maps.add(" set weight " + draw.of(0, 10, 100));
                    }
                }
            }
        }
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
