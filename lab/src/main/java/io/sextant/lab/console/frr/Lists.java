package io.sextant.lab.console.frr;

import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import java.util.Comparator;
import java.util.List;

/** The lists of a router's configuration, as its daemons keep them. */
final class Lists {

    private Lists() {}

    /** The lists of a kind such as {@code ip prefix-list}, in order of name. */
    static List<Section> of(FrrConfig config, String kind) {
        return config.root().children(Context.LIST).stream()
                .filter(list -> list.name().startsWith(kind + " "))
                .sorted(Comparator.comparing(Section::name))
                .toList();
    }

    static String name(Section list) {
        return list.name().substring(list.name().lastIndexOf(' ') + 1);
    }

    /** Its lines by number. */
    static List<Entry> lines(Section list) {
        return list.all("line").stream()
                .sorted(Comparator.comparingLong(entry -> entry.number("seq")))
                .toList();
    }

    static String action(Entry line) {
        return line.has("permit") ? "permit" : "deny";
    }
}
