package io.sextant.topology.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One source's route to a prefix inside zebra, with its state ({@code struct route_entry}). */
final class RibEntry {

    /**
     * What a source says of a prefix.
     *
     * @param byDistance whether routes of this source with different distances stand beside each other
     *     ({@code ZEBRA_FLAG_RR_USE_DISTANCE})
     */
    record Facts(
            RouteOrigin origin,
            int distance,
            long metric,
            long tag,
            boolean internalBgp,
            boolean allowsRecursion,
            boolean byDistance,
            List<RibNextHop> asked) {

        Facts {
            asked = asked.stream().sorted(RibNextHop.ORDER).toList();
        }
    }

    final Facts facts;
    final long sinceNanos;
    NexthopTable.@Nullable Entry nexthops;
    boolean changed = true;
    boolean removed;
    boolean selected;
    boolean installed;
    boolean queued;
    int installedId;

    RibEntry(Facts facts, long sinceNanos) {
        this.facts = facts;
        this.sinceNanos = sinceNanos;
    }

    RouteOrigin origin() {
        return facts.origin();
    }

    List<RibNextHop> hops() {
        NexthopTable.Entry known = nexthops;
        return known == null ? facts.asked() : known.hops();
    }

    boolean hasActiveHop() {
        return hops().stream().anyMatch(RibNextHop::active);
    }

    /** Whether a newer route takes this one's place ({@code rib_compare_routes}). */
    boolean isReplacedBy(Facts newer) {
        if (origin() != newer.origin() || origin() == RouteOrigin.CONNECTED) {
            return false;
        }
        if (origin() == RouteOrigin.KERNEL && facts.metric() != newer.metric()) {
            return false;
        }
        return !newer.byDistance() || facts.distance() == newer.distance();
    }

    /** Whether a deletion that says this means this route ({@code process_subq_early_route_delete}). */
    boolean isMeantBy(Facts deleted) {
        if (origin() != deleted.origin()) {
            return false;
        }
        return switch (origin()) {
            case CONNECTED ->
                facts.asked().get(0).device() == deleted.asked().get(0).device();
            case KERNEL -> facts.metric() == deleted.metric();
            case STATIC -> facts.distance() == deleted.distance();
            case BGP -> true;
        };
    }
}
