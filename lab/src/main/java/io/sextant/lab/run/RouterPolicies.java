package io.sextant.lab.run;

import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.frr.mapping.BookPolicies;
import io.sextant.lab.frr.mapping.PolicyMapping;
import io.sextant.lab.frr.mapping.PolicyNames;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Section;
import io.sextant.protocol.bgp.config.NamedPolicy;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.policy.map.PolicyBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The route-maps and lists of one state of a configuration. The same name gives the same policy, so that a configuration
 * that changes elsewhere changes no peer.
 */
final class RouterPolicies implements PolicyNames {

    private final List<Section> sections;
    private final PolicyBook book;
    private final PolicyNames names;
    private final Map<String, NamedPolicy> given = new TreeMap<>();

    RouterPolicies(FrrConfig config, PolicyBook empty) {
        sections = sections(config);
        book = empty;
        PolicyMapping.define(config, book);
        names = new BookPolicies(book);
    }

    /** Whether another configuration says the same of route-maps and lists. */
    boolean isOf(FrrConfig config) {
        return sections.equals(sections(config));
    }

    PolicyBook book() {
        return book;
    }

    private static List<Section> sections(FrrConfig config) {
        List<Section> all = new ArrayList<>(config.root().children(Context.ROUTE_MAP));
        all.addAll(config.root().children(Context.LIST));
        return all;
    }

    @Override
    public NamedPolicy routeMap(String name) {
        return once("route-map " + name, () -> names.routeMap(name));
    }

    @Override
    public NamedPolicy prefixList(AddressFamily family, String name) {
        return once("prefix-list " + family + " " + name, () -> names.prefixList(family, name));
    }

    @Override
    public NamedPolicy accessList(AddressFamily family, String name) {
        return once("access-list " + family + " " + name, () -> names.accessList(family, name));
    }

    @Override
    public NamedPolicy asPathList(String name) {
        return once("as-path " + name, () -> names.asPathList(name));
    }

    private NamedPolicy once(String key, Supplier<NamedPolicy> made) {
        NamedPolicy known = given.get(key);
        if (known == null) {
            known = made.get();
            given.put(key, known);
        }
        return known;
    }
}
