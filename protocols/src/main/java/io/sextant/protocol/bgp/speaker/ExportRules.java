package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.bgp.config.NamedPolicy;
import io.sextant.protocol.bgp.config.PolicyPlace;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.policy.PathFacts;
import io.sextant.protocol.bgp.policy.PolicyContext;
import io.sextant.protocol.bgp.policy.PolicyPoint;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.policy.RoutePolicy;
import io.sextant.protocol.bgp.rib.Destination;
import io.sextant.protocol.bgp.rib.LinkBandwidth;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RouteSource;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a route on its way to the peers of an update group: FRR 8.4 {@code subgroup_announce_check}, its checks in
 * its order, and the part of {@code bgp_packet_attribute} that depends on whom it is for. Attributes without a next hop mean
 * "the sender".
 */
@SuppressWarnings("ReferenceEquality") // Which of the paths, not what they say.
final class ExportRules {

    private final Audience to;
    private final ExportChecks checks;
    private final ExportNextHop nextHop;
    private final ExportWords words;
    private final PolicyContext context;
    private final @Nullable NamedPolicy routeMap;
    private final @Nullable NamedPolicy unsuppressMap;
    private final boolean refusesAll;
    private @Nullable Said last;

    /** What was said of one path, which holds for others of the same words from the same peer in the same call. */
    private record Said(
            long call,
            RouteSource source,
            PathAttributes attributes,
            @Nullable PathAttributes words) {}

    ExportRules(Audience to) {
        this.to = to;
        this.context = to.peer.policyContext(PolicyPoint.OUT, to.instance);
        this.checks = new ExportChecks(to, context);
        this.nextHop = new ExportNextHop(to);
        this.words = new ExportWords(to, nextHop);
        this.routeMap = to.family.policies().get(PolicyPlace.ROUTE_MAP_OUT);
        this.unsuppressMap = to.family.policies().get(PolicyPlace.UNSUPPRESS_MAP);
        boolean policyMissing = to.config.has(SpeakerOption.EBGP_REQUIRES_POLICY)
                && !to.peer.hasPolicy(
                        to.of,
                        PolicyPlace.DISTRIBUTE_LIST_OUT,
                        PolicyPlace.PREFIX_LIST_OUT,
                        PolicyPlace.FILTER_LIST_OUT,
                        PolicyPlace.ROUTE_MAP_OUT);
        // A route-map that may refuse everything is not asked about what an aggregate suppresses; the unsuppress-map
        // is.
        boolean mapRefuses = routeMap != null && routeMap.policy() == RoutePolicy.DENY && unsuppressMap == null;
        this.refusesAll = policyMissing || mapRefuses;
    }

    /** The attributes as they would be sent, or null when the route is not for these peers. */
    @Nullable
    PathAttributes apply(Destination destination, Path path) {
        boolean alike = !checks.hasFilters()
                && routeMap == null
                && !path.isSuppressed()
                && destination.multipathCount() < 2
                && !checks.isDefaultOfOurs(destination);
        if (!alike) {
            return work(destination, path);
        }
        Said known = last;
        if (known == null
                || known.call != to.instance.calls
                || known.source != path.source()
                || known.attributes != path.attributes()) {
            known = new Said(to.instance.calls, path.source(), path.attributes(), work(destination, path));
            last = known;
        }
        return known.words;
    }

    private @Nullable PathAttributes work(Destination destination, Path path) {
        if (refusesAll || (path.isSuppressed() && unsuppressMap == null)) {
            return null;
        }
        boolean transparent = to.isTransparent(path);
        PathAttributes own = words.own(destination, path);
        if (!checks.passes(destination, path, own, transparent)) {
            return null;
        }
        PolicyRoute route = ask(path, words.prepare(path, own, transparent), destination);
        if (route == null) {
            return null;
        }
        PathAttributes said = route.attributes();
        if ((to.config.has(SpeakerOption.REJECT_AS_SETS) && said.asPath().hasSets())
                || said.asPath().contains(new Asn(0))) {
            return null;
        }
        if (to.config.has(SpeakerOption.GRACEFUL_SHUTDOWN)) {
            said = drained(said);
        }
        if (said.communities().contains(Community.LLGR_STALE) && !checks.knowsLongLived()) {
            return null;
        }
        boolean reset = nextHop.isReset(path, route, transparent);
        if (reset) {
            said = words.withBandwidthOfAll(destination, said, route);
        }
        PathAttributes dressed = words.dress(path, said, reset || nextHop.isSelf(route), transparent);
        return to.instance.interner.intern(dressed.withNotes(nextHop.notes(route, transparent)));
    }

    /** Route-map or unsuppress-map; a reflector's map may refuse a route but not reword it, unless allowed to. */
    private @Nullable PolicyRoute ask(Path path, PathAttributes prepared, Destination destination) {
        NamedPolicy asked = path.isSuppressed() ? unsuppressMap : routeMap;
        if (asked == null) {
            // What a map did on the way in still counts.
            return new PolicyRoute(path.nlri(), prepared, path.weight(), facts(path, destination));
        }
        PathAttributes unmarked = prepared.withNotes(prepared.notes().withoutMarks());
        PolicyRoute route = new PolicyRoute(path.nlri(), unmarked, path.weight(), facts(path, destination));
        PolicyContext about = path.source().isLocal()
                ? context.withAbsentLocalPreference(to.config.decision().defaultLocalPreference())
                : context;
        PolicyRoute passed = asked.policy().apply(route, about);
        boolean keepsWords = to.isReflected(path) && !to.config.has(SpeakerOption.REFLECTOR_ALLOWS_OUTBOUND_POLICY);
        return passed == null || !keepsWords ? passed : route;
    }

    private static PathFacts facts(Path path, Destination destination) {
        boolean selected = destination.bestOrNull() == path;
        long bandwidth = selected ? destination.bandwidthOctets() : LinkBandwidth.of(path.attributes());
        return new PathFacts(
                path.igpMetric(), selected, selected ? Math.max(1, destination.multipathCount()) : 1, bandwidth);
    }

    /** RFC 8326 §4.1. */
    private PathAttributes drained(PathAttributes said) {
        return to.isExternal()
                ? GracefulShutdown.mark(said)
                : said.toBuilder().localPreference(OptionalLong.of(0)).build();
    }
}
