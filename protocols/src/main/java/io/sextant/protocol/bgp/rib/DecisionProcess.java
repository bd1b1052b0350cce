package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Phase 2 of RFC 4271 §9.1 as FRR 8.4 runs it ({@code bgp_best_selection}): one walk over the paths, newest first, keeping
 * the better of two; with {@code deterministic-med} first within each neighbouring AS; then a second walk for the paths
 * that may be used beside the best ({@code bgp_path_info_mpath_update}).
 *
 * <p>One object serves one table: it keeps its working space and the last result.
 */
@SuppressWarnings("ReferenceEquality") // Paths are places in a table here, not what they say.
public final class DecisionProcess {

    private static final Comparator<Path> BY_NEXT_HOP = Comparator.comparing(
                    DecisionProcess::nextHopOctets, Arrays::compareUnsigned)
            .thenComparing(path -> path.source().routerId())
            .thenComparing(DecisionProcess::peerOctets, Arrays::compareUnsigned);

    private final DecisionOptions options;
    private final MultipathLimits limits;
    private final PathComparison comparison;
    private Path[] usable = new Path[4];
    private int count;
    private @Nullable Path best;
    private Path @Nullable [] ways;
    private SelectionReason reason = SelectionReason.NONE;

    public DecisionProcess(DecisionOptions options, MultipathLimits limits) {
        this.options = options;
        this.limits = limits;
        this.comparison = new PathComparison(options, limits.equalClusterLength());
    }

    public DecisionOptions options() {
        return options;
    }

    public MultipathLimits limits() {
        return limits;
    }

    /**
     * Chooses among paths to one prefix.
     *
     * @param candidates newest first, as FRR keeps them
     * @param selected the best path until now, or null
     * @return nothing when no path has a next hop that can be reached
     */
    public Optional<Selection> select(List<Path> candidates, @Nullable Path selected) {
        count = 0;
        candidates.forEach(this::use);
        choose(selected);
        Path chosen = best;
        if (chosen == null) {
            return Optional.empty();
        }
        IpPrefix prefix = chosen.destination().prefix();
        return Optional.of(new Selection(prefix, chosen, ways == null ? List.of(chosen) : List.of(ways), reason));
    }

    /** Chooses among a destination's paths; the result stands in {@link #best}, {@link #ways} and {@link #reason}. */
    void decide(Destination destination) {
        count = 0;
        for (int i = 0; i < destination.count(); i++) {
            destination.at(i).markBestOfNeighbour(false);
            use(destination.at(i));
        }
        choose(destination.best);
    }

    @Nullable
    Path best() {
        return best;
    }

    /** The best and those beside it, or null where it is alone. */
    Path @Nullable [] ways() {
        return ways;
    }

    SelectionReason reason() {
        return reason;
    }

    private void use(Path path) {
        if (path.isRemoved() || !path.isReachable() || !path.source().isHeard()) {
            return;
        }
        if (count == usable.length) {
            usable = Arrays.copyOf(usable, 2 * count);
        }
        usable[count++] = path;
    }

    private void choose(@Nullable Path selected) {
        best = null;
        ways = null;
        reason = SelectionReason.NONE;
        if (count == 1) {
            best = usable[0];
            usable[0].markBestOfNeighbour(options.has(DecisionOption.DETERMINISTIC_MED));
            reason = SelectionReason.FIRST;
        } else if (count > 1) {
            boolean[] winners =
                    options.has(DecisionOption.DETERMINISTIC_MED) ? winnersByNeighbour(selected) : new boolean[0];
            for (int i = 0; i < count; i++) {
                if (winners.length == 0 || winners[i]) {
                    offer(usable[i], selected);
                }
            }
            findOthers(selected);
        }
        Arrays.fill(usable, 0, count, null);
    }

    private void offer(Path path, @Nullable Path selected) {
        Path incumbent = best;
        if (incumbent == null) {
            best = path;
            reason = reason == SelectionReason.NONE ? SelectionReason.FIRST : reason;
        } else if (wins(path, incumbent, selected)) {
            best = path;
        }
    }

    private boolean wins(Path fresh, Path existing, @Nullable Path selected) {
        boolean won = comparison.wins(fresh, existing, selected);
        reason = comparison.reason() == SelectionReason.NONE ? reason : comparison.reason();
        return won;
    }

    /** RFC 4271 §9.1.2.2 (c): MED removes paths only within their neighbouring AS. */
    private boolean[] winnersByNeighbour(@Nullable Path selected) {
        boolean[] winners = new boolean[count];
        boolean[] judged = new boolean[count];
        for (int i = 0; i < count; i++) {
            if (judged[i]) {
                continue;
            }
            int winner = i;
            for (int j = i + 1; j < count; j++) {
                if (!judged[j]
                        && PathComparison.sameNeighbour(
                                usable[i].attributes().asPath(),
                                usable[j].attributes().asPath())) {
                    judged[j] = true;
                    winner = wins(usable[j], usable[winner], selected) ? j : winner;
                }
            }
            judged[i] = true;
            winners[winner] = true;
            usable[winner].markBestOfNeighbour(true);
        }
        return winners;
    }

    /** The best, then equals with next hops of their own, lowest next hop first. */
    private void findOthers(@Nullable Path selected) {
        Path chosen = best;
        if (chosen == null || (limits.external() == 1 && limits.internal() == 1)) {
            return;
        }
        // Routes of our own are neither: FRR counts them with eBGP.
        int limit = chosen.source().peerType() == PeerType.INTERNAL
                        && !chosen.source().isLocal()
                ? limits.internal()
                : limits.external();
        Path[] equals = new Path[count];
        int found = 0;
        for (int i = 0; i < count; i++) {
            Path path = usable[i];
            if (path == chosen || sameNextHop(path, chosen)) {
                continue;
            }
            wins(path, chosen, selected);
            if (comparison.equalForMultipath()) {
                equals[found++] = path;
            }
        }
        if (found > 0 && limit > 1) {
            Arrays.sort(equals, 0, found, BY_NEXT_HOP);
            ways = take(chosen, equals, found, limit);
        }
    }

    private static Path @Nullable [] take(Path best, Path[] equals, int found, int limit) {
        Path[] taken = new Path[found + 1];
        taken[0] = best;
        int count = 1;
        for (int i = 0; i < found && count < limit; i++) {
            if (!sameNextHop(equals[i], taken[count - 1])) {
                taken[count++] = equals[i];
            }
        }
        return count == 1 ? null : Arrays.copyOf(taken, count);
    }

    static boolean sameNextHop(Path one, Path other) {
        IpAddress hop = one.attributes().nextHopOrNull();
        IpAddress otherHop = other.attributes().nextHopOrNull();
        return (hop == null ? otherHop == null : hop.equals(otherHop))
                && one.attributes().linkLocalNextHop().equals(other.attributes().linkLocalNextHop());
    }

    private static byte[] nextHopOctets(Path path) {
        IpAddress hop = path.attributes().nextHopOrNull();
        return hop == null ? new byte[0] : hop.toOctets();
    }

    private static byte[] peerOctets(Path path) {
        return path.source().peer().map(peer -> peer.address().toOctets()).orElse(new byte[0]);
    }
}
