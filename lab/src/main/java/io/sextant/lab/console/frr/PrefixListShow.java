package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import java.util.List;
import java.util.Optional;

/**
 * {@code show ip|ipv6 prefix-list} ({@code lib/plist.c} of FRR 8.4): zebra and bgpd each tell what they have, and both have
 * all. How often a line was hit is not counted here, so the forms that say it are left out.
 */
final class PrefixListShow {

    private static final List<String> DAEMONS = List.of("ZEBRA", "BGP");

    private final FrrConfig config;
    private final boolean ipv6;
    private final String kind;

    PrefixListShow(FrrConfig config, boolean ipv6) {
        this.config = config;
        this.ipv6 = ipv6;
        this.kind = ipv6 ? "ipv6 prefix-list" : "ip prefix-list";
    }

    /** What follows {@code prefix-list}. */
    String run(VtyWords words) throws VtyException {
        boolean summary = words.take("summary");
        if (!summary && words.take("detail")) {
            throw words.notModelled();
        }
        Optional<String> wanted =
                words.isAtEnd() || words.isNext("json") ? Optional.empty() : Optional.of(words.next());
        boolean json = words.take("json");
        words.end();
        List<Section> chosen = Lists.of(config, kind).stream()
                .filter(list -> wanted.map(Lists.name(list)::equals).orElse(true))
                .toList();
        if (wanted.isPresent() && chosen.isEmpty()) {
            return json ? "" : "% Can't find specified prefix-list\n";
        }
        if (json) {
            if (summary) {
                throw words.notModelled();
            }
            return json(chosen);
        }
        StringBuilder out = new StringBuilder();
        for (String daemon : DAEMONS) {
            if (summary && wanted.isEmpty() && !chosen.isEmpty()) {
                out.append("Prefix-list with the last deletion/insertion: ");
                out.append(last()).append('\n');
            }
            chosen.forEach(list -> list(out, daemon, list, summary));
        }
        return out.toString();
    }

    /** Of the list that changed last; lists stand in the configuration in the order in which they began. */
    private String last() {
        List<Section> all = config.root().children(Context.LIST).stream()
                .filter(list -> list.name().startsWith(kind + " "))
                .toList();
        return Lists.name(all.get(all.size() - 1));
    }

    private static void list(StringBuilder out, String daemon, Section list, boolean summary) {
        List<Entry> lines = Lists.lines(list);
        out.append(daemon).append(": ").append(list.name()).append(':');
        out.append(summary ? "" : " " + lines.size() + " entries").append('\n');
        list.find("description").ifPresent(entry -> out.append("   Description: ")
                .append(entry.value("text"))
                .append('\n'));
        if (summary) {
            long first = lines.isEmpty() ? 0 : lines.get(0).number("seq");
            long last = lines.isEmpty() ? 0 : lines.get(lines.size() - 1).number("seq");
            out.append("   count: ").append(lines.size()).append(", range entries: 0, sequences: ");
            out.append(first).append(" - ").append(last).append('\n');
            return;
        }
        for (Entry line : lines) {
            out.append("  ").append(line.text().substring(list.name().length())).append('\n');
        }
    }

    private String json(List<Section> chosen) {
        StringBuilder out = new StringBuilder();
        for (String daemon : DAEMONS) {
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            ObjectNode lists = root.putObject(daemon);
            for (Section list : chosen) {
                ObjectNode one = lists.putObject(Lists.name(list));
                one.put("addressFamily", ipv6 ? "IPv6" : "IPv4");
                ArrayNode entries = one.putArray("entries");
                Lists.lines(list).forEach(line -> entry(entries.addObject(), line));
                list.find("description").ifPresent(entry -> one.put("description", entry.value("text")));
            }
            out.append(JsonC.pretty(root));
        }
        return out.toString();
    }

    private void entry(ObjectNode out, Entry line) {
        out.put("sequenceNumber", line.number("seq")).put("type", Lists.action(line));
        if (line.find("prefix").isEmpty()) {
            out.put("prefix", ipv6 ? "::/0" : "0.0.0.0/0").put("maximumPrefixLength", ipv6 ? 128 : 32);
            return;
        }
        out.put("prefix", line.value("prefix"));
        line.find("ge").ifPresent(ge -> out.put("minimumPrefixLength", Long.parseLong(ge)));
        line.find("le").ifPresent(le -> out.put("maximumPrefixLength", Long.parseLong(le)));
    }
}
