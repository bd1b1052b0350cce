package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code show ip|ipv6|mac access-list} ({@code filter_show} of FRR 8.4): every daemon that has such lists tells all of them. */
final class AccessListShow {

    private static final String ALL_ONES = "255.255.255.255";

    private final List<Section> lists;
    private final List<String> daemons;
    private final boolean ipv6;

    /**
     * Lists of a family.
     *
     * @param bfdd whether bfdd runs, which reads access lists too
     */
    AccessListShow(List<Section> lists, boolean ipv6, boolean bfdd) {
        this.lists = lists;
        this.ipv6 = ipv6;
        daemons = new ArrayList<>(List.of("ZEBRA", "BGP"));
        if (bfdd) {
            daemons.add("BFD");
        }
    }

    /** What follows {@code access-list}. */
    String run(VtyWords words) throws VtyException {
        Optional<String> wanted =
                words.isAtEnd() || words.isNext("json") ? Optional.empty() : Optional.of(words.next());
        boolean json = words.take("json");
        words.end();
        List<Section> chosen = lists.stream()
                .filter(list -> wanted.map(Lists.name(list)::equals).orElse(true))
                .toList();
        StringBuilder out = new StringBuilder();
        for (String daemon : daemons) {
            if (json) {
                out.append(json(daemon, chosen, words));
            } else {
                out.append(daemon).append(":\n");
                chosen.forEach(list -> text(out, list));
            }
        }
        return out.toString();
    }

    private void text(StringBuilder out, Section list) {
        List<Entry> lines = Lists.lines(list);
        if (lines.isEmpty()) {
            return;
        }
        out.append(type(lines.get(0))).append(ipv6 ? " IPv6 " : " IP").append(" access list ");
        out.append(Lists.name(list)).append('\n');
        for (Entry line : lines) {
            String action = Lists.action(line);
            out.append("    seq ").append(line.number("seq")).append(' ').append(action);
            out.append(action.equals("deny") ? "   " : " ").append(what(line)).append('\n');
        }
    }

    /** Lists of prefixes are zebra's own; those of addresses with wildcard bits are as on other routers. */
    private static String type(Entry line) {
        if (line.has("ip")) {
            return "Extended";
        }
        return line.find("address").isPresent() ? "Standard" : "Zebra";
    }

    private static String what(Entry line) {
        if (type(line).equals("Standard")) {
            String address = line.value("address");
            String bits = line.find("wildcard").orElse("0.0.0.0");
            return bits.equals(ALL_ONES) ? "any" : address + (bits.equals("0.0.0.0") ? "" : ", wildcard bits " + bits);
        }
        String action = " " + Lists.action(line) + " ";
        String text = line.text();
        return text.substring(text.indexOf(action) + action.length());
    }

    private String json(String daemon, List<Section> chosen, VtyWords words) throws VtyException {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode all = root.putObject(daemon);
        for (Section list : chosen) {
            List<Entry> lines = Lists.lines(list);
            if (lines.isEmpty()) {
                continue;
            }
            ObjectNode one = all.putObject(Lists.name(list)).put("type", type(lines.get(0)));
            one.put("addressFamily", ipv6 ? "IPv6" : "IPv4");
            ArrayNode rules = one.putArray("rules");
            for (Entry line : lines) {
                if (line.has("ip")) {
                    throw words.notModelled();
                }
                rule(rules.addObject(), line);
            }
        }
        return JsonC.pretty(root);
    }

    private void rule(ObjectNode out, Entry line) {
        out.put("sequenceNumber", line.number("seq")).put("filterType", Lists.action(line));
        if (type(line).equals("Standard")) {
            out.put("address", line.value("address"));
            out.put("mask", line.find("wildcard").orElse("0.0.0.0"));
            return;
        }
        out.put("prefix", line.find("prefix").orElse(ipv6 ? "::/0" : "0.0.0.0/0"));
        out.put("exact-match", line.has("exact-match"));
    }
}
