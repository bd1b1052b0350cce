package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Phase 2 of RFC 4271 §9.1 as FRR 8.4 runs it ({@code bgp_best_selection}): one walk over the paths, newest first, keeping
 * the better of two; with {@code deterministic-med} first within each neighbouring AS; then a second walk for the paths
 * that may be used beside the best.
 */
public final class DecisionProcess {

    private static final Comparator<Path> BY_NEXT_HOP = Comparator.comparing(
                    (Path path) ->
                            path.attributes().nextHop().map(IpAddress::toOctets).orElse(new byte[0]),
                    java.util.Arrays::compareUnsigned)
            .thenComparing(path -> path.source().routerId())
            .thenComparing(
                    path -> path.source()
                            .peer()
                            .map(peer -> peer.address().toOctets())
                            .orElse(new byte[0]),
                    java.util.Arrays::compareUnsigned);

    private final DecisionOptions options;
    private final MultipathLimits limits;
    private final PathComparison comparison;

    public DecisionProcess(DecisionOptions options, MultipathLimits limits) {
        this.options = options;
        this.limits = limits;
        this.comparison = new PathComparison(options, limits.equalClusterLength());
    }

    public DecisionOptions options() {
        return options;
    }

    /**
     * Chooses among paths to one prefix.
     *
     * @param candidates newest first, as FRR keeps them
     * @param selected the best path until now, or null
     * @return nothing when no path has a next hop that can be reached
     */
    public Optional<Selection> select(List<Path> candidates, @Nullable Path selected) {
        List<Path> usable = candidates.stream().filter(Path::isReachable).toList();
        if (usable.isEmpty()) {
            return Optional.empty();
        }
        Walk walk = new Walk(selected);
        for (Path path : options.has(DecisionOption.DETERMINISTIC_MED) ? bestOfEachNeighbour(usable, walk) : usable) {
            walk.offer(path);
        }
        Path best = walk.best;
        if (best == null) {
            return Optional.empty();
        }
        List<Path> multipath = multipath(usable, best, walk);
        return Optional.of(new Selection(best.nlri().prefix(), best, multipath, walk.reason));
    }

    /** One walk's memory: the best so far and what the last comparison turned on. */
    private final class Walk {
        private final @Nullable Path selected;
        private @Nullable Path best;
        private SelectionReason reason = SelectionReason.NONE;

        Walk(@Nullable Path selected) {
            this.selected = selected;
        }

        void offer(Path path) {
            if (best == null) {
                best = path;
                reason = reason == SelectionReason.NONE ? SelectionReason.FIRST : reason;
                return;
            }
            PathComparison.Verdict verdict = comparison.compare(path, best, selected);
            note(verdict);
            if (verdict.freshWins()) {
                best = path;
            }
        }

        void note(PathComparison.Verdict verdict) {
            reason = verdict.reason() == SelectionReason.NONE ? reason : verdict.reason();
        }
    }

    /** RFC 4271 §9.1.2.2 (c): MED removes paths only within their neighbouring AS. */
    private List<Path> bestOfEachNeighbour(List<Path> paths, Walk walk) {
        List<Path> left = new ArrayList<>(paths);
        List<Path> winners = new ArrayList<>();
        while (!left.isEmpty()) {
            Path first = left.remove(0);
            Path winner = first;
            for (Path other : List.copyOf(left)) {
                if (PathComparison.sameNeighbour(
                        first.attributes().asPath(), other.attributes().asPath())) {
                    left.remove(other);
                    PathComparison.Verdict verdict = comparison.compare(other, winner, walk.selected);
                    walk.note(verdict);
                    winner = verdict.freshWins() ? other : winner;
                }
            }
            winners.add(winner);
        }
        // The walk goes in the order of the list, not of the groups.
        return paths.stream().filter(winners::contains).toList();
    }

    /** {@code bgp_path_info_mpath_update}: the best, then equals with next hops of their own, lowest next hop first. */
    private List<Path> multipath(List<Path> usable, Path best, Walk walk) {
        int limit = best.source().peerType() == PeerType.INTERNAL ? limits.internal() : limits.external();
        List<Path> chosen = new ArrayList<>();
        chosen.add(best);
        if (limits.external() == 1 && limits.internal() == 1) {
            return chosen;
        }
        List<Path> equals = new ArrayList<>();
        for (Path path : usable) {
            if (path.isSameRouteAs(best) || sameNextHop(path, best)) {
                continue;
            }
            PathComparison.Verdict verdict = comparison.compare(path, best, walk.selected);
            walk.note(verdict);
            if (verdict.equalForMultipath()) {
                equals.add(path);
            }
        }
        equals.sort(BY_NEXT_HOP);
        for (Path path : equals) {
            if (chosen.size() < limit && !sameNextHop(path, chosen.get(chosen.size() - 1))) {
                chosen.add(path);
            }
        }
        return chosen;
    }

    private static boolean sameNextHop(Path one, Path other) {
        return one.attributes().nextHop().equals(other.attributes().nextHop())
                && one.attributes().linkLocalNextHop().equals(other.attributes().linkLocalNextHop());
    }
}
