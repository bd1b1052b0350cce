package io.sextant.lab.frr.mapping;

import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Entry;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.MaximumPrefix;
import io.sextant.protocol.bgp.config.NamedPolicy;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.PolicyPlace;
import io.sextant.protocol.bgp.message.AddressFamily;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** A neighbour in an address family. */
final class PeerFamilyMapping {

    /** FRR 8.4 peer_allowas_in_set, where no number is written. */
    private static final int ALLOW_AS_IN = 3;

    private static final Map<String, FamilyOption> SWITCHES = new TreeMap<>();

    static {
        SWITCHES.put("route-reflector-client", FamilyOption.ROUTE_REFLECTOR_CLIENT);
        SWITCHES.put("route-server-client", FamilyOption.ROUTE_SERVER_CLIENT);
        SWITCHES.put("next-hop-self", FamilyOption.NEXT_HOP_SELF);
        SWITCHES.put("as-override", FamilyOption.AS_OVERRIDE);
        SWITCHES.put("soft-reconfiguration inbound", FamilyOption.SOFT_RECONFIGURATION);
        SWITCHES.put("default-originate", FamilyOption.DEFAULT_ORIGINATE);
        SWITCHES.put("addpath-tx-all-paths", FamilyOption.ADD_PATH_TX_ALL);
        SWITCHES.put("addpath-tx-bestpath-per-AS", FamilyOption.ADD_PATH_TX_BEST_PER_AS);
        SWITCHES.put("disable-addpath-rx", FamilyOption.DISABLE_ADD_PATH_RX);
        SWITCHES.put("nexthop-local unchanged", FamilyOption.NEXT_HOP_LOCAL_UNCHANGED);
        SWITCHES.put("remove-private-AS", FamilyOption.REMOVE_PRIVATE_AS);
    }

    private final Neighbor neighbor;
    private final AddressFamily family;
    private final Context context;

    private PeerFamilyMapping(Neighbor neighbor, AddressFamily family) {
        this.neighbor = neighbor;
        this.family = family;
        this.context = InstanceMapping.context(family);
    }

    static PeerFamily of(Neighbor neighbor, AddressFamily family) {
        PeerFamilyMapping mapping = new PeerFamilyMapping(neighbor, family);
        return mapping.policies(mapping.numbers(mapping.options(PeerFamily.DEFAULT)));
    }

    private PeerFamily options(PeerFamily plain) {
        PeerFamily all = plain;
        for (Map.Entry<String, FamilyOption> each : SWITCHES.entrySet()) {
            all = neighbor.has(context, each.getKey()) ? all.with(each.getValue()) : all;
        }
        if (neighbor.has(context, "next-hop-self force")) {
            all = all.with(FamilyOption.NEXT_HOP_SELF, FamilyOption.FORCE_NEXT_HOP_SELF);
        }
        all = words(all, "remove-private-AS", "all", FamilyOption.REMOVE_PRIVATE_AS_ALL);
        all = words(all, "remove-private-AS", "replace-AS", FamilyOption.REMOVE_PRIVATE_AS_REPLACE);
        all = words(all, "attribute-unchanged", "as-path", FamilyOption.AS_PATH_UNCHANGED);
        all = words(all, "attribute-unchanged", "next-hop", FamilyOption.NEXT_HOP_UNCHANGED);
        all = words(all, "attribute-unchanged", "med", FamilyOption.MED_UNCHANGED);
        all = words(all, "allowas-in", "origin", FamilyOption.ALLOW_AS_IN_ORIGIN);
        all = unless(all, "send-community standard", FamilyOption.SEND_COMMUNITY);
        all = unless(all, "send-community extended", FamilyOption.SEND_EXTENDED_COMMUNITY);
        return unless(all, "send-community large", FamilyOption.SEND_LARGE_COMMUNITY);
    }

    private PeerFamily words(PeerFamily all, String key, String word, FamilyOption option) {
        boolean said =
                neighbor.find(context, key).filter(entry -> entry.has(word)).isPresent();
        return said ? all.with(option) : all;
    }

    private PeerFamily unless(PeerFamily all, String key, FamilyOption option) {
        boolean off = neighbor.find(context, key).filter(Entry::negative).isPresent();
        return off ? all.without(option) : all;
    }

    private PeerFamily numbers(PeerFamily plain) {
        PeerFamily all = plain;
        Optional<Entry> weight = neighbor.find(context, "weight");
        Optional<Entry> allow = neighbor.find(context, "allowas-in").filter(entry -> !entry.has("origin"));
        Optional<Entry> maximum = neighbor.find(context, "maximum-prefix");
        Optional<Entry> out = neighbor.find(context, "maximum-prefix-out");
        all = weight.isPresent() ? all.withWeight((int) weight.get().number("weight")) : all;
        all = allow.isPresent()
                ? all.withAllowAsIn(
                        allow.get().find("count").map(Integer::valueOf).orElse(ALLOW_AS_IN))
                : all;
        all = maximum.isPresent() ? all.withMaximumPrefix(maximumPrefix(maximum.get())) : all;
        return out.isPresent() ? all.withMaximumPrefixOut(out.get().number("maximum")) : all;
    }

    private static MaximumPrefix maximumPrefix(Entry entry) {
        return new MaximumPrefix(
                entry.number("maximum"),
                entry.find("threshold").map(Integer::valueOf).orElse(MaximumPrefix.DEFAULT_THRESHOLD_PERCENT),
                entry.find("minutes").map(Integer::valueOf).orElse(0),
                entry.has("warning-only"),
                entry.has("force"));
    }

    private PeerFamily policies(PeerFamily plain) {
        PolicyNames names = neighbor.instance().policies();
        PeerFamily all = plain;
        all = policy(all, PolicyPlace.ROUTE_MAP_IN, "route-map in", "map", names::routeMap);
        all = policy(all, PolicyPlace.ROUTE_MAP_OUT, "route-map out", "map", names::routeMap);
        all = policy(all, PolicyPlace.PREFIX_LIST_IN, "prefix-list in", "list", name -> names.prefixList(family, name));
        all = policy(
                all, PolicyPlace.PREFIX_LIST_OUT, "prefix-list out", "list", name -> names.prefixList(family, name));
        all = policy(
                all,
                PolicyPlace.DISTRIBUTE_LIST_IN,
                "distribute-list in",
                "list",
                name -> names.accessList(family, name));
        all = policy(
                all,
                PolicyPlace.DISTRIBUTE_LIST_OUT,
                "distribute-list out",
                "list",
                name -> names.accessList(family, name));
        all = policy(all, PolicyPlace.FILTER_LIST_IN, "filter-list in", "list", names::asPathList);
        all = policy(all, PolicyPlace.FILTER_LIST_OUT, "filter-list out", "list", names::asPathList);
        all = policy(all, PolicyPlace.UNSUPPRESS_MAP, "unsuppress-map", "map", names::routeMap);
        return policy(all, PolicyPlace.DEFAULT_ORIGINATE_MAP, "default-originate", "map", names::routeMap);
    }

    private PeerFamily policy(
            PeerFamily all, PolicyPlace place, String key, String argument, Function<String, NamedPolicy> bind) {
        Optional<NamedPolicy> policy = neighbor.find(context, key)
                .flatMap(entry -> entry.find(argument))
                .map(bind);
        return policy.isPresent() ? all.withPolicy(place, policy.get()) : all;
    }
}
