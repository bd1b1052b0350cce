package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Two paths to one prefix held against each other: FRR 8.4's {@code bgp_path_info_cmp}, step by step with its numbers.
 *
 * <p>This is not an order. MED counts only between paths of one neighbouring AS (RFC 4271 §9.1.2.2), so three paths may
 * beat each other in a circle, and step 12 looks at what is selected now.
 */
final class PathComparison {

    /**
     * @param freshWins whether the first path is better
     * @param equalForMultipath whether both may be used at once, as far as step 11 can see
     * @param reason what decided; NONE where FRR leaves the reason of the comparison before
     */
    record Verdict(boolean freshWins, boolean equalForMultipath, SelectionReason reason) {}

    private final DecisionOptions options;
    private final boolean equalClusterLength;

    PathComparison(DecisionOptions options, boolean equalClusterLength) {
        this.options = options;
        this.equalClusterLength = equalClusterLength;
    }

    /**
     * @param selected the path in use until now, which step 12 favours; or null
     */
    Verdict compare(Path fresh, Path existing, @Nullable Path selected) {
        Verdict verdict = byStaleCommunity(fresh, existing);
        verdict = verdict != null ? verdict : byWeightAndPreference(fresh, existing);
        verdict = verdict != null ? verdict : byAsPath(fresh, existing);
        verdict = verdict != null
                ? verdict
                : decided(
                        fresh.attributes()
                                .origin()
                                .compareTo(existing.attributes().origin()),
                        SelectionReason.ORIGIN);
        verdict = verdict != null ? verdict : byMed(fresh, existing);
        return verdict != null ? verdict : fromPeerType(fresh, existing, selected);
    }

    /** RFC 9494 §4.3. FRR names no reason here. */
    private static @Nullable Verdict byStaleCommunity(Path fresh, Path existing) {
        if (isLongStale(fresh)) {
            return new Verdict(false, false, SelectionReason.NONE);
        }
        return isLongStale(existing) ? new Verdict(true, false, SelectionReason.NONE) : null;
    }

    /** Steps 1 to 3: weight, local preference, routes of our own. */
    private @Nullable Verdict byWeightAndPreference(Path fresh, Path existing) {
        Verdict verdict = decided(Integer.compare(existing.weight(), fresh.weight()), SelectionReason.WEIGHT);
        if (verdict == null) {
            verdict = decided(
                    Long.compare(localPreference(existing), localPreference(fresh)), SelectionReason.LOCAL_PREFERENCE);
        }
        return verdict != null
                ? verdict
                : decided(
                        Boolean.compare(
                                existing.source().isLocal(), fresh.source().isLocal()),
                        SelectionReason.LOCAL_ROUTE);
    }

    /** Step 4. */
    private @Nullable Verdict byAsPath(Path fresh, Path existing) {
        if (options.has(DecisionOption.IGNORE_AS_PATH)) {
            return null;
        }
        AsPath freshPath = fresh.attributes().asPath();
        AsPath existingPath = existing.attributes().asPath();
        if (options.has(DecisionOption.CONFEDERATION_AS_PATH)) {
            return decided(
                    Integer.compare(
                            freshPath.length() + freshPath.confederationLength(),
                            existingPath.length() + existingPath.confederationLength()),
                    SelectionReason.CONFEDERATION_AS_PATH);
        }
        return decided(Integer.compare(freshPath.length(), existingPath.length()), SelectionReason.AS_PATH);
    }

    /** Step 6: only among paths from one neighbouring AS, unless told otherwise. */
    private @Nullable Verdict byMed(Path fresh, Path existing) {
        AsPath freshPath = fresh.attributes().asPath();
        AsPath existingPath = existing.attributes().asPath();
        boolean bothInternal = freshPath.length() == 0 && existingPath.length() == 0;
        boolean bothConfederation =
                bothInternal && freshPath.confederationLength() > 0 && existingPath.confederationLength() > 0;
        boolean counts = options.has(DecisionOption.ALWAYS_COMPARE_MED)
                || (options.has(DecisionOption.MED_IN_CONFEDERATION) && bothConfederation)
                || sameNeighbour(freshPath, existingPath)
                || bothInternal;
        return counts ? decided(Long.compare(med(fresh), med(existing)), SelectionReason.MED) : null;
    }

    /** Steps 7 to 11: peer type, IGP metric, cluster length, and whether both may be used. */
    private Verdict fromPeerType(Path fresh, Path existing, @Nullable Path selected) {
        PeerType freshType = fresh.source().peerType();
        PeerType existingType = existing.source().peerType();
        Verdict byType = decided(
                Boolean.compare(existingType == PeerType.EXTERNAL, freshType == PeerType.EXTERNAL),
                SelectionReason.PEER_TYPE);
        if (byType != null && !options.has(DecisionOption.PEER_TYPE_RELAX)) {
            return byType;
        }
        int byMetric = Long.compare(fresh.igpMetric(), existing.igpMetric());
        boolean bothInternal = freshType == PeerType.INTERNAL && existingType == PeerType.INTERNAL;
        if (byMetric == 0 && bothInternal && equalClusterLength) {
            byMetric = Integer.compare(clusterLength(fresh), clusterLength(existing));
        }
        if (options.has(DecisionOption.CONFEDERATION) && byType == null) {
            // Step 10: external to this member AS before internal, whatever the metric says.
            byType = decided(
                    Boolean.compare(existingType == PeerType.CONFEDERATION, freshType == PeerType.CONFEDERATION),
                    SelectionReason.CONFEDERATION_PEER_TYPE);
            if (byType != null && !options.has(DecisionOption.PEER_TYPE_RELAX)) {
                return byType;
            }
        }
        if (byMetric != 0) {
            return byType != null ? byType : new Verdict(byMetric < 0, false, SelectionReason.IGP_METRIC);
        }
        boolean equal = mayShare(fresh, existing);
        if (byType != null) {
            return new Verdict(byType.freshWins(), equal, byType.reason());
        }
        Verdict tie = breakTie(fresh, existing, selected);
        return new Verdict(tie.freshWins(), equal, tie.reason());
    }

    /** Step 11: iBGP wants the same AS_PATH, eBGP the same neighbouring AS, unless relaxed. */
    private boolean mayShare(Path fresh, Path existing) {
        if (options.has(DecisionOption.MULTIPATH_RELAX)) {
            return true;
        }
        return fresh.source().peerType() == PeerType.INTERNAL
                ? fresh.attributes().asPath().equals(existing.attributes().asPath())
                : fresh.source().asn().equals(existing.source().asn());
    }

    /** Steps 12 to 15. */
    private Verdict breakTie(Path fresh, Path existing, @Nullable Path selected) {
        boolean bothExternal = fresh.source().peerType() == PeerType.EXTERNAL
                && existing.source().peerType() == PeerType.EXTERNAL;
        if (!options.has(DecisionOption.COMPARE_ROUTER_ID) && bothExternal && selected != null) {
            // "Oldest" is not a clock in FRR: the selected path stays (facts/frr.md point 20).
            if (fresh.isSameRouteAs(selected)) {
                return new Verdict(true, false, SelectionReason.OLDER);
            }
            if (existing.isSameRouteAs(selected)) {
                return new Verdict(false, false, SelectionReason.OLDER);
            }
        }
        Verdict verdict = decided(identifier(fresh).compareTo(identifier(existing)), SelectionReason.ROUTER_ID);
        if (verdict == null) {
            verdict = decided(
                    Integer.compare(clusterLength(fresh), clusterLength(existing)), SelectionReason.CLUSTER_LENGTH);
        }
        if (verdict != null) {
            return verdict;
        }
        if (existing.stale() || fresh.stale()) {
            return new Verdict(existing.stale(), false, SelectionReason.STALE);
        }
        Optional<IpAddress> freshPeer = fresh.source().peer().map(peer -> peer.address());
        Optional<IpAddress> existingPeer = existing.source().peer().map(peer -> peer.address());
        if (freshPeer.isEmpty() || existingPeer.isEmpty()) {
            return new Verdict(freshPeer.isPresent(), false, SelectionReason.LOCALLY_CONFIGURED);
        }
        verdict = decided(freshPeer.get().compareTo(existingPeer.get()), SelectionReason.NEIGHBOUR_ADDRESS);
        return verdict != null ? verdict : new Verdict(true, false, SelectionReason.NOTHING_LEFT);
    }

    /** Whether both came in through the same neighbouring AS, or the same member of the confederation. */
    static boolean sameNeighbour(AsPath one, AsPath other) {
        Optional<Asn> neighbour = one.withoutConfederation().neighbour();
        if (neighbour.isPresent()
                && neighbour.equals(other.withoutConfederation().neighbour())) {
            return true;
        }
        Optional<Asn> member = firstMember(one);
        return member.isPresent() && member.equals(firstMember(other));
    }

    private static Optional<Asn> firstMember(AsPath path) {
        List<AsPath.Segment> segments = path.segments();
        boolean starts = !segments.isEmpty() && segments.get(0).type() == AsPath.SegmentType.CONFED_SEQUENCE;
        return starts ? Optional.of(segments.get(0).asns().get(0)) : Optional.empty();
    }

    private static @Nullable Verdict decided(int freshMinusExisting, SelectionReason reason) {
        return freshMinusExisting == 0 ? null : new Verdict(freshMinusExisting < 0, false, reason);
    }

    private static boolean isLongStale(Path path) {
        return path.attributes().communities().contains(Community.LLGR_STALE);
    }

    private long localPreference(Path path) {
        return path.attributes().localPreference().orElse(options.defaultLocalPreference());
    }

    private long med(Path path) {
        return path.attributes().med().orElse(options.has(DecisionOption.MISSING_MED_AS_WORST) ? 0xFFFF_FFFFL : 0);
    }

    private static Ipv4Address identifier(Path path) {
        return path.attributes().originatorId().orElse(path.source().routerId());
    }

    private static int clusterLength(Path path) {
        return path.attributes().clusterList().size();
    }
}
