package io.sextant.lab.frr.mapping;

import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import io.sextant.protocol.bgp.policy.list.ListKind;
import io.sextant.protocol.bgp.policy.list.ListRef;
import io.sextant.protocol.bgp.policy.list.Verdict;
import io.sextant.protocol.bgp.policy.map.Onward;
import io.sextant.protocol.bgp.policy.map.PolicyBook;
import io.sextant.protocol.bgp.policy.map.RouteMap;
import io.sextant.protocol.bgp.policy.map.RouteMapEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Route-maps and lists as the policies take them. */
public final class PolicyMapping {

    private PolicyMapping() {}

    /** Makes {@code book} say what {@code config} says: names it does not have any more are taken away. */
    public static void define(FrrConfig config, PolicyBook book) {
        Map<String, RouteMap> maps = new TreeMap<>();
        for (Section section : config.root().children(Context.ROUTE_MAP)) {
            Entry opening = section.find("route-map").orElseThrow();
            RouteMap map = maps.getOrDefault(opening.value("map"), RouteMap.EMPTY);
            maps.put(opening.value("map"), map.with(entry(section, opening)));
        }
        ListMapping lists = new ListMapping(config);
        for (ListKind kind : ListKind.values()) {
            List.copyOf(book.lists().all(kind).keySet()).stream()
                    .filter(name -> !lists.has(kind, name))
                    .forEach(name -> book.lists().undefine(new ListRef(kind, name)));
        }
        lists.define(book.lists());
        List.copyOf(book.names()).stream()
                .filter(name -> !maps.containsKey(name))
                .forEach(book::undefine);
        maps.forEach(book::define);
    }

    static Verdict verdict(Entry entry) {
        return entry.has("permit") ? Verdict.PERMIT : Verdict.DENY;
    }

    private static RouteMapEntry entry(Section section, Entry opening) {
        RouteMapEntry entry = RouteMapEntry.of(opening.number("seq"), verdict(opening))
                .withOnward(onward(section))
                .withCall(section.find("call").map(found -> found.value("map")).orElse(""))
                .withDescription(section.find("description")
                        .map(found -> found.value("text"))
                        .orElse(""));
        for (Entry statement : section.entries().values()) {
            entry = MatchMapping.of(statement).map(entry::with).orElse(entry);
            entry = ChangeMapping.of(statement).map(entry::with).orElse(entry);
        }
        return entry;
    }

    private static Onward onward(Section section) {
        Optional<Entry> jump = section.find("on-match goto").or(() -> section.find("continue"));
        if (jump.isPresent()) {
            return Onward.goTo(jump.get().number("seq"));
        }
        return section.find("on-match next").isPresent() ? Onward.NEXT : Onward.EXIT;
    }
}
