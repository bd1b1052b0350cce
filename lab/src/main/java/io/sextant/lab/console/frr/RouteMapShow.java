package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.console.command.FrrRouter;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * {@code show route-map} ({@code vty_show_route_map} of FRR 8.4's {@code lib/routemap.c}): zebra and bgpd each tell what they
 * have, and of the maps zebra has what it understands.
 */
final class RouteMapShow {

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

    /** What is set without a value, which FRR prints as C prints no text. */
    private static final List<String> WITHOUT_VALUE =
            List.of("set ipv6 next-hop prefer-global", "set ipv6 next-hop peer-address", "set atomic-aggregate");

    private final FrrRouter router;

    RouteMapShow(FrrRouter router) {
        this.router = router;
    }

    /** What follows {@code route-map}: all maps, or the one of a name. */
    String run(VtyWords words) throws VtyException {
        Optional<String> wanted =
                words.isAtEnd() || words.isNext("json") ? Optional.empty() : Optional.of(words.next());
        boolean json = words.take("json");
        words.end();
        TreeSet<String> names = new TreeSet<>();
        maps().map(RouteMapShow::map)
                .filter(name -> wanted.map(name::equals).orElse(true))
                .forEach(names::add);
        StringBuilder out = new StringBuilder();
        for (boolean zebra : List.of(true, false)) {
            String daemon = zebra ? "ZEBRA" : "BGP";
            if (json) {
                ObjectNode root = JsonNodeFactory.instance.objectNode();
                ObjectNode all = root.putObject(daemon);
                names.forEach(name -> json(all.putObject(name), name, zebra));
                out.append(JsonC.pretty(root));
                continue;
            }
            out.append(daemon).append(":\n");
            if (names.isEmpty() && wanted.isPresent()) {
                out.append(daemon).append(": 'route-map ").append(wanted.get()).append("' not found\n");
            }
            names.forEach(name -> text(out, name, zebra));
        }
        return out.toString();
    }

    private Stream<Section> maps() {
        return router.config().root().children(Context.ROUTE_MAP).stream();
    }

    private static Entry opening(Section section) {
        return section.find("route-map").orElseThrow();
    }

    private static String map(Section section) {
        return opening(section).value("map");
    }

    private List<Section> entries(String name) {
        return maps().filter(section -> map(section).equals(name))
                .sorted(Comparator.comparingLong(section -> opening(section).number("seq")))
                .toList();
    }

    private long applied(String name, boolean zebra) {
        return zebra ? 0 : router.policies().applied(name);
    }

    private long invoked(Section section, boolean zebra) {
        return zebra
                ? 0
                : router.policies().invoked(map(section), opening(section).number("seq"));
    }

    private static String action(Section section) {
        return opening(section).has("permit") ? "permit" : "deny";
    }

    // ----- text

    private void text(StringBuilder out, String name, boolean zebra) {
        out.append("route-map: ").append(name).append(" Invoked: ").append(applied(name, zebra));
        out.append(" Optimization: enabled Processed Change: false\n");
        entries(name).forEach(section -> text(out, section, zebra));
    }

    private void text(StringBuilder out, Section section, boolean zebra) {
        out.append(' ').append(action(section)).append(", sequence ");
        out.append(opening(section).number("seq")).append(" Invoked ");
        out.append(invoked(section, zebra)).append('\n');
        section.find("description").ifPresent(entry -> out.append("  Description:\n    ")
                .append(entry.value("text"))
                .append('\n'));
        out.append("  Match clauses:\n");
        rules(section, "match ", zebra)
                .forEach(rule -> out.append("    ").append(rule).append('\n'));
        out.append("  Set clauses:\n");
        rules(section, "set ", zebra)
                .forEach(rule -> out.append("    ").append(rule).append('\n'));
        out.append("  Call clause:\n");
        section.find("call")
                .ifPresent(entry ->
                        out.append("    Call ").append(entry.value("map")).append('\n'));
        out.append("  Action:\n    ").append(onward(section)).append('\n');
    }

    private static List<String> rules(Section section, String kind, boolean zebra) {
        List<String> rules = new ArrayList<>();
        for (Entry entry : section.entries().values()) {
            String text = entry.text();
            boolean known = !zebra || ZEBRA_RULES.stream().anyMatch(text::startsWith);
            if (text.startsWith(kind) && known) {
                rules.add(text.substring(kind.length()) + (WITHOUT_VALUE.contains(text) ? " (null)" : ""));
            }
        }
        return rules;
    }

    private static String onward(Section section) {
        Optional<Entry> jump = section.find("on-match goto").or(() -> section.find("continue"));
        if (jump.isPresent() && jump.get().find("seq").isPresent()) {
            return "Goto " + jump.get().number("seq");
        }
        boolean next = jump.isPresent() || section.find("on-match next").isPresent();
        return next ? "Continue to next entry" : "Exit routemap";
    }

    // ----- JSON

    private void json(ObjectNode out, String name, boolean zebra) {
        out.put("invoked", applied(name, zebra))
                .put("disabledOptimization", false)
                .put("processedChange", false);
        ArrayNode rules = out.putArray("rules");
        entries(name).forEach(section -> json(rules.addObject(), section, zebra));
    }

    private void json(ObjectNode out, Section section, boolean zebra) {
        out.put("sequenceNumber", opening(section).number("seq"));
        out.put("type", action(section)).put("invoked", invoked(section, zebra));
        section.find("description").ifPresent(entry -> out.put("description", entry.value("text")));
        ArrayNode matches = out.putArray("matchClauses");
        rules(section, "match ", zebra).forEach(matches::add);
        ArrayNode sets = out.putArray("setClauses");
        rules(section, "set ", zebra).forEach(sets::add);
        section.find("call").ifPresent(entry -> out.put("callClause", entry.value("map")));
        out.put("action", onward(section));
    }
}
