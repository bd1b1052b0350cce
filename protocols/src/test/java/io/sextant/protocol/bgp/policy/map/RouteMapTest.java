package io.sextant.protocol.bgp.policy.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.policy.PolicyContext;
import io.sextant.protocol.bgp.policy.PolicyPoint;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.policy.list.CommunityKind;
import io.sextant.protocol.bgp.policy.list.CommunityList;
import io.sextant.protocol.bgp.policy.list.ListKind;
import io.sextant.protocol.bgp.policy.list.ListRef;
import io.sextant.protocol.bgp.policy.list.PrefixList;
import io.sextant.protocol.bgp.policy.list.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Ways through maps. Where a comment says "measured", bgpd 8.4.4 was asked with {@code network P route-map M} and
 * {@code show bgp ipv4 unicast}.
 */
class RouteMapTest {

    private static final PolicyContext NETWORK = PolicyContext.local(PolicyPoint.NETWORK, new Asn(65000));
    private static final PolicyRoute ROUTE =
            PolicyRoute.of(Nlri.of(IpPrefix.parse("192.0.2.0/24")), PathAttributes.NONE);
    private static final Match NEVER = Matches.tag(99);
    private static final ListRef EMPTY = new ListRef(ListKind.IPV4_PREFIX_LIST, "EMPTY");

    private final PolicyBook book = new PolicyBook(new SplittableRandom(1));

    private static Change metric(long value) {
        return Changes.metric(Amount.of(value));
    }

    private @Nullable PolicyRoute apply(RouteMapEntry... entries) {
        book.define("M", RouteMap.of(entries));
        return book.routeMapPolicy("M").apply(ROUTE, NETWORK);
    }

    private long metricOf(RouteMapEntry... entries) {
        return Objects.requireNonNull(apply(entries)).attributes().med().orElse(-1);
    }

    @Test
    void an_undefined_map_and_one_without_entries_deny() {
        assertThat(book.routeMapPolicy("NONE").apply(ROUTE, NETWORK)).isNull();
        assertThat(apply()).isNull();
    }

    @Test
    void a_permitting_entry_without_statements_passes_the_route_as_it_is() {
        assertThat(apply(RouteMapEntry.permit(10))).isSameAs(ROUTE);
        assertThat(apply(RouteMapEntry.deny(10))).isNull();
    }

    @Test
    void the_first_match_decides_and_no_match_denies() {
        assertThat(metricOf(
                        RouteMapEntry.permit(20).with(metric(20)),
                        RouteMapEntry.permit(10).with(NEVER).with(metric(10)),
                        RouteMapEntry.deny(30)))
                .isEqualTo(20);
        assertThat(apply(RouteMapEntry.permit(10).with(NEVER))).isNull();
        assertThat(apply(RouteMapEntry.deny(10).with(NEVER), RouteMapEntry.permit(20)))
                .isSameAs(ROUTE);
    }

    @Test
    void all_matches_of_an_entry_must_hold() {
        assertThat(apply(RouteMapEntry.permit(10)
                        .with(Matches.localPreference(100))
                        .with(NEVER)))
                .isNull();
    }

    // Measured: denied.
    @Test
    void behind_on_match_next_an_entry_that_does_not_match_denies() {
        RouteMapEntry first = RouteMapEntry.permit(10).with(metric(5)).withOnward(Onward.NEXT);

        assertThat(apply(first, RouteMapEntry.permit(20).with(NEVER))).isNull();
    }

    // Measured: metric 5.
    @Test
    void on_match_next_in_the_last_entry_permits() {
        assertThat(metricOf(RouteMapEntry.permit(10)
                        .with(Changes.metric(Amount.plus(5)))
                        .withOnward(Onward.NEXT)))
                .isEqualTo(5);
    }

    // Measured: metric 5, entry 20 passed over.
    @Test
    void goto_goes_to_the_number_or_the_next_behind_it_and_past_the_end_permits() {
        RouteMapEntry twenty = RouteMapEntry.permit(20).with(metric(20));
        RouteMapEntry first = RouteMapEntry.permit(10).with(metric(5));

        assertThat(metricOf(first.withOnward(Onward.goTo(50)), twenty)).isEqualTo(5);
        assertThat(metricOf(
                        first.withOnward(Onward.goTo(25)),
                        twenty,
                        RouteMapEntry.permit(30).with(metric(30)),
                        RouteMapEntry.permit(40).with(metric(40))))
                .isEqualTo(30);
        assertThatThrownBy(() -> first.withOnward(Onward.goTo(10))).isInstanceOf(IllegalArgumentException.class);
    }

    // Measured: with three communities set, `match community C12 exact-match` in the last entry denied.
    @Test
    void later_entries_see_what_earlier_ones_changed() {
        List<Community> three = List.of(Community.of(65000, 1), Community.of(65000, 2), Community.of(65000, 3));
        book.lists()
                .defineCommunity(
                        "C12",
                        CommunityList.standard(CommunityKind.STANDARD)
                                .with(CommunityList.Entry.of(5, Verdict.PERMIT, three.subList(0, 2))));
        ListRef list = new ListRef(ListKind.COMMUNITY_LIST, "C12");
        RouteMapEntry set = RouteMapEntry.permit(10)
                .with(CommunityChanges.standard(three, false))
                .withOnward(Onward.NEXT);

        assertThat(apply(set, RouteMapEntry.permit(20).with(ListMatches.communities(list, true))))
                .isNull();
        assertThat(apply(set, RouteMapEntry.permit(20).with(ListMatches.communities(list, false))))
                .isNotNull();
    }

    // Measured: the undefined one passed with its metric, the denying one was denied although entry 20 would permit.
    @Test
    void a_called_map_decides_and_an_undefined_one_is_passed_over() {
        book.define("DENY", RouteMap.of(RouteMapEntry.deny(10)));
        book.define("MORE", RouteMap.of(RouteMapEntry.permit(10).with(Changes.tag(7))));

        assertThat(metricOf(RouteMapEntry.permit(10).withCall("NONE").with(metric(3))))
                .isEqualTo(3);
        assertThat(apply(RouteMapEntry.permit(10).withCall("DENY"), RouteMapEntry.permit(20)))
                .isNull();
        assertThat(Objects.requireNonNull(apply(RouteMapEntry.permit(10).withCall("MORE")))
                        .notes()
                        .tag())
                .isEqualTo(7);
    }

    // FRR 8.4.4's daemons end when such a configuration is entered (measured); here the route is denied.
    @Test
    void maps_that_call_each_other_deny() {
        book.define("A", RouteMap.of(RouteMapEntry.permit(10).withCall("M")));

        assertThat(apply(RouteMapEntry.permit(10).withCall("A"))).isNull();
    }

    @Test
    void ten_calls_within_each_other_are_allowed_and_eleven_are_not() {
        for (int i = 0; i < 11; i++) {
            book.define("C" + i, RouteMap.of(RouteMapEntry.permit(10).withCall("C" + (i + 1))));
        }
        book.define("C11", RouteMap.of(RouteMapEntry.permit(10)));

        assertThat(book.routeMapPolicy("C1").apply(ROUTE, NETWORK)).isSameAs(ROUTE);
        assertThat(book.routeMapPolicy("C0").apply(ROUTE, NETWORK)).isNull();
    }

    @Test
    void calls_that_multiply_end_with_a_denial() {
        for (int i = 1; i <= 10; i++) {
            RouteMap map = RouteMap.EMPTY;
            for (int k = 1; k <= 50; k++) {
                map = map.with(RouteMapEntry.permit(k).withCall("C" + (i + 1)).withOnward(Onward.NEXT));
            }
            book.define("C" + i, map);
        }

        assertThat(book.routeMapPolicy("C9").apply(ROUTE, NETWORK)).isSameAs(ROUTE);
        assertThat(book.routeMapPolicy("C1").apply(ROUTE, NETWORK)).isNull();
    }

    // Measured: denied; with `no route-map M optimization` permitted.
    @Test
    void a_prefix_list_without_entries_is_in_no_table() {
        book.lists().define(ListKind.IPV4_PREFIX_LIST, "EMPTY", PrefixList.EMPTY.withDescription("x"));
        RouteMap map = RouteMap.of(RouteMapEntry.permit(10).with(ListMatches.address(EMPTY)));
        book.define("M", map);

        assertThat(book.routeMapPolicy("M").apply(ROUTE, NETWORK)).isNull();
        book.define("M", map.withOptimized(false));
        assertThat(book.routeMapPolicy("M").apply(ROUTE, NETWORK)).isSameAs(ROUTE);
    }

    // Measured: `show route-map K` counted 1 for the map and 0, 1, 1, 1 for its entries.
    @Test
    void entries_before_the_first_match_are_not_counted_by_an_optimized_map() {
        RouteMap map = RouteMap.of(
                RouteMapEntry.permit(10).with(NEVER),
                RouteMapEntry.permit(20).with(Matches.localPreference(100)).withOnward(Onward.NEXT),
                RouteMapEntry.permit(30).with(NEVER),
                RouteMapEntry.permit(40));
        book.define("K", map);
        book.routeMapPolicy("K").apply(ROUTE, NETWORK);

        assertThat(List.of(10L, 20L, 30L, 40L).stream().map(n -> book.invoked("K", n)))
                .containsExactly(0L, 1L, 1L, 1L);
        assertThat(book.applied("K")).isEqualTo(1);
        book.define("K", map.withOptimized(false).without(20));
        book.routeMapPolicy("K").apply(ROUTE, NETWORK);
        assertThat(List.of(10L, 20L, 30L, 40L).stream().map(n -> book.invoked("K", n)))
                .containsExactly(1L, 0L, 2L, 2L);
        book.clearCounters("K");
        assertThat(book.applied("K")).isZero();
        assertThat(book.invoked("K", 40)).isZero();
    }

    @Test
    void a_statement_of_the_same_kind_takes_the_others_place_at_the_end() {
        RouteMapEntry entry = RouteMapEntry.permit(10)
                .with(metric(1))
                .with(Changes.tag(5))
                .with(metric(2))
                .with(Matches.tag(1))
                .with(Matches.tag(2));

        assertThat(entry.changes()).containsExactly(Changes.tag(5), metric(2));
        assertThat(entry.matches()).containsExactly(Matches.tag(2));
        assertThat(entry.without(metric(9)).changes()).containsExactly(Changes.tag(5));
    }

    @Test
    void the_book_binds_late_and_knows_who_is_affected() {
        ListRef list = new ListRef(ListKind.IPV4_PREFIX_LIST, "P");
        book.define("INNER", RouteMap.of(RouteMapEntry.permit(10).with(ListMatches.address(list))));
        book.define("OUTER", RouteMap.of(RouteMapEntry.permit(10).withCall("INNER")));
        book.define("OTHER", RouteMap.of(RouteMapEntry.permit(10)));
        var policy = book.routeMapPolicy("OUTER");

        assertThat(policy.apply(ROUTE, NETWORK)).isNull();
        book.lists()
                .define(
                        ListKind.IPV4_PREFIX_LIST,
                        "P",
                        PrefixList.of(new PrefixList.Entry(5, Verdict.PERMIT, IpPrefix.parse("0.0.0.0/0"), 0, 32)));
        assertThat(policy.apply(ROUTE, NETWORK)).isSameAs(ROUTE);
        assertThat(book.routeMapPolicy("OUTER")).isSameAs(policy);
        assertThat(book.affectedBy(list)).containsExactly("INNER", "OUTER");
        assertThat(book.affectedBy("INNER")).containsExactly("INNER", "OUTER");
        assertThat(book.affectedBy("NEVER_DEFINED")).containsExactly("NEVER_DEFINED");
        book.undefine("OUTER");
        assertThat(policy.apply(ROUTE, NETWORK)).isNull();
    }

    @Test
    void a_filter_by_an_undefined_list_denies_and_by_an_empty_prefix_list_permits() {
        assertThat(book.filter(EMPTY).apply(ROUTE, NETWORK)).isNull();
        book.lists().define(ListKind.IPV4_PREFIX_LIST, "EMPTY", PrefixList.EMPTY);
        assertThat(book.filter(EMPTY).apply(ROUTE, NETWORK)).isSameAs(ROUTE);
        assertThat(book.filter(new ListRef(ListKind.AS_PATH_LIST, "A")).apply(ROUTE, NETWORK))
                .isNull();
    }
}
