package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.bgp.config.Aggregate;
import io.sextant.protocol.bgp.config.SpeakerFamily;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.Aggregator;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.ExtendedCommunity;
import io.sextant.protocol.bgp.message.LargeCommunity;
import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.Origin;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.policy.PolicyContext;
import io.sextant.protocol.bgp.policy.PolicyPoint;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.rib.Destination;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.rib.RouteTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Routes made of more specific ones (RFC 4271 §9.2.2.2; FRR 8.4 {@code bgp_aggregate_route}): they are made of every usable
 * path under them, not of the best ones alone. What changes is noted and worked out once at the end of a call.
 */
final class Aggregation {

    private final Instance instance;
    private final DecisionQueue queue;
    private final Set<Aggregate> changed = new LinkedHashSet<>();
    /** Those of them whose parts are looked at as if for the first time. */
    private final Set<Aggregate> fresh = new LinkedHashSet<>();
    /** Those whose map refuses them: they silence nothing (FRR 8.4 {@code bgp_aggregate_install}). */
    private final Set<Aggregate> refused = new LinkedHashSet<>();

    Aggregation(Instance instance, DecisionQueue queue) {
        this.instance = instance;
        this.queue = queue;
    }

    /** A path of a destination came, went or changed. */
    void touched(Destination destination) {
        if (!hasAny()) {
            return;
        }
        for (Aggregate aggregate : aggregates(AddressFamily.of(destination.prefix()))) {
            if (covers(aggregate, destination)) {
                changed.add(aggregate);
            }
        }
    }

    /** The statements of a family changed. */
    void reconfigured(AddressFamily family, List<Aggregate> before) {
        List<Aggregate> now = aggregates(family);
        RouteTable table = instance.rib.table(family);
        for (Aggregate aggregate : before) {
            if (!now.contains(aggregate)) {
                withdraw(table, aggregate);
                under(table, aggregate).forEach(each -> silence(table, each));
            }
        }
        now.stream().filter(aggregate -> !before.contains(aggregate)).forEach(this::startAnew);
    }

    /** Policies may say something else now. */
    void policiesChanged() {
        aggregates(AddressFamily.IPV4_UNICAST).forEach(this::startAnew);
        aggregates(AddressFamily.IPV6_UNICAST).forEach(this::startAnew);
    }

    private void startAnew(Aggregate aggregate) {
        changed.add(aggregate);
        fresh.add(aggregate);
    }

    /** Works out what was noted. */
    void run() {
        // An aggregate may lie under another, but is not a part of it: one round is enough.
        List<Aggregate> work = List.copyOf(changed);
        changed.clear();
        for (Aggregate aggregate : work) {
            RouteTable table = instance.rib.table(aggregate.prefix());
            List<Destination> parts = under(table, aggregate);
            PolicyRoute route = combine(aggregate, parts);
            if (route == null) {
                refused.add(aggregate);
                withdraw(table, aggregate);
            } else {
                refused.remove(aggregate);
                install(table, aggregate, route);
            }
            parts.forEach(each -> silence(table, each));
        }
        changed.clear();
        fresh.clear();
    }

    private boolean hasAny() {
        for (SpeakerFamily family : instance.config.families().values()) {
            if (!family.aggregates().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private List<Aggregate> aggregates(AddressFamily family) {
        return instance.config.family(family).aggregates();
    }

    private static boolean covers(Aggregate aggregate, Destination destination) {
        return aggregate.prefix().length() < destination.prefix().length()
                && aggregate.prefix().contains(destination.prefix());
    }

    private static List<Destination> under(RouteTable table, Aggregate aggregate) {
        List<Destination> found = new ArrayList<>();
        table.forEach(destination -> {
            if (covers(aggregate, destination)) {
                found.add(destination);
            }
        });
        found.sort(java.util.Comparator.comparing(Destination::prefix));
        return found;
    }

    private static List<Path> usable(Destination destination) {
        List<Path> paths = destination.paths();
        paths.removeIf(path -> !path.isReachable() || path.source().kind() == RouteSource.Kind.AGGREGATE);
        return paths;
    }

    private void install(RouteTable table, Aggregate aggregate, PolicyRoute route) {
        Destination destination = table.at(aggregate.prefix());
        RouteTable.Put put = table.put(
                destination,
                instance.local(RouteSource.Kind.AGGREGATE),
                0,
                instance.interner.intern(route.attributes()),
                route.weight(),
                0,
                instance.nowNanos);
        if (put != RouteTable.Put.SAME) {
            queue.add(table, destination);
        }
    }

    private void withdraw(RouteTable table, Aggregate aggregate) {
        Destination destination = table.find(aggregate.prefix());
        Path path = destination == null ? null : table.path(destination, instance.local(RouteSource.Kind.AGGREGATE), 0);
        if (destination != null && path != null && !path.isRemoved()) {
            table.remove(path);
            queue.add(table, destination);
        }
    }

    /** Sets or lifts the silence of a destination's paths, whichever aggregates ask for it. */
    private void silence(RouteTable table, Destination destination) {
        boolean differs = false;
        for (Path path : usable(destination)) {
            boolean silent = isSilenced(destination, path);
            differs |= silent != path.isSuppressed();
            table.suppress(path, silent);
        }
        if (differs) {
            queue.add(table, destination);
        }
    }

    private boolean isSilenced(Destination destination, Path path) {
        for (Aggregate aggregate : aggregates(AddressFamily.of(destination.prefix()))) {
            boolean asks = aggregate.summaryOnly() || aggregate.suppressMap() != null;
            if (!asks || !covers(aggregate, destination)) {
                continue;
            }
            if (aggregate.matchingMedOnly() && !sameMed(under(instance.rib.table(aggregate.prefix()), aggregate))) {
                continue;
            }
            boolean meant = aggregate.summaryOnly() || matches(aggregate, path);
            if (meant && !refused.contains(aggregate)) {
                return true;
            }
        }
        return false;
    }

    /** {@code aggr_suppress_map_test}: the map sees the prefix and empty attributes. */
    private boolean matches(Aggregate aggregate, Path path) {
        return aggregate.suppressMap() != null
                && aggregate.suppressMap().policy().apply(PolicyRoute.of(path.nlri(), PathAttributes.NONE), context())
                        != null;
    }

    private PolicyContext context() {
        return PolicyContext.local(PolicyPoint.AGGREGATE, instance.config.localAs())
                .withAbsentLocalPreference(instance.config.decision().defaultLocalPreference());
    }

    private static boolean sameMed(List<Destination> parts) {
        long first = -1;
        for (Destination part : parts) {
            for (Path path : usable(part)) {
                long med = path.attributes().medOr(0);
                if (first >= 0 && med != first) {
                    return false;
                }
                first = med;
            }
        }
        return true;
    }

    /** The aggregate, or null where there is none to be. */
    private @Nullable PolicyRoute combine(Aggregate aggregate, List<Destination> parts) {
        List<Path> paths = new ArrayList<>();
        parts.forEach(part -> paths.addAll(usable(part)));
        if (paths.isEmpty() || (aggregate.matchingMedOnly() && !sameMed(parts))) {
            return null;
        }
        // FRR 8.4 bgp_aggregate_route looks at the parts' own marks; bgp_add_route_to_aggregate does not.
        boolean atomic = false;
        Origin worst = Origin.IGP;
        for (Path path : paths) {
            atomic |= fresh.contains(aggregate) && path.attributes().atomicAggregate();
            Origin origin = path.attributes().origin();
            worst = origin.compareTo(worst) > 0 ? origin : worst;
        }
        PathAttributes.Builder out = PathAttributes.builder()
                .origin(aggregate.origin().orElse(worst))
                .med(OptionalLong.of(0))
                .atomicAggregate(!aggregate.asSet() || atomic)
                .aggregator(new Aggregator(instance.config.visibleAs(), instance.config.routerId()));
        List<Community> communities = new ArrayList<>();
        if (aggregate.asSet()) {
            communities.addAll(joinSets(paths, out));
        }
        boolean draining = instance.config.has(SpeakerOption.GRACEFUL_SHUTDOWN);
        if (!draining) {
            communities.remove(Community.GRACEFUL_SHUTDOWN);
        }
        PathAttributes joined = out.communities(communities).build();
        PolicyRoute made = PolicyRoute.of(
                        Nlri.of(aggregate.prefix()), draining ? GracefulShutdown.mark(joined) : joined)
                .withWeight(Path.LOCAL_WEIGHT);
        if (aggregate.routeMap() == null) {
            return made;
        }
        PolicyRoute passed = aggregate.routeMap().policy().apply(made, context());
        // FRR 8.4 bgp_attr_aggregate_intern marks before the map and behind it.
        return passed == null || !draining ? passed : passed.withAttributes(GracefulShutdown.mark(passed.attributes()));
    }

    /** AS_PATH and communities of all paths together; the plain communities come back. */
    static Set<Community> joinSets(List<Path> paths, PathAttributes.Builder out) {
        Set<AsPath> asPaths = new LinkedHashSet<>();
        Set<Community> communities = new LinkedHashSet<>();
        Set<ExtendedCommunity> extended = new LinkedHashSet<>();
        Set<LargeCommunity> large = new LinkedHashSet<>();
        for (Path path : paths) {
            asPaths.add(path.attributes().asPath());
            communities.addAll(path.attributes().communities());
            extended.addAll(path.attributes().extendedCommunities());
            large.addAll(path.attributes().largeCommunities());
        }
        AsPath joined = null;
        for (AsPath path : asPaths) {
            joined = joined == null ? path : AsPathRules.aggregate(joined, path);
        }
        out.asPath(joined == null ? AsPath.EMPTY : joined);
        out.extendedCommunities(extended.stream().sorted().toList()).largeCommunities(List.copyOf(large));
        return communities;
    }
}
