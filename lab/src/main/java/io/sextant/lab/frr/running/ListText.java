package io.sextant.lab.frr.running;

import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Section;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Lists, a block for each kind. */
final class ListText {

    private ListText() {}

    /**
     * All of them, or those every daemon knows.
     *
     * @param bgp whether bgpd's own are wanted
     */
    static void write(Section root, boolean bgp, StringBuilder out) {
        for (String kind : List.of("access-list", "ip prefix-list", "ipv6 access-list", "ipv6 prefix-list")) {
            block(root, List.of(kind), false, out);
        }
        if (bgp) {
            block(root, List.of("bgp as-path access-list"), true, out);
            block(root, List.of("bgp community-list", "bgp extcommunity-list", "bgp large-community-list"), true, out);
        }
    }

    private static void block(Section root, List<String> kinds, boolean byName, StringBuilder out) {
        int before = out.length();
        for (String kind : kinds) {
            List<Section> lists = root.children(Context.LIST).stream()
                    .filter(list -> list.name().startsWith(kind + " "))
                    .toList();
            Stream<Section> ordered = byName ? lists.stream().sorted(byName()) : lists.stream();
            ordered.forEach(list -> list(list, out));
        }
        out.append(out.length() > before ? "!\n" : "");
    }

    /** bgpd keeps numbered lists before named ones: FRR 8.4 community_list_insert. */
    private static Comparator<Section> byName() {
        Comparator<Section> byKind = Comparator.comparing(list -> !name(list).matches("[0-9]+"));
        return byKind.thenComparingLong(list -> name(list).matches("[0-9]{1,9}") ? Long.parseLong(name(list)) : 0)
                .thenComparing(ListText::name);
    }

    private static String name(Section list) {
        return list.name().substring(list.name().lastIndexOf(' ') + 1);
    }

    private static void list(Section list, StringBuilder out) {
        for (String key : List.of("description", "remark")) {
            list.find(key).ifPresent(entry -> out.append(entry.text()).append('\n'));
        }
        list.all("line").stream()
                .sorted(Comparator.comparingLong(entry -> entry.number("seq")))
                .forEach(entry -> out.append(entry.text()).append('\n'));
    }
}
