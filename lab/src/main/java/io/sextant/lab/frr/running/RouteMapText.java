package io.sextant.lab.frr.running;

import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import java.util.List;
import java.util.stream.Stream;

/** One entry of a route-map; vtysh 8.4.4 sorts its lines as texts. */
final class RouteMapText {

    private static final List<String> COMMON = List.of(
            "description",
            "call",
            "on-match",
            "match interface",
            "match ip address",
            "match ipv6 address",
            "match ip next-hop",
            "match ipv6 next-hop",
            "match metric",
            "match tag",
            "match source-protocol",
            "match source-instance",
            "set ip next-hop",
            "set ipv6 next-hop local",
            "set metric",
            "set min-metric",
            "set max-metric",
            "set tag",
            "set src");

    private static final List<String> BGP_ONLY =
            List.of("set ip next-hop peer-address", "set ip next-hop unchanged", "set metric rtt");

    private RouteMapText() {}

    static String name(Section map) {
        return map.name().substring(0, map.name().lastIndexOf(' '));
    }

    static long sequence(Section map) {
        return Long.parseLong(map.name().substring(map.name().lastIndexOf(' ') + 1));
    }

    /**
     * The entry.
     *
     * @param whole bgpd's, which knows every line; else zebra's
     */
    static String of(Section map, boolean whole) {
        StringBuilder out = new StringBuilder();
        map.find("route-map").ifPresent(entry -> out.append(entry.text()).append('\n'));
        Stream<String> lines = map.entries().values().stream()
                .filter(entry -> !entry.setting().key().equals("route-map"))
                .map(RouteMapText::line)
                .filter(line -> whole || isOfEveryDaemon(line));
        lines.sorted().forEach(line -> out.append(' ').append(line).append('\n'));
        return out.append("exit\n!\n").toString();
    }

    /** What vtysh says to zebra too (FRR 8.4 {@code lib/routemap_cli.c}, {@code zebra/zebra_routemap.c}). */
    private static boolean isOfEveryDaemon(String line) {
        return COMMON.stream().anyMatch(start -> line.equals(start) || line.startsWith(start + " "))
                && BGP_ONLY.stream().noneMatch(line::startsWith);
    }

    /** {@code continue} is kept as what it means. */
    private static String line(Entry entry) {
        if (!entry.setting().key().equals("continue")) {
            return entry.text();
        }
        return entry.find("seq").map(seq -> "on-match goto " + seq).orElse("on-match next");
    }
}
