package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.message.Update;
import io.sextant.protocol.bgp.rib.Destination;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.rib.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The way of routes from peers into the table (RFC 4271 §9.1.1; FRR 8.4 {@code bgp_update}, {@code bgp_withdraw}). */
@SuppressWarnings("ReferenceEquality") // Which session told it, not which peer.
final class Importer {

    /** What is the same for all routes of an UPDATE; the cost to a next hop is kept from one prefix to the next. */
    private final class Way {
        private final Peer peer;
        private final RouteSource source;
        private final AddressFamily family;
        private final PeerRoutes routes;
        private final RouteTable table;
        private @Nullable PathAttributes priced;
        private long price;

        Way(Peer peer, RouteSource source, AddressFamily family, PeerRoutes routes, RouteTable table) {
            this.peer = peer;
            this.source = source;
            this.family = family;
            this.routes = routes;
            this.table = table;
        }

        long metric(IpPrefix prefix, PathAttributes attributes) {
            if (prefix.length() == prefix.address().lengthBits()) {
                return costs.metric(peer, family, prefix, attributes);
            }
            if (priced != attributes) {
                price = costs.metric(peer, family, prefix, attributes);
                priced = attributes;
            }
            return price;
        }
    }

    private final Instance instance;
    private final DecisionQueue queue;
    private final Aggregation aggregation;
    private final PathCosts costs;
    private final PrefixLimits limits = new PrefixLimits();

    Importer(Instance instance, DecisionQueue queue, Aggregation aggregation, PathCosts costs) {
        this.instance = instance;
        this.queue = queue;
        this.aggregation = aggregation;
        this.costs = costs;
    }

    /**
     * Takes in an UPDATE.
     *
     * @return the family whose {@code maximum-prefix} it exceeded so that the session has to end, or null
     */
    @Nullable
    AddressFamily learn(Peer peer, Update update) {
        RouteSource source = peer.source;
        if (source == null || !instance.profile.learns()) {
            return null;
        }
        for (Nlri nlri : update.withdrawals()) {
            AddressFamily family = AddressFamily.of(nlri.prefix());
            peer.routes(family).received.remove(nlri);
            drop(peer, source, family, nlri);
        }
        for (Update.Routes routes : update.announcements()) {
            if (peer.speaks(routes.family()) && !learn(peer, source, routes)) {
                return routes.family();
            }
        }
        return null;
    }

    private boolean learn(Peer peer, RouteSource source, Update.Routes routes) {
        AddressFamily family = routes.family();
        PeerRoutes own = peer.routes(family);
        ImportRules rules = rules(peer, family);
        boolean keeps = peer.family(family).has(FamilyOption.SOFT_RECONFIGURATION);
        PathAttributes received = rules.received(routes.attributes());
        if (received == null) {
            routes.prefixes().forEach(nlri -> drop(peer, source, family, nlri));
            return true;
        }
        boolean each = rules.asksForPrefixes();
        PathAttributes accepted =
                each ? null : intern(rules.apply(routes.prefixes().get(0), received));
        boolean limited = peer.family(family).maximumPrefix() != null;
        Way way = new Way(peer, source, family, own, instance.rib.table(family));
        for (Nlri nlri : routes.prefixes()) {
            if (keeps) {
                own.received.put(nlri, instance.interner.intern(received));
            }
            PathAttributes passed = each ? intern(rules.apply(nlri, received)) : accepted;
            if (passed == null) {
                drop(peer, source, family, nlri);
            } else {
                if (limited && limits.isOver(peer, family)) {
                    return false;
                }
                store(way, nlri, passed, rules.weight());
            }
        }
        return true; // what exceeds the limit shows when the next route comes (FRR 8.4 bgp_update)
    }

    /** Puts what is kept of a peer's routes through import once more (FRR 8.4 {@code bgp_soft_reconfig_in}). */
    void refilter(Peer peer, AddressFamily family) {
        RouteSource source = peer.source;
        if (source == null) {
            return;
        }
        ImportRules rules = rules(peer, family);
        Way way = new Way(peer, source, family, peer.routes(family), instance.rib.table(family));
        for (Map.Entry<Nlri, PathAttributes> route :
                List.copyOf(peer.routes(family).received.entrySet())) {
            PathAttributes passed = intern(rules.apply(route.getKey(), route.getValue()));
            if (passed == null) {
                drop(peer, source, family, route.getKey());
            } else {
                store(way, route.getKey(), passed, rules.weight());
            }
        }
    }

    private ImportRules rules(Peer peer, AddressFamily family) {
        PeerRoutes routes = peer.routes(family);
        ImportRules known = routes.rules;
        if (known == null || !known.isFor(instance, peer)) {
            known = new ImportRules(instance, peer, family);
            routes.rules = known;
        }
        return known;
    }

    private @Nullable PathAttributes intern(@Nullable PathAttributes attributes) {
        return attributes == null ? null : instance.interner.intern(attributes);
    }

    private void store(Way way, Nlri nlri, PathAttributes passed, long weight) {
        RouteTable table = way.table;
        Destination destination = table.at(nlri.prefix());
        Path known = table.path(destination, way.source, nlri.pathId());
        boolean counts = known == null || known.isRemoved();
        long metric = way.metric(nlri.prefix(), passed);
        RouteTable.Put put =
                table.put(destination, way.source, nlri.pathId(), passed, weight, metric, instance.nowNanos);
        if (put == RouteTable.Put.SAME) {
            // The same again changes nothing, not even its age (FRR 8.4 bgp_update).
            return;
        }
        way.routes.accepted += counts ? 1 : 0;
        aggregation.touched(destination);
        queue.add(table, destination);
    }

    /** Takes a route away, if it is there. */
    void drop(Peer peer, RouteSource source, AddressFamily family, Nlri nlri) {
        RouteTable table = instance.rib.table(family);
        Destination destination = table.find(nlri.prefix());
        Path path = destination == null ? null : table.path(destination, source, nlri.pathId());
        if (destination != null && path != null && !path.isRemoved()) {
            remove(peer, family, path);
        }
    }

    private void remove(Peer peer, AddressFamily family, Path path) {
        RouteTable table = instance.rib.table(family);
        boolean best = path == path.destination().bestOrNull();
        table.remove(path);
        peer.routes(family).accepted--;
        aggregation.touched(path.destination());
        queue.addAfterRemoval(table, path.destination(), best);
    }

    /** Takes all routes of a peer's session away, by prefix (FRR 8.4 {@code bgp_clear_route}). */
    void clear(Peer peer, RouteSource source) {
        for (AddressFamily family : peer.families.keySet()) {
            peer.routes(family).received.clear();
            paths(peer, family, path -> path.source() == source).forEach(path -> remove(peer, family, path));
        }
    }

    /**
     * The session is gone and comes back: routes of some families become stale, those that were stale before and all others
     * go (RFC 4724 §4.2; FRR 8.4 {@code bgp_clear_route_node}).
     */
    void retain(Peer peer, RouteSource source, Set<AddressFamily> kept) {
        for (AddressFamily family : peer.families.keySet()) {
            RouteTable table = instance.rib.table(family);
            peer.routes(family).received.clear();
            for (Path path : paths(peer, family, each -> each.source() == source)) {
                if (kept.contains(family) && !path.stale()) {
                    table.markStale(path);
                } else {
                    remove(peer, family, path);
                }
            }
        }
    }

    /** Takes a peer's stale routes away (FRR 8.4 {@code bgp_clear_stale_route}). */
    void clearStale(Peer peer, AddressFamily family) {
        RouteSource source = peer.source;
        paths(peer, family, path -> path.source() == source && path.stale())
                .forEach(path -> remove(peer, family, path));
    }

    /**
     * RFC 9494 §4.2: stale routes are marked and kept as the last choice, those that carry NO_LLGR go. FRR 8.4 {@code
     * bgp_set_llgr_stale} marks them as fresh ones, so that only NO_LLGR's are still stale afterwards.
     */
    void markLongLived(Peer peer, AddressFamily family) {
        RouteSource source = peer.source;
        RouteTable table = instance.rib.table(family);
        for (Path path : paths(peer, family, each -> each.source() == source && each.stale())) {
            List<Community> communities = path.attributes().communities();
            if (communities.contains(Community.NO_LLGR)) {
                remove(peer, family, path);
                continue;
            }
            List<Community> marked = new ArrayList<>(communities);
            marked.add(Community.LLGR_STALE);
            PathAttributes attributes =
                    path.attributes().toBuilder().communities(marked).build();
            table.rewriteStale(path, instance.interner.intern(attributes));
            aggregation.touched(path.destination());
            queue.add(table, path.destination());
        }
    }

    private List<Path> paths(Peer peer, AddressFamily family, Predicate<Path> which) {
        if (peer.routes(family).accepted == 0) {
            return List.of();
        }
        List<Path> found = new ArrayList<>(peer.routes(family).accepted);
        instance.rib.table(family).forEach(destination -> {
            for (Path path : destination.paths()) {
                if (which.test(path)) {
                    found.add(path);
                }
            }
        });
        found.sort(java.util.Comparator.comparing(path -> path.destination().prefix()));
        return found;
    }
}
