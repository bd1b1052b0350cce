package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.config.ExternalRoute;
import io.sextant.protocol.bgp.config.NamedPolicy;
import io.sextant.protocol.bgp.config.Network;
import io.sextant.protocol.bgp.config.Redistribution;
import io.sextant.protocol.bgp.config.RouteKind;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.Origin;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.message.PathNotes;
import io.sextant.protocol.bgp.policy.PathFacts;
import io.sextant.protocol.bgp.policy.PolicyContext;
import io.sextant.protocol.bgp.policy.PolicyPoint;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.rib.Destination;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.rib.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Routes of our own: {@code network}, {@code redistribute}, and what programs announce. */
final class Origination {

    private final Instance instance;
    private final DecisionQueue queue;
    private final Aggregation aggregation;
    /** Routes of the table behind the speaker, by kind and prefix. */
    private final Map<RouteKind, Map<IpPrefix, ExternalRoute>> offered = new TreeMap<>();

    Origination(Instance instance, DecisionQueue queue, Aggregation aggregation) {
        this.instance = instance;
        this.queue = queue;
        this.aggregation = aggregation;
    }

    /**
     * Announces a prefix with these attributes.
     *
     * @param metric as a path's cost to its next hop, or {@link Path#UNREACHABLE} where it may not be used
     */
    void announce(RouteSource.Kind kind, IpPrefix prefix, PathAttributes attributes, long weight, long metric) {
        RouteTable table = instance.rib.table(prefix);
        Destination destination = table.at(prefix);
        PathAttributes shared = instance.interner.intern(attributes);
        RouteSource source = instance.local(kind);
        Path known = table.path(destination, source, 0);
        if (known != null && !known.isRemoved()) {
            table.reprice(known, metric);
        }
        RouteTable.Put put = table.put(destination, source, 0, shared, weight, metric, instance.nowNanos);
        boolean repriced = known != null && known.igpMetric() != metric;
        if (put != RouteTable.Put.SAME || repriced) {
            aggregation.touched(destination);
            queue.add(table, destination);
        }
    }

    /** Takes an announcement back; harmless when there is none. */
    void withdraw(RouteSource.Kind kind, IpPrefix prefix) {
        RouteTable table = instance.rib.table(prefix);
        Destination destination = table.find(prefix);
        Path path = destination == null ? null : table.path(destination, instance.local(kind), 0);
        if (destination != null && path != null && !path.isRemoved()) {
            table.remove(path);
            aggregation.touched(destination);
            queue.add(table, destination);
        }
    }

    // ----- network statements (FRR 8.4 bgp_static_update)

    /** Statements of a family were replaced by others. */
    void networksChanged(AddressFamily family, List<Network> before) {
        List<Network> now = instance.config.family(family).networks();
        for (Network network : before) {
            if (!now.contains(network)) {
                withdraw(RouteSource.Kind.NETWORK, network.prefix());
            }
        }
        now.forEach(this::announce);
    }

    /** The table behind the speaker changed, or policies did: every statement is looked at again. */
    void networksAgain() {
        for (AddressFamily family : List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST)) {
            instance.config.family(family).networks().forEach(this::announce);
        }
    }

    /** Has the decision run again. */
    void lookAgain(IpPrefix prefix) {
        RouteTable table = instance.rib.table(prefix);
        Destination destination = table.find(prefix);
        if (destination != null) {
            queue.add(table, destination);
        }
    }

    private void announce(Network network) {
        PathAttributes bare = PathAttributes.builder()
                .origin(Origin.IGP)
                .med(OptionalLong.of(0))
                .build();
        PolicyRoute route = ask(network.routeMap(), PolicyPoint.NETWORK, network.prefix(), bare);
        // FRR 8.4 bgp_static_update: the route that is looked for is tracked like a next hop, its metric included.
        long metric = instance.config.has(SpeakerOption.NETWORK_IMPORT_CHECK)
                ? instance.config.nextHops().routeMetric(network.prefix())
                : 0;
        if (route == null || network.backdoor()) {
            withdraw(RouteSource.Kind.NETWORK, network.prefix());
        } else {
            announce(RouteSource.Kind.NETWORK, network.prefix(), drained(route), route.weight(), metric);
        }
    }

    // ----- redistribute (FRR 8.4 bgp_redistribute_add)

    /** The table behind the speaker has a route. */
    void offer(ExternalRoute route) {
        offered.computeIfAbsent(route.kind(), kind -> new TreeMap<>()).put(route.prefix(), route);
        redistribute(route);
    }

    /** It has it no longer. */
    void retract(RouteKind kind, IpPrefix prefix) {
        Map<IpPrefix, ExternalRoute> routes = offered.get(kind);
        if (routes != null && routes.remove(prefix) != null && redistribution(kind, prefix) != null) {
            withdraw(RouteSource.Kind.REDISTRIBUTED, prefix);
        }
    }

    /** Statements or policies changed: everything offered is looked at again. */
    void redistributeAgain() {
        for (Map<IpPrefix, ExternalRoute> routes : offered.values()) {
            new ArrayList<>(routes.values()).forEach(this::redistribute);
        }
    }

    private void redistribute(ExternalRoute route) {
        Redistribution statement = redistribution(route.kind(), route.prefix());
        PolicyRoute passed = null;
        if (statement != null) {
            PathAttributes bare = PathAttributes.builder()
                    .origin(Origin.INCOMPLETE)
                    .nextHop(route.nextHop())
                    .notes(PathNotes.NONE.withTag(route.tag()).withInterfaceName(route.interfaceName()))
                    .med(OptionalLong.of(statement.metric().orElse(route.metric())))
                    .build();
            passed = ask(statement.routeMap(), PolicyPoint.REDISTRIBUTE, route.prefix(), bare);
        }
        if (passed != null) {
            announce(RouteSource.Kind.REDISTRIBUTED, route.prefix(), drained(passed), passed.weight(), 0);
        } else if (!offeredByOthers(route)) {
            withdraw(RouteSource.Kind.REDISTRIBUTED, route.prefix());
        }
    }

    private boolean offeredByOthers(ExternalRoute route) {
        return offered.entrySet().stream()
                .anyMatch(each -> each.getKey() != route.kind()
                        && each.getValue().containsKey(route.prefix())
                        && redistribution(each.getKey(), route.prefix()) != null);
    }

    private @Nullable Redistribution redistribution(RouteKind kind, IpPrefix prefix) {
        return instance.config.family(AddressFamily.of(prefix)).redistributions().stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElse(null);
    }

    // ----- both

    private PathAttributes drained(PolicyRoute route) {
        return instance.config.has(SpeakerOption.GRACEFUL_SHUTDOWN)
                ? GracefulShutdown.mark(route.attributes())
                : route.attributes();
    }

    private @Nullable PolicyRoute ask(
            @Nullable NamedPolicy map, PolicyPoint point, IpPrefix prefix, PathAttributes attributes) {
        PolicyRoute route = new PolicyRoute(Nlri.of(prefix), attributes, Path.LOCAL_WEIGHT, PathFacts.NONE);
        PolicyContext context = PolicyContext.local(point, instance.config.localAs())
                .withAbsentLocalPreference(instance.config.decision().defaultLocalPreference());
        return map == null ? route : map.policy().apply(route, context);
    }
}
