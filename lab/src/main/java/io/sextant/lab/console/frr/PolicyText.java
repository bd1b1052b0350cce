package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.FrrRouter;
import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * {@code show route-map}, {@code show ip prefix-list} ({@code lib/routemap.c}, {@code lib/plist.c} of FRR 8.4): every daemon
 * tells what it has, so the lists are there twice, and of the maps zebra has what it understands.
 */
final class PolicyText {

    private static final List<String> ZEBRA_RULES = List.of(
            "match ip address",
            "match ipv6 address",
            "match ip next-hop",
            "match ipv6 next-hop",
            "match interface",
            "match tag",
            "match source-protocol",
            "match source-instance",
            "set src");

    private final FrrRouter router;
    private final FrrConfig config;

    PolicyText(FrrRouter router) {
        this.router = router;
        this.config = router.config();
    }

    /** All maps, or the one of that name. */
    String routeMaps(Optional<String> wanted) {
        TreeSet<String> names = new TreeSet<>();
        maps().map(PolicyText::map)
                .filter(name -> wanted.map(name::equals).orElse(true))
                .forEach(names::add);
        StringBuilder out = new StringBuilder();
        for (boolean zebra : List.of(true, false)) {
            out.append(zebra ? "ZEBRA:\n" : "BGP:\n");
            for (String name : names) {
                long applied = zebra ? 0 : router.policies().applied(name);
                out.append("route-map: ").append(name).append(" Invoked: ").append(applied);
                out.append(" Optimization: enabled Processed Change: false\n");
                maps().filter(section -> map(section).equals(name))
                        .sorted(Comparator.comparingLong(
                                section -> opening(section).number("seq")))
                        .forEach(section -> entry(out, section, zebra));
            }
        }
        return out.toString();
    }

    private Stream<Section> maps() {
        return config.root().children(Context.ROUTE_MAP).stream();
    }

    private static Entry opening(Section section) {
        return section.find("route-map").orElseThrow();
    }

    private static String map(Section section) {
        return opening(section).value("map");
    }

    private void entry(StringBuilder out, Section section, boolean zebra) {
        Entry opening = opening(section);
        long sequence = opening.number("seq");
        long invoked = zebra ? 0 : router.policies().invoked(opening.value("map"), sequence);
        out.append(opening.has("permit") ? " permit" : " deny")
                .append(", sequence ")
                .append(sequence);
        out.append(" Invoked ").append(invoked).append('\n');
        section.find("description").ifPresent(entry -> out.append("  Description:\n    ")
                .append(entry.value("text"))
                .append('\n'));
        out.append("  Match clauses:\n");
        rules(out, section, "match ", zebra);
        out.append("  Set clauses:\n");
        rules(out, section, "set ", zebra);
        out.append("  Call clause:\n");
        section.find("call")
                .ifPresent(entry ->
                        out.append("    Call ").append(entry.value("map")).append('\n'));
        out.append("  Action:\n    ").append(action(section)).append('\n');
    }

    private static void rules(StringBuilder out, Section section, String kind, boolean zebra) {
        for (Entry entry : section.entries().values()) {
            String text = entry.text();
            boolean known = !zebra || ZEBRA_RULES.stream().anyMatch(text::startsWith);
            if (text.startsWith(kind) && known) {
                out.append("    ").append(text.substring(kind.length())).append('\n');
            }
        }
    }

    private static String action(Section section) {
        Optional<Entry> jump = section.find("on-match goto").or(() -> section.find("continue"));
        if (jump.isPresent()) {
            return "Goto " + jump.get().number("seq");
        }
        return section.find("on-match next").isPresent() ? "Continue to next entry" : "Exit routemap";
    }

    /** All lists of a family, or the one of that name. */
    String prefixLists(String family, Optional<String> wanted) {
        String start = family + " prefix-list ";
        StringBuilder out = new StringBuilder();
        for (String daemon : List.of("ZEBRA", "BGP")) {
            config.root().children(Context.LIST).stream()
                    .filter(list -> list.name().startsWith(start))
                    .filter(list -> wanted.map(list.name().substring(start.length())::equals)
                            .orElse(true))
                    .sorted(Comparator.comparing(Section::name))
                    .forEach(list -> list(out, daemon, list));
        }
        return out.toString();
    }

    private static void list(StringBuilder out, String daemon, Section list) {
        List<Entry> lines = list.all("line").stream()
                .sorted(Comparator.comparingLong(entry -> entry.number("seq")))
                .toList();
        out.append(daemon)
                .append(": ")
                .append(list.name())
                .append(": ")
                .append(lines.size())
                .append(" entries\n");
        for (Entry line : lines) {
            out.append("  ").append(line.text().substring(list.name().length())).append('\n');
        }
    }
}
