package io.sextant.lab.frr.running;

import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import java.util.ArrayList;
import java.util.List;

/** zebra's router identifier and staticd's routes. */
final class StaticText {

    private StaticText() {}

    static List<String> lines(Section root) {
        List<String> lines = new ArrayList<>();
        root.find("ip router-id")
                .or(() -> root.find("router-id"))
                .ifPresent(entry -> lines.add("ip router-id " + entry.value("id")));
        for (String family : List.of("ip route", "ipv6 route")) {
            root.entries().values().stream()
                    .filter(entry -> entry.setting().key().equals(family))
                    .sorted(Prefixes.BY_LENGTH)
                    .forEach(entry -> lines.add(route(entry, family)));
        }
        return lines;
    }

    /** FRR 8.4 static_nexthop_cli_show: the tag before the distance, whatever the order was. */
    private static String route(Entry entry, String family) {
        StringBuilder line = new StringBuilder(family).append(' ').append(entry.value("prefix"));
        entry.find("gateway").ifPresent(found -> line.append(' ').append(found));
        entry.find("interface").ifPresent(found -> line.append(' ').append(found));
        for (String word : List.of("blackhole", "reject")) {
            line.append(entry.has(word) ? " " + word : "");
        }
        entry.find("tag").ifPresent(found -> line.append(" tag ").append(found));
        entry.find("distance").filter(found -> !found.equals("1")).ifPresent(found -> line.append(' ')
                .append(found));
        return line.append(entry.has("onlink") ? " onlink" : "").toString();
    }
}
