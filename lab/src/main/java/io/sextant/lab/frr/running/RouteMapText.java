package io.sextant.lab.frr.running;

import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import java.util.stream.Stream;

/** One entry of a route-map; vtysh 8.4.4 sorts its lines as texts. */
final class RouteMapText {

    private RouteMapText() {}

    static String name(Section map) {
        return map.name().substring(0, map.name().lastIndexOf(' '));
    }

    static long sequence(Section map) {
        return Long.parseLong(map.name().substring(map.name().lastIndexOf(' ') + 1));
    }

    static String of(Section map) {
        StringBuilder out = new StringBuilder();
        map.find("route-map").ifPresent(entry -> out.append(entry.text()).append('\n'));
        Stream<String> lines = map.entries().values().stream()
                .filter(entry -> !entry.setting().key().equals("route-map"))
                .map(RouteMapText::line);
        lines.sorted().forEach(line -> out.append(' ').append(line).append('\n'));
        return out.append("exit\n!\n").toString();
    }

    /** {@code continue} is kept as what it means. */
    private static String line(Entry entry) {
        if (!entry.setting().key().equals("continue")) {
            return entry.text();
        }
        return entry.find("seq").map(seq -> "on-match goto " + seq).orElse("on-match next");
    }
}
