package io.sextant.protocol.bgp.policy.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.message.Aggregator;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.message.AsPath.Segment;
import io.sextant.protocol.bgp.message.AsPath.SegmentType;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.LargeCommunity;
import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.Origin;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.message.PathNotes;
import io.sextant.protocol.bgp.message.RouteMark;
import io.sextant.protocol.bgp.policy.PathFacts;
import io.sextant.protocol.bgp.policy.PolicyContext;
import io.sextant.protocol.bgp.policy.PolicyPoint;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.policy.list.AsPathAccessList;
import io.sextant.protocol.bgp.policy.list.BgpRegex;
import io.sextant.protocol.bgp.policy.list.CommunityKind;
import io.sextant.protocol.bgp.policy.list.CommunityList;
import io.sextant.protocol.bgp.policy.list.ExtendedCommunities;
import io.sextant.protocol.bgp.policy.list.ListKind;
import io.sextant.protocol.bgp.policy.list.ListRef;
import io.sextant.protocol.bgp.policy.list.PolicyLists;
import io.sextant.protocol.bgp.policy.list.PrefixList;
import io.sextant.protocol.bgp.policy.list.Verdict;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatementsTest {

    private static final Asn OWN = new Asn(65000);
    private static final Asn NEIGHBOUR = new Asn(65001);
    private static final Ipv4Address PEER = Ipv4Address.parse("10.9.0.2");
    private static final PolicyContext IN = context(PolicyPoint.IN, PEER);
    private static final PolicyContext OUT = context(PolicyPoint.OUT, PEER);
    private static final PolicyContext LOCAL = PolicyContext.local(PolicyPoint.NETWORK, OWN);
    private static final PolicyRoute V4 = route("192.0.2.0/24", PathAttributes.NONE);
    private static final PolicyRoute V6 = route("2001:db8::/32", PathAttributes.NONE);

    private final PolicyLists lists = new PolicyLists();
    private final SplittableRandom random = new SplittableRandom(7);

    private static PolicyContext context(PolicyPoint point, IpAddress peer) {
        return new PolicyContext(point, new PeerId(peer), null, PeerType.EXTERNAL, OWN, OWN, 0, false);
    }

    private static PolicyRoute route(String prefix, PathAttributes attributes) {
        return PolicyRoute.of(Nlri.of(IpPrefix.parse(prefix)), attributes);
    }

    private static PolicyRoute withPath(AsPath path) {
        return V4.withAttributes(PathAttributes.builder().asPath(path).build());
    }

    private Evaluation asked(PolicyRoute route, PolicyContext context) {
        return new Evaluation(route, context, lists, random);
    }

    private boolean matches(Match match, PolicyRoute route, PolicyContext context) {
        return match.matches(asked(route, context));
    }

    private PathAttributes after(Change change, PolicyRoute route, PolicyContext context) {
        return change.apply(asked(route, context)).attributes();
    }

    // Measured with bgpd 8.4.4: +50 made 150 of a network's route and 50 of one from an external peer; -5 made metric
    // 0.
    @Test
    void numbers_are_set_added_and_taken_within_their_range() {
        Change more = Changes.localPreference(Amount.plus(50));
        PathAttributes med10 = after(Changes.metric(Amount.of(10)), V4, IN);
        PolicyRoute with10 = V4.withAttributes(med10);

        assertThat(after(more, V4, LOCAL).localPreference()).hasValue(150);
        assertThat(after(more, V4, IN).localPreference()).hasValue(50);
        assertThat(after(Changes.metric(Amount.minus(5)), V4, IN).med()).hasValue(0);
        assertThat(after(Changes.metric(Amount.minus(4)), with10, IN).med()).hasValue(6);
        assertThat(after(Changes.metric(Amount.plus(0xFFFF_FFFFL)), with10, IN).med())
                .hasValue(0xFFFF_FFFFL);
        assertThat(after(Changes.metric(new Amount(Amount.Sense.SET, 0, true)), with10, IN)
                        .med())
                .as("the round trip of a LAN")
                .hasValue(0);
        assertThat(Changes.weight(Amount.plus(10))
                        .apply(asked(V4.withWeight(500), IN))
                        .weight())
                .isEqualTo(10);
    }

    @Test
    void plain_values_are_set() {
        Ipv4Address id = Ipv4Address.parse("1.2.3.4");

        assertThat(after(Changes.origin(Origin.EGP), V4, IN).origin()).isEqualTo(Origin.EGP);
        assertThat(after(Changes.atomicAggregate(), V4, IN).atomicAggregate()).isTrue();
        assertThat(after(Changes.aggregator(new Aggregator(OWN, id)), V4, IN).aggregator())
                .contains(new Aggregator(OWN, id));
        assertThat(after(Changes.originatorId(id), V4, IN).originatorId()).contains(id);
        assertThat(Changes.tag(3).apply(asked(V4, IN)).notes().tag()).isEqualTo(3);
        assertThat(Changes.distance(30).apply(asked(V4, IN)).notes().distance()).isEqualTo(30);
        assertThat(Changes.table(100).apply(asked(V4, IN)).notes().tableId()).isEqualTo(100);
        assertThat(Changes.labelIndex(9).apply(asked(V4, IN)).notes().labelIndex())
                .isEqualTo(9);
    }

    @Test
    void ipv4_next_hops_are_set_marked_or_left() {
        Ipv4Address other = Ipv4Address.parse("10.9.0.77");
        PolicyRoute set = NextHopChanges.to(other).apply(asked(V4, IN));
        PolicyRoute out = NextHopChanges.ipv4PeerAddress().apply(asked(V4, OUT));

        assertThat(set.attributes().nextHop()).contains(other);
        assertThat(set.has(RouteMark.IPV4_NEXT_HOP_SET)).isTrue();
        assertThat(after(NextHopChanges.ipv4PeerAddress(), V4, IN).nextHop()).contains(PEER);
        assertThat(out.has(RouteMark.NEXT_HOP_PEER_ADDRESS)).isTrue();
        assertThat(out.attributes().nextHop()).contains(Ipv4Address.ANY);
        assertThat(NextHopChanges.ipv4Unchanged().apply(asked(V4, OUT)).notes().marks())
                .containsExactly(RouteMark.NEXT_HOP_UNCHANGED);
        assertThat(NextHopChanges.to(other).apply(asked(V6, IN))).isSameAs(V6);
        assertThat(NextHopChanges.ipv4PeerAddress().apply(asked(V4, LOCAL))).isSameAs(V4);
    }

    @Test
    void ipv6_next_hops_are_set_marked_or_left() {
        Ipv6Address global = Ipv6Address.parse("2001:db8::1");
        Ipv6Address local = Ipv6Address.parse("fe80::1");
        Change peer = NextHopChanges.ipv6PeerAddress();
        PolicyRoute preferred = NextHopChanges.preferGlobal().apply(asked(V6, IN));

        assertThat(after(NextHopChanges.global(global), V6, IN).nextHop()).contains(global);
        assertThat(after(NextHopChanges.local(local), V6, IN).linkLocalNextHop())
                .contains(local);
        assertThat(after(peer, V6, context(PolicyPoint.IN, global)).nextHop()).contains(global);
        assertThat(after(peer, V6, context(PolicyPoint.IN, local)).linkLocalNextHop())
                .contains(local);
        assertThat(peer.apply(asked(V6, context(PolicyPoint.OUT, global)))
                        .notes()
                        .marks())
                .containsExactly(RouteMark.NEXT_HOP_PEER_ADDRESS);
        assertThat(preferred.has(RouteMark.IPV6_PREFER_GLOBAL)).isTrue();
        assertThat(NextHopChanges.preferGlobal()
                        .apply(asked(preferred, OUT))
                        .notes()
                        .marks())
                .isEmpty();
        assertThat(NextHopChanges.global(global).apply(asked(V4, IN))).isSameAs(V4);
    }

    // Measured with bgpd 8.4.4 from path "65001 65010 65020": last-as 2, then replace 65010.
    @Test
    void as_paths_are_prepended_excluded_and_replaced() {
        PolicyRoute far = withPath(AsPath.ofSequence(NEIGHBOUR, new Asn(65010), new Asn(65020)));
        PolicyRoute longer = AsPathChanges.prependLast(2).apply(asked(far, IN));
        Change replace = AsPathChanges.replace(new Asn(65010));

        assertThat(after(replace, longer, IN).asPath()).hasToString("65001 65001 65001 65000 65020");
        assertThat(after(AsPathChanges.replace(null), far, IN).asPath()).hasToString("65000 65000 65000");
        assertThat(replace.apply(asked(far, LOCAL))).isSameAs(far);
        assertThat(after(AsPathChanges.prepend(List.of(OWN, NEIGHBOUR)), far, IN)
                        .asPath())
                .hasToString("65000 65001 65001 65010 65020");
        assertThat(after(AsPathChanges.exclude(List.of(new Asn(65010), NEIGHBOUR)), far, IN)
                        .asPath())
                .hasToString("65020");
        assertThat(AsPathChanges.exclude(List.of(OWN)).apply(asked(far, IN))).isSameAs(far);
        assertThat(AsPathChanges.prependLast(3).apply(asked(V4, IN))).isSameAs(V4);
    }

    @Test
    void sets_and_confederations_keep_their_shape() {
        AsPath sets = AsPath.of(List.of(
                new Segment(SegmentType.SEQUENCE, List.of(NEIGHBOUR)),
                new Segment(SegmentType.SET, List.of(new Asn(2), new Asn(3)))));
        AsPath inside = AsPath.of(List.of(
                new Segment(SegmentType.CONFED_SEQUENCE, List.of(new Asn(65100))),
                new Segment(SegmentType.SEQUENCE, List.of(NEIGHBOUR))));

        assertThat(after(AsPathChanges.exclude(List.of(NEIGHBOUR, new Asn(2))), withPath(sets), IN)
                        .asPath())
                .hasToString("{3}");
        assertThat(after(AsPathChanges.prepend(List.of(OWN)), withPath(inside), IN)
                        .asPath())
                .hasToString("65000 65001");
    }

    @Test
    void communities_are_set_added_and_deleted() {
        Community one = Community.of(65000, 1);
        Community two = Community.of(65000, 2);
        PolicyRoute first = CommunityChanges.standard(List.of(two), false).apply(asked(V4, IN));
        lists.defineCommunity(
                "C",
                CommunityList.standard(CommunityKind.STANDARD)
                        .with(CommunityList.Entry.of(5, Verdict.PERMIT, List.of(two))));

        assertThat(after(CommunityChanges.standard(List.of(one), true), first, IN)
                        .communities())
                .containsExactly(one, two);
        assertThat(after(CommunityChanges.standard(List.of(one), false), first, IN)
                        .communities())
                .containsExactly(one);
        assertThat(after(CommunityChanges.standard(List.of(), false), first, IN).communities())
                .isEmpty();
        assertThat(after(CommunityChanges.deleteStandard("C"), first, IN).communities())
                .isEmpty();
        assertThat(CommunityChanges.deleteStandard("NONE").apply(asked(first, IN)))
                .isSameAs(first);
        assertThat(after(CommunityChanges.large(List.of(new LargeCommunity(1, 2, 3)), true), V4, IN)
                        .largeCommunities())
                .containsExactly(new LargeCommunity(1, 2, 3));
        assertThat(CommunityChanges.deleteLarge("NONE").apply(asked(V4, IN))).isSameAs(V4);
    }

    // Measured with bgpd 8.4.4: RT:65000:1 LB:65000:12500000; `num-multipaths` did nothing at a network statement.
    @Test
    void extended_communities_are_added_and_link_bandwidth_replaced() {
        Change target = CommunityChanges.routeTargets(
                List.of(ExtendedCommunities.of(ExtendedCommunities.ROUTE_TARGET, OWN, 1)));
        Change hundred = bandwidth(CommunityChanges.Measure.VALUE, 100);
        Change count = bandwidth(CommunityChanges.Measure.NUM_MULTIPATHS, 0);
        Change sum = bandwidth(CommunityChanges.Measure.CUMULATIVE, 0);
        PolicyRoute made = hundred.apply(asked(target.apply(asked(V4, IN)), IN));
        PolicyRoute best = made.withFacts(new PathFacts(0, true, 3, 1_000_000));

        assertThat(text(made)).isEqualTo("RT:65000:1 LB:65000:12500000 (100.000 Mbps)");
        assertThat(made.has(RouteMark.LINK_BANDWIDTH_SET)).isTrue();
        assertThat(count.apply(asked(made, IN))).isSameAs(made);
        assertThat(text(count.apply(asked(best, IN)))).isEqualTo("RT:65000:1 LB:65000:375000 (3.000 Mbps)");
        assertThat(text(sum.apply(asked(best, IN)))).isEqualTo("RT:65000:1 LB:65000:1000000 (8.000 Mbps)");
        assertThat(text(CommunityChanges.noExtended().apply(asked(made, IN)))).isEmpty();
    }

    @Test
    void a_bandwidth_is_an_integer_for_a_peer_that_wants_it_so() {
        PeerConfig plain =
                PeerConfig.of(SpeakerProfile.FRR_8_4, PEER, OWN, new Asn(65009), Ipv4Address.parse("10.0.0.1"), "r1");
        Change oneMegabit = bandwidth(CommunityChanges.Measure.VALUE, 1);
        for (boolean integer : new boolean[] {false, true}) {
            PeerConfig peer = integer ? plain.with(PeerOption.INTEGER_LINK_BANDWIDTH) : plain;
            PolicyContext context = PolicyContext.of(PolicyPoint.OUT, peer, null, OWN);
            assertThat(after(oneMegabit, V4, context).extendedCommunities())
                    .containsExactly(ExtendedCommunities.linkBandwidth(OWN, 125_000, false, integer));
        }
    }

    private static Change bandwidth(CommunityChanges.Measure measure, long megabits) {
        return CommunityChanges.linkBandwidth(measure, megabits, false);
    }

    private static String text(PolicyRoute route) {
        return CommunityKind.EXTENDED.text(route.attributes().extendedCommunities());
    }

    @Test
    void next_hop_and_source_are_asked_as_host_prefixes() {
        ListRef list = new ListRef(ListKind.IPV4_PREFIX_LIST, "P");
        PolicyRoute far = V4.withAttributes(PathAttributes.NONE.withNextHop(Ipv4Address.parse("10.9.0.7")));
        lists.define(
                ListKind.IPV4_PREFIX_LIST,
                "P",
                PrefixList.of(new PrefixList.Entry(5, Verdict.PERMIT, IpPrefix.parse("10.9.0.0/24"), 0, 32)));

        assertThat(matches(ListMatches.nextHop(list), far, IN)).isTrue();
        assertThat(matches(ListMatches.nextHop(list), V4, IN)).isFalse();
        assertThat(matches(ListMatches.routeSource(list), V4, IN)).isTrue();
        assertThat(matches(ListMatches.routeSource(list), V4, LOCAL)).isFalse();
        assertThat(matches(ListMatches.address(list), V4, IN)).isFalse();
        assertThat(matches(Matches.nextHop(Ipv4Address.parse("10.9.0.7")), far, IN))
                .isTrue();
        assertThat(matches(Matches.nextHopBlackhole(true), V4, IN)).isTrue();
        assertThat(matches(Matches.nextHopBlackhole(true), far, IN)).isFalse();
    }

    @Test
    void an_undefined_list_matches_nothing() {
        for (ListKind kind : List.of(ListKind.IPV4_PREFIX_LIST, ListKind.IPV4_ACCESS_LIST)) {
            assertThat(matches(ListMatches.address(new ListRef(kind, "U")), V4, IN))
                    .isFalse();
            assertThat(matches(ListMatches.nextHop(new ListRef(kind, "U")), V4, IN))
                    .isFalse();
        }
        assertThat(matches(ListMatches.asPath("U"), V4, IN)).isFalse();
        for (ListKind kind :
                List.of(ListKind.COMMUNITY_LIST, ListKind.EXTENDED_COMMUNITY_LIST, ListKind.LARGE_COMMUNITY_LIST)) {
            assertThat(matches(ListMatches.communities(new ListRef(kind, "U"), false), V4, IN))
                    .isFalse();
        }
        lists.defineAsPath("A", AsPathAccessList.of(new AsPathAccessList.Entry(5, Verdict.PERMIT, BgpRegex.of("^$"))));
        assertThat(matches(ListMatches.asPath("A"), V4, IN)).isTrue();
    }

    @Test
    void values_are_compared() {
        assertThat(matches(Matches.metric(0), V4, IN)).isTrue();
        assertThat(matches(Matches.localPreference(100), V4, LOCAL)).isTrue();
        assertThat(matches(Matches.localPreference(100), V4, IN)).isFalse();
        assertThat(matches(Matches.origin(Origin.INCOMPLETE), V4, IN)).isTrue();
        assertThat(matches(Matches.peer(PEER), V4, IN)).isTrue();
        assertThat(matches(Matches.peer(PEER), V4, LOCAL)).isFalse();
        assertThat(matches(Matches.peerLocal(), V4, LOCAL)).isTrue();
        assertThat(matches(Matches.peerLocal(), V4, IN)).isFalse();
        assertThat(matches(Matches.peerNamed("fabric"), V4, IN)).isFalse();
        assertThat(matches(Matches.interfaceName("eth0"), V4.withNotes(PathNotes.NONE.withInterfaceName("eth0")), IN))
                .isTrue();
    }

    @Test
    void probability_holds_over_many_routes() {
        int hits = 0;
        for (int i = 0; i < 10_000; i++) {
            hits += matches(Matches.probability(25), V4, IN) ? 1 : 0;
        }
        assertThat(hits).isBetween(2300, 2700);
        assertThat(matches(Matches.probability(0), V4, IN)).isFalse();
        assertThat(matches(Matches.probability(100), V4, IN)).isTrue();
    }
}
