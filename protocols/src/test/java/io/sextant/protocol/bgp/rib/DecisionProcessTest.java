package io.sextant.protocol.bgp.rib;

import static io.sextant.protocol.bgp.rib.Paths.external;
import static io.sextant.protocol.bgp.rib.Paths.internal;
import static io.sextant.protocol.bgp.rib.Paths.med;
import static io.sextant.protocol.bgp.rib.Paths.peer;
import static io.sextant.protocol.bgp.rib.Paths.preference;
import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.Origin;
import io.sextant.protocol.bgp.message.PathAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionProcessTest {

    private static final DecisionOptions FRR = DecisionOptions.DEFAULT;

    private static DecisionOptions options(
            boolean alwaysMed, boolean deterministicMed, boolean compareRouterId, boolean relax) {
        DecisionOptions options = DecisionOptions.DEFAULT;
        options = alwaysMed ? options.with(DecisionOption.ALWAYS_COMPARE_MED) : options;
        options = deterministicMed ? options.with(DecisionOption.DETERMINISTIC_MED) : options;
        options = compareRouterId ? options.with(DecisionOption.COMPARE_ROUTER_ID) : options;
        return relax ? options.with(DecisionOption.MULTIPATH_RELAX) : options;
    }

    private static Selection select(DecisionOptions options, Path... newestFirst) {
        return select(options, MultipathLimits.of(256), newestFirst);
    }

    private static Selection select(DecisionOptions options, MultipathLimits limits, Path... newestFirst) {
        return new DecisionProcess(options, limits)
                .select(List.of(newestFirst), null)
                .orElseThrow();
    }

    static Stream<Arguments> contests() {
        return Stream.of(
                Arguments.of(Paths.local(), internal(1, preference(900)), SelectionReason.WEIGHT),
                Arguments.of(internal(9, preference(200)), external(1, 1), SelectionReason.LOCAL_PREFERENCE),
                Arguments.of(external(9, 1), external(1, 1, 2), SelectionReason.AS_PATH),
                Arguments.of(
                        external(9, 1, 2),
                        external(1, builder -> builder.origin(Origin.INCOMPLETE), 1, 2),
                        SelectionReason.ORIGIN),
                Arguments.of(external(9, med(5), 1, 2), external(1, med(6), 1, 3), SelectionReason.MED),
                Arguments.of(external(9, 1, 2), external(1, med(6), 1, 2), SelectionReason.MED),
                Arguments.of(
                        external(9, 1),
                        internal(
                                1,
                                builder -> builder.asPath(
                                        external(1, 1).attributes().asPath())),
                        SelectionReason.PEER_TYPE),
                Arguments.of(internal(9), internal(1).withIgpMetric(1), SelectionReason.IGP_METRIC),
                Arguments.of(internal(1), internal(9), SelectionReason.ROUTER_ID),
                Arguments.of(
                        internal(9, builder -> builder.originatorId(peer(0))), internal(1), SelectionReason.ROUTER_ID),
                Arguments.of(
                        internal(9, builder -> builder.originatorId(peer(0))),
                        internal(1, builder -> builder.originatorId(peer(0)).clusterList(List.of(peer(3)))),
                        SelectionReason.CLUSTER_LENGTH),
                Arguments.of(
                        internal(1, builder -> builder.originatorId(peer(0))),
                        internal(9, builder -> builder.originatorId(peer(0))),
                        SelectionReason.NEIGHBOUR_ADDRESS));
    }

    @ParameterizedTest
    @MethodSource("contests")
    void the_better_path_wins_in_either_order(Path better, Path worse, SelectionReason reason) {
        for (Selection selection : List.of(select(FRR, better, worse), select(FRR, worse, better))) {
            assertThat(selection.best()).isEqualTo(better);
            assertThat(selection.reason()).isEqualTo(reason);
        }
    }

    @Test
    void one_path_alone_is_the_first_received() {
        assertThat(select(FRR, internal(1)).reason()).isEqualTo(SelectionReason.FIRST);
    }

    @Test
    void a_next_hop_out_of_reach_takes_no_part() {
        Path lost = internal(1).withIgpMetric(Path.UNREACHABLE);
        assertThat(select(FRR, lost, internal(2)).best()).isEqualTo(internal(2));
        assertThat(new DecisionProcess(FRR, MultipathLimits.of(256)).select(List.of(lost), null))
                .isEmpty();
    }

    @Test
    void med_of_different_neighbours_is_not_compared_unless_told() {
        Path low = external(9, med(1), 2, 7);
        Path high = external(1, med(9), 1, 7);
        assertThat(select(FRR, low, high).best()).isEqualTo(high);
        assertThat(select(options(true, false, false, false), low, high).best()).isEqualTo(low);
    }

    @Test
    void three_paths_may_beat_each_other_in_a_circle_until_med_is_deterministic() {
        // b beats a on MED, c beats b on router id, a beats c on router id.
        Path a = external(1, med(5), 1, 7);
        Path b = external(9, med(1), 1, 7);
        Path c = external(5, med(0), 2, 7);
        DecisionOptions plain = options(false, false, true, false);
        assertThat(orders(List.of(a, b, c)).stream()
                        .map(order -> best(plain, order))
                        .distinct())
                .hasSizeGreaterThan(1);
        DecisionOptions deterministic = options(false, true, true, false);
        assertThat(orders(List.of(a, b, c)).stream().map(order -> best(deterministic, order)))
                .containsOnly(c);
    }

    @Test
    void the_selected_external_path_is_not_displaced_by_a_lower_router_id() {
        DecisionProcess decision = new DecisionProcess(FRR, MultipathLimits.of(256));
        Path selected = external(9, 1, 7);
        Selection selection =
                decision.select(List.of(external(1, 2, 7), selected), selected).orElseThrow();
        assertThat(selection.best()).isEqualTo(selected);
        assertThat(selection.reason()).isEqualTo(SelectionReason.OLDER);
        DecisionProcess byId = new DecisionProcess(options(false, false, true, false), MultipathLimits.of(256));
        assertThat(byId.select(List.of(external(1, 2, 7), selected), selected)
                        .orElseThrow()
                        .best())
                .isEqualTo(external(1, 2, 7));
    }

    @Test
    void six_equal_internal_paths_are_all_used() {
        Selection selection = select(FRR, internal(25), internal(24), internal(23), internal(22), internal(10));
        assertThat(selection.best()).isEqualTo(internal(10));
        assertThat(selection.multipath())
                .containsExactly(internal(10), internal(22), internal(23), internal(24), internal(25));
    }

    @Test
    void a_limit_keeps_the_best_and_the_lowest_next_hops() {
        // facts/frr.md point 1: with ibgp 3 the three kept are .10, .22, .23.
        Selection selection = select(
                FRR,
                new MultipathLimits(256, 3, false),
                internal(25),
                internal(22),
                internal(24),
                internal(23),
                internal(10));
        assertThat(selection.multipath()).containsExactly(internal(10), internal(22), internal(23));
    }

    @Test
    void what_differs_before_the_igp_metric_is_not_used_beside_the_best() {
        Path incomplete = internal(5, builder -> builder.origin(Origin.INCOMPLETE));
        Path unloved = internal(6, preference(0));
        Path farther = internal(7).withIgpMetric(10);
        assertThat(select(FRR, incomplete, unloved, farther, internal(9)).multipath())
                .containsExactly(internal(9));
    }

    @Test
    void missing_med_is_zero() {
        assertThat(select(FRR, internal(2, med(0)), internal(1)).multipath()).hasSize(2);
    }

    @Test
    void external_paths_share_only_through_one_neighbour_unless_relaxed() {
        Path first = external(1, 1, 7);
        Path second = external(2, 2, 7);
        assertThat(select(FRR, first, second).multipath()).hasSize(1);
        assertThat(select(options(false, false, false, true), first, second).multipath())
                .hasSize(2);
        assertThat(select(FRR, first, external(3, 1, 8)).multipath()).hasSize(2);
    }

    @Test
    void internal_paths_share_only_with_the_same_as_path() {
        Path one = internal(
                1, builder -> builder.asPath(external(1, 1, 7).attributes().asPath()));
        Path other = internal(
                2, builder -> builder.asPath(external(1, 1, 8).attributes().asPath()));
        assertThat(select(FRR, one, other).multipath()).hasSize(1);
    }

    @Test
    void one_next_hop_is_used_once() {
        IpAddress shared = peer(77);
        Path one = internal(1, builder -> builder.nextHop(shared));
        Path other = internal(2, builder -> builder.nextHop(shared));
        assertThat(select(FRR, one, other).multipath()).hasSize(1);
    }

    @Test
    void a_long_stale_path_is_the_last_resort() {
        Path stale = internal(1, builder -> builder.communities(List.of(Community.LLGR_STALE))
                .localPreference(java.util.OptionalLong.of(900)));
        assertThat(select(FRR, stale, internal(2)).best()).isEqualTo(internal(2));
        assertThat(select(FRR, internal(2), stale).best()).isEqualTo(internal(2));
    }

    /** All small paths that differ in what is compared: the comparison is total and has no favourites by position. */
    @Test
    void two_paths_never_both_win_or_both_lose() {
        PathComparison comparison = new PathComparison(FRR, false);
        List<Path> all = smallPaths();
        for (Path one : all) {
            for (Path other : all) {
                if (!one.isSameRouteAs(other)) {
                    PathComparison.Verdict there = comparison.compare(one, other, null);
                    PathComparison.Verdict back = comparison.compare(other, one, null);
                    assertThat(there.freshWins()).as("%s and %s", one, other).isNotEqualTo(back.freshWins());
                    assertThat(there.equalForMultipath()).isEqualTo(back.equalForMultipath());
                }
            }
        }
    }

    /** With MED compared always the comparison is an order, so arrival does not matter. */
    @Test
    void with_med_always_compared_the_order_of_arrival_does_not_matter() {
        DecisionOptions order = options(true, false, true, false);
        PathComparison comparison = new PathComparison(order, false);
        List<Path> all = smallPaths();
        for (Path a : all) {
            for (Path b : all) {
                for (Path c : all) {
                    if (a.isSameRouteAs(b) || b.isSameRouteAs(c) || a.isSameRouteAs(c)) {
                        continue;
                    }
                    if (comparison.compare(a, b, null).freshWins()
                            && comparison.compare(b, c, null).freshWins()) {
                        assertThat(comparison.compare(a, c, null).freshWins()).isTrue();
                    }
                    Path best = best(order, List.of(a, b, c));
                    assertThat(best(order, List.of(c, b, a))).isEqualTo(best);
                    assertThat(best(order, List.of(b, a, c))).isEqualTo(best);
                }
            }
        }
    }

    private static List<Path> smallPaths() {
        List<Path> all = new ArrayList<>();
        for (int peer = 1; peer <= 2; peer++) {
            for (long med : new long[] {0, 1}) {
                for (long neighbour : new long[] {1, 2}) {
                    all.add(external(peer, med(med), neighbour, 7));
                    PathAttributes attributes =
                            external(peer, med(med), neighbour, 7).attributes();
                    all.add(internal(peer + 2, builder -> attributes.toBuilder()));
                    all.add(internal(peer + 2, builder -> attributes.toBuilder())
                            .withIgpMetric(5));
                }
            }
            all.add(internal(peer + 4, preference(200)));
            all.add(internal(peer + 4));
        }
        all.add(Paths.local());
        return all;
    }

    private static Path best(DecisionOptions options, List<Path> newestFirst) {
        return Optional.of(new DecisionProcess(options, MultipathLimits.of(256))
                        .select(newestFirst, null)
                        .orElseThrow())
                .map(Selection::best)
                .orElseThrow();
    }

    private static List<List<Path>> orders(List<Path> three) {
        Path a = three.get(0);
        Path b = three.get(1);
        Path c = three.get(2);
        return List.of(
                List.of(a, b, c),
                List.of(a, c, b),
                List.of(b, a, c),
                List.of(b, c, a),
                List.of(c, a, b),
                List.of(c, b, a));
    }
}
