package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerType;
import org.jspecify.annotations.Nullable;

/**
 * Two paths to one prefix held against each other: FRR 8.4's {@code bgp_path_info_cmp}, step by step with its numbers.
 *
 * <p>This is not an order. MED counts only between paths of one neighbouring AS (RFC 4271 §9.1.2.2), so three paths may
 * beat each other in a circle, and step 12 looks at what is selected now. It runs for every route, so it makes no objects:
 * the last answer's reason stands in {@link #reason}.
 */
@SuppressWarnings("ReferenceEquality") // The same object needs no comparing.
final class PathComparison {

    /**
     * @param freshWins whether the first path is better
     * @param equalForMultipath whether both may be used at once, as far as step 11 can see
     * @param reason what decided; NONE where FRR leaves the reason of the comparison before
     */
    record Verdict(boolean freshWins, boolean equalForMultipath, SelectionReason reason) {}

    private final long defaultLocalPreference;
    private final long missingMed;
    private final boolean ignoreAsPath;
    private final boolean confederationAsPath;
    private final boolean alwaysCompareMed;
    private final boolean medInConfederation;
    private final boolean peerTypeRelax;
    private final boolean confederation;
    private final boolean multipathRelax;
    private final boolean compareRouterId;
    private final boolean equalClusterLength;
    private SelectionReason reason = SelectionReason.NONE;
    private boolean equal;

    PathComparison(DecisionOptions options, boolean equalClusterLength) {
        this.defaultLocalPreference = options.defaultLocalPreference();
        this.missingMed = options.has(DecisionOption.MISSING_MED_AS_WORST) ? 0xFFFF_FFFFL : 0;
        this.ignoreAsPath = options.has(DecisionOption.IGNORE_AS_PATH);
        this.confederationAsPath = options.has(DecisionOption.CONFEDERATION_AS_PATH);
        this.alwaysCompareMed = options.has(DecisionOption.ALWAYS_COMPARE_MED);
        this.medInConfederation = options.has(DecisionOption.MED_IN_CONFEDERATION);
        this.peerTypeRelax = options.has(DecisionOption.PEER_TYPE_RELAX);
        this.confederation = options.has(DecisionOption.CONFEDERATION);
        this.multipathRelax = options.has(DecisionOption.MULTIPATH_RELAX);
        this.compareRouterId = options.has(DecisionOption.COMPARE_ROUTER_ID);
        this.equalClusterLength = equalClusterLength;
    }

    /**
     * @param selected the path in use until now, which step 12 favours; or null
     */
    Verdict compare(Path fresh, Path existing, @Nullable Path selected) {
        boolean won = wins(fresh, existing, selected);
        return new Verdict(won, equal, reason);
    }

    /** What the last comparison turned on; NONE where FRR leaves the reason of the comparison before. */
    SelectionReason reason() {
        return reason;
    }

    /** Whether the two compared last may be used at once, as far as step 11 can see. */
    boolean equalForMultipath() {
        return equal;
    }

    /** Whether the first is better. */
    boolean wins(Path fresh, Path existing, @Nullable Path selected) {
        equal = false;
        reason = SelectionReason.NONE;
        // RFC 9494 §4.3. FRR names no reason here.
        if (isLongStale(fresh)) {
            return false;
        }
        if (isLongStale(existing)) {
            return true;
        }
        int order = byPreference(fresh, existing);
        order = order != 0 ? order : byAsPath(fresh, existing);
        order = order != 0
                ? order
                : because(
                        fresh.attributes()
                                .origin()
                                .compareTo(existing.attributes().origin()),
                        SelectionReason.ORIGIN);
        order = order != 0 ? order : byMed(fresh, existing);
        return order != 0 ? order < 0 : fromPeerType(fresh, existing, selected);
    }

    /** Steps 1 to 3: weight, local preference, routes of our own. */
    private int byPreference(Path fresh, Path existing) {
        int order = because(Long.compare(existing.weight(), fresh.weight()), SelectionReason.WEIGHT);
        if (order == 0) {
            long freshPreference = fresh.attributes().localPreferenceOr(defaultLocalPreference);
            long existingPreference = existing.attributes().localPreferenceOr(defaultLocalPreference);
            order = because(Long.compare(existingPreference, freshPreference), SelectionReason.LOCAL_PREFERENCE);
        }
        return order != 0
                ? order
                : because(
                        Boolean.compare(
                                existing.source().isLocal(), fresh.source().isLocal()),
                        SelectionReason.LOCAL_ROUTE);
    }

    /** Step 4. */
    private int byAsPath(Path fresh, Path existing) {
        if (ignoreAsPath) {
            return 0;
        }
        AsPath one = fresh.attributes().asPath();
        AsPath other = existing.attributes().asPath();
        int hops = one.length() - other.length();
        return confederationAsPath
                ? because(
                        hops + one.confederationLength() - other.confederationLength(),
                        SelectionReason.CONFEDERATION_AS_PATH)
                : because(hops, SelectionReason.AS_PATH);
    }

    /** Step 6: MED counts among paths of one neighbouring AS, unless told otherwise. */
    private int byMed(Path fresh, Path existing) {
        AsPath freshPath = fresh.attributes().asPath();
        AsPath existingPath = existing.attributes().asPath();
        boolean bothInternal = freshPath.length() == 0 && existingPath.length() == 0;
        boolean bothConfederation =
                bothInternal && freshPath.confederationLength() > 0 && existingPath.confederationLength() > 0;
        boolean counts = alwaysCompareMed
                || (medInConfederation && bothConfederation)
                || sameNeighbour(freshPath, existingPath)
                || bothInternal;
        if (!counts) {
            return 0;
        }
        long med = fresh.attributes().medOr(missingMed);
        return because(Long.compare(med, existing.attributes().medOr(missingMed)), SelectionReason.MED);
    }

    /** Steps 7 to 11: peer type, IGP metric, cluster length, and whether both may be used. */
    private boolean fromPeerType(Path fresh, Path existing, @Nullable Path selected) {
        PeerType freshType = fresh.source().peerType();
        PeerType existingType = existing.source().peerType();
        int byType = because(
                Boolean.compare(existingType == PeerType.EXTERNAL, freshType == PeerType.EXTERNAL),
                SelectionReason.PEER_TYPE);
        if (byType != 0 && !peerTypeRelax) {
            return byType < 0;
        }
        int byMetric = Long.compare(fresh.igpMetric(), existing.igpMetric());
        if (byMetric == 0
                && equalClusterLength
                && freshType == PeerType.INTERNAL
                && existingType == PeerType.INTERNAL) {
            byMetric = clusterLength(fresh) - clusterLength(existing);
        }
        if (confederation && byType == 0) {
            byType = byConfederation(freshType, existingType);
            if (byType != 0 && !peerTypeRelax) {
                return byType < 0;
            }
        }
        if (byMetric != 0) {
            return byType != 0 ? byType < 0 : because(byMetric, SelectionReason.IGP_METRIC) < 0;
        }
        equal = mayShare(fresh, existing);
        return byType != 0 ? byType < 0 : breakTie(fresh, existing, selected);
    }

    /** Step 10: external to this member AS before internal, whatever the metric says. */
    private int byConfederation(PeerType fresh, PeerType existing) {
        boolean freshIsOut = fresh == PeerType.CONFEDERATION && existing == PeerType.INTERNAL;
        boolean existingIsOut = existing == PeerType.CONFEDERATION && fresh == PeerType.INTERNAL;
        return because(Boolean.compare(existingIsOut, freshIsOut), SelectionReason.CONFEDERATION_PEER_TYPE);
    }

    /** Step 11: iBGP wants the same AS_PATH, eBGP the same neighbouring AS, unless relaxed. */
    private boolean mayShare(Path fresh, Path existing) {
        if (multipathRelax) {
            return true;
        }
        return fresh.source().peerType() == PeerType.INTERNAL
                ? fresh.attributes().asPath().equals(existing.attributes().asPath())
                : fresh.source().asn().equals(existing.source().asn());
    }

    /** Steps 12 to 15. */
    private boolean breakTie(Path fresh, Path existing, @Nullable Path selected) {
        boolean bothExternal = fresh.source().peerType() == PeerType.EXTERNAL
                && existing.source().peerType() == PeerType.EXTERNAL;
        if (!compareRouterId && bothExternal && selected != null) {
            // "Oldest" is not a clock in FRR: the selected path stays (facts/frr.md point 20).
            if (isSame(fresh, selected)) {
                return because(-1, SelectionReason.OLDER) < 0;
            }
            if (isSame(existing, selected)) {
                return because(1, SelectionReason.OLDER) < 0;
            }
        }
        int order = because(identifier(fresh).compareTo(identifier(existing)), SelectionReason.ROUTER_ID);
        if (order == 0) {
            order = because(clusterLength(fresh) - clusterLength(existing), SelectionReason.CLUSTER_LENGTH);
        }
        if (order == 0 && (existing.stale() || fresh.stale())) {
            order = because(existing.stale() ? -1 : 1, SelectionReason.STALE);
        }
        return order != 0
                ? order < 0
                : byAddress(fresh.source().peerOrNull(), existing.source().peerOrNull());
    }

    /** Step 15, and a tie that not even this breaks: the first of the two wins. */
    private boolean byAddress(@Nullable PeerId fresh, @Nullable PeerId existing) {
        if (fresh == null || existing == null) {
            return because(fresh == null ? 1 : -1, SelectionReason.LOCALLY_CONFIGURED) < 0;
        }
        int order = because(fresh.compareTo(existing), SelectionReason.NEIGHBOUR_ADDRESS);
        return order != 0 ? order < 0 : because(-1, SelectionReason.NOTHING_LEFT) < 0;
    }

    /** Whether both came in through the same neighbouring AS, or the same member of the confederation. */
    static boolean sameNeighbour(AsPath one, AsPath other) {
        if (one.isEmpty() && other.isEmpty()) {
            // FRR 8.4 aspath_cmp_left: both began in this AS.
            return true;
        }
        long neighbour = one.neighbourBits();
        if (neighbour != 0 && neighbour == other.neighbourBits()) {
            return true;
        }
        long member = one.memberBits();
        return member != 0 && member == other.memberBits();
    }

    /** Notes the reason where the two differ. */
    private int because(int order, SelectionReason why) {
        if (order != 0) {
            reason = why;
        }
        return order;
    }

    private static boolean isSame(Path path, Path selected) {
        return path == selected || path.isSameRouteAs(selected);
    }

    private static boolean isLongStale(Path path) {
        return path.attributes().communities().contains(Community.LLGR_STALE);
    }

    private static Ipv4Address identifier(Path path) {
        PathAttributes attributes = path.attributes();
        Ipv4Address originator = attributes.originatorIdOrNull();
        return originator != null ? originator : path.source().routerId();
    }

    private static int clusterLength(Path path) {
        return path.attributes().clusterList().size();
    }
}
