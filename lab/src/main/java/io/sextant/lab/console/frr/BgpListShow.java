package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** bgpd's own lists: AS paths and the three kinds of communities ({@code bgp_filter.c}, {@code bgp_vty.c} of FRR 8.4). */
final class BgpListShow {

    private final FrrConfig config;

    BgpListShow(FrrConfig config) {
        this.config = config;
    }

    /** {@code as-path-access-list [NAME] [json]}. */
    String asPaths(VtyWords words) throws VtyException {
        Optional<String> wanted =
                words.isAtEnd() || words.isNext("json") ? Optional.empty() : Optional.of(words.next());
        boolean json = words.take("json");
        words.end();
        List<Section> chosen = Lists.of(config, "bgp as-path access-list").stream()
                .filter(list -> wanted.map(Lists.name(list)::equals).orElse(true))
                .toList();
        if (json) {
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            chosen.forEach(list -> json(root.putArray(Lists.name(list)), list));
            return JsonC.pretty(root);
        }
        StringBuilder out = new StringBuilder();
        for (Section list : chosen) {
            out.append("AS path access list ").append(Lists.name(list)).append('\n');
            Lists.lines(list).forEach(line -> line(out, line, line.value("regex")));
        }
        return out.toString();
    }

    private static void json(ArrayNode out, Section list) {
        for (Entry line : Lists.lines(list)) {
            out.addObject()
                    .put("sequenceNumber", line.number("seq"))
                    .put("type", Lists.action(line))
                    .put("regExp", line.value("regex"));
        }
    }

    private static void line(StringBuilder out, Entry line, String what) {
        out.append("    ").append(Lists.action(line)).append(' ').append(what).append('\n');
    }

    /**
     * {@code community-list [NAME detail]} and the like.
     *
     * @param kind such as {@code large-community-list}
     */
    String communities(String kind, VtyWords words) throws VtyException {
        Optional<String> wanted = words.isAtEnd() ? Optional.empty() : Optional.of(words.next());
        words.take("detail");
        words.end();
        // bgpd keeps numbered lists before named ones (community_list_insert).
        List<Section> chosen = Lists.of(config, "bgp " + kind).stream()
                .filter(list -> wanted.map(Lists.name(list)::equals).orElse(true))
                .sorted(Comparator.comparing((Section list) -> !isNumber(list))
                        .thenComparingLong(list -> isNumber(list) ? Long.parseLong(Lists.name(list)) : 0)
                        .thenComparing(Lists::name))
                .toList();
        if (wanted.isPresent() && chosen.isEmpty()) {
            return "% " + wanted.get() + " " + kind + " not found\n";
        }
        StringBuilder out = new StringBuilder();
        chosen.forEach(list -> communities(out, kind, list));
        return out.toString();
    }

    private static boolean isNumber(Section list) {
        return Lists.name(list).matches("[0-9]{1,9}");
    }

    private static void communities(StringBuilder out, String kind, Section list) {
        List<Entry> lines = Lists.lines(list);
        if (lines.isEmpty()) {
            return;
        }
        String what =
                switch (kind) {
                    case "community-list" -> "Community";
                    case "large-community-list" -> "Large community";
                    default -> "Extended community";
                };
        boolean expanded = isNumber(list)
                ? Long.parseLong(Lists.name(list)) >= 100
                : lines.get(0).has("expanded");
        if (isNumber(list)) {
            out.append(what).append(expanded ? " (expanded) access" : " standard");
        } else {
            boolean plain = kind.equals("community-list");
            out.append("Named ").append(plain ? what : what.toLowerCase(Locale.ROOT));
            out.append(expanded ? " expanded" : " standard");
        }
        out.append(" list ").append(Lists.name(list)).append('\n');
        lines.forEach(line -> line(out, line, line.value("value")));
    }
}
