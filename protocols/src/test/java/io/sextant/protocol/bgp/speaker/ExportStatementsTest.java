package io.sextant.protocol.bgp.speaker;

import static io.sextant.protocol.bgp.speaker.SpeakerNet.address;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.best;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.connect;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.knows;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.peer;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.session;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.config.Confederation;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.SpeakerFamily;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.Origin;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.policy.PolicyContext;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.policy.RoutePolicy;
import io.sextant.protocol.bgp.rib.DecisionOption;
import io.sextant.protocol.bgp.rib.DecisionOptions;
import io.sextant.protocol.bgp.rib.MultipathLimits;
import io.sextant.protocol.bgp.rib.NextHops;
import io.sextant.protocol.bgp.session.LocalAs;
import io.sextant.protocol.bgp.session.Membership;
import io.sextant.protocol.bgp.session.PeerOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@code neighbor X …} statements do to routes on their way out; r1 in 65001 between r2 in 65002 and r3 in 65003. */
class ExportStatementsTest {

    private static final String PREFIX = "192.0.2.0/24";

    private final SpeakerNet net = new SpeakerNet();
    private final BgpSpeaker r1 = net.add(1, 65_001);
    private final BgpSpeaker r2 = net.add(2, 65_002);
    private final BgpSpeaker r3 = net.add(3, 65_003);

    /** r1 speaks to r3 as told; what r2 announces is looked at on r3. */
    private void chain(java.util.function.UnaryOperator<PeerFamily> towardsR3) {
        connect(r1, r2);
        peer(r1, r3, towardsR3);
        peer(r3, r1, family -> family);
        net.start();
    }

    private static AsPath path(long... asns) {
        Asn[] all = java.util.Arrays.stream(asns).mapToObj(Asn::new).toArray(Asn[]::new);
        return AsPath.ofSequence(all);
    }

    @Test
    void as_override_puts_our_as_in_the_place_of_the_receivers() {
        chain(family -> family.with(FamilyOption.AS_OVERRIDE));
        net.originate(r2, PREFIX, builder -> builder.asPath(path(65_003, 65_009)));
        assertThat(best(r3, PREFIX).asPath()).isEqualTo(path(65_001, 65_002, 65_001, 65_009));
    }

    @Test
    void as_override_means_the_as_of_the_first_in_the_group() {
        // frr-corpus 001: r1's second eBGP peer is sent paths without the first one's AS.
        peer(r1, r2, family -> family.with(FamilyOption.AS_OVERRIDE));
        peer(r2, r1, family -> family);
        peer(r1, r3, family -> family.with(FamilyOption.AS_OVERRIDE));
        peer(r3, r1, family -> family);
        net.start();
        net.originate(r1, PREFIX, builder -> builder.asPath(path(65_003, 65_002)));
        assertThat(knows(r2, PREFIX)).isTrue();
        assertThat(best(r2, PREFIX).asPath()).isEqualTo(path(65_001, 65_003, 65_001));
        assertThat(knows(r3, PREFIX)).isFalse();
    }

    @Test
    void private_numbers_go_where_all_are_private() {
        chain(family -> family.with(FamilyOption.REMOVE_PRIVATE_AS));
        net.originate(r2, PREFIX);
        net.originate(r2, "198.51.100.0/24", builder -> builder.asPath(path(100)));
        assertThat(best(r3, PREFIX).asPath()).isEqualTo(path(65_001));
        assertThat(best(r3, "198.51.100.0/24").asPath()).isEqualTo(path(65_001, 65_002, 100));
    }

    @Test
    void all_removes_private_numbers_among_others_and_replace_puts_ours_there() {
        chain(family -> family.with(FamilyOption.REMOVE_PRIVATE_AS, FamilyOption.REMOVE_PRIVATE_AS_ALL));
        net.originate(r2, PREFIX, builder -> builder.asPath(path(100, 64_900)));
        assertThat(best(r3, PREFIX).asPath()).isEqualTo(path(65_001, 100));
        assertThat(AsPathRules.replacePrivate(path(65_002, 100, 64_900), new Asn(65_001), new Asn(64_900)))
                .isEqualTo(path(65_001, 100, 64_900));
    }

    @Test
    void what_is_unchanged_keeps_its_path_its_next_hop_and_its_med() {
        chain(family -> family.with(
                FamilyOption.AS_PATH_UNCHANGED, FamilyOption.NEXT_HOP_UNCHANGED, FamilyOption.MED_UNCHANGED));
        net.originate(r2, PREFIX, builder -> builder.med(OptionalLong.of(77)));
        assertThat(best(r3, PREFIX).asPath()).isEqualTo(path(65_002));
        assertThat(best(r3, PREFIX).nextHop()).contains(address(2));
        assertThat(best(r3, PREFIX).med()).hasValue(77);
    }

    @Test
    void without_statements_ebgp_says_itself_and_drops_the_med() {
        chain(family -> family);
        net.originate(r2, PREFIX, builder -> builder.med(OptionalLong.of(77)));
        assertThat(best(r3, PREFIX).nextHop()).contains(address(1));
        assertThat(best(r3, PREFIX).med()).isEmpty();
    }

    @Test
    void communities_are_sent_or_not_by_kind() {
        chain(family -> family.without(FamilyOption.SEND_COMMUNITY));
        net.originate(r2, PREFIX, builder -> builder.communities(List.of(Community.of(65_002, 1))));
        assertThat(best(r1, PREFIX).communities()).hasSize(1);
        assertThat(best(r3, PREFIX).communities()).isEmpty();
    }

    @Test
    void a_default_route_of_ours_is_told_and_stands_in_no_table() {
        chain(family -> family.with(FamilyOption.DEFAULT_ORIGINATE));
        assertThat(best(r3, "0.0.0.0/0").asPath()).isEqualTo(path(65_001));
        assertThat(knows(r1, "0.0.0.0/0")).isFalse();
        assertThat(knows(r2, "0.0.0.0/0")).isFalse();
    }

    @Test
    void a_map_decides_whether_the_default_is_told_and_in_which_words() {
        RoutePolicy map = new RoutePolicy() {
            @Override
            public @Nullable PolicyRoute apply(PolicyRoute route, PolicyContext context) {
                return applyTo(route, route, context);
            }

            @Override
            public @Nullable PolicyRoute applyTo(PolicyRoute asked, PolicyRoute changed, PolicyContext context) {
                PathAttributes attributes = changed.attributes().toBuilder()
                        .med(OptionalLong.of(123))
                        .asPath(changed.attributes().asPath().prepend(new Asn(65_001), 2))
                        .build();
                boolean fits = asked.nlri().prefix().equals(IpPrefix.parse(PREFIX));
                return fits ? changed.withAttributes(attributes) : null;
            }
        };
        chain(family -> family.with(FamilyOption.DEFAULT_ORIGINATE)
                .withPolicy(
                        io.sextant.protocol.bgp.config.PolicyPlace.DEFAULT_ORIGINATE_MAP,
                        io.sextant.protocol.bgp.config.NamedPolicy.of("D", map)));
        assertThat(knows(r3, "0.0.0.0/0")).isFalse();
        net.originate(r2, PREFIX);
        net.pass(6);
        assertThat(best(r3, "0.0.0.0/0").med()).hasValue(123);
        assertThat(best(r3, "0.0.0.0/0").asPath()).isEqualTo(path(65_001, 65_001, 65_001));
    }

    @Test
    void no_more_is_sent_than_may_be() {
        chain(family -> family.withMaximumPrefixOut(2));
        for (int i = 0; i < 4; i++) {
            net.originate(r2, "198.51." + i + ".0/24");
        }
        assertThat(view(r1, r3).sentPrefixes()).isEqualTo(2);
        assertThat(r3.locRib().size()).isEqualTo(2);
    }

    @Test
    void local_as_stands_before_ours_or_in_its_place() {
        connect(r1, r2);
        LocalAs old = new LocalAs(new Asn(64_999), false, false, false);
        peer(r1, session(r1, r3).withLocalAs(old), PeerFamily.DEFAULT);
        peer(
                r3,
                session(r3, r1).withRemoteAs(io.sextant.protocol.bgp.session.RemoteAsRule.SPECIFIED, new Asn(64_999)),
                PeerFamily.DEFAULT);
        net.start();
        net.originate(r2, PREFIX);
        assertThat(best(r3, PREFIX).asPath()).isEqualTo(path(64_999, 65_001, 65_002));
        net.originate(r3, "198.51.100.0/24");
        assertThat(best(r1, "198.51.100.0/24").asPath()).isEqualTo(path(64_999, 65_003));
    }

    @Test
    void on_a_shared_network_the_router_behind_is_named() {
        SpeakerNet shared = new SpeakerNet();
        NextHops lan = new NextHops() {
            @Override
            public long igpMetric(IpAddress nextHop) {
                return 0;
            }

            @Override
            public Optional<IpPrefix> connectedNetwork(IpAddress address) {
                return Optional.of(IpPrefix.parse("10.0.0.0/24"));
            }
        };
        BgpSpeaker middle = shared.add(1, 65_001, config -> config.withNextHops(lan));
        BgpSpeaker left = shared.add(2, 65_002);
        BgpSpeaker right = shared.add(3, 65_003);
        connect(middle, left);
        connect(middle, right);
        shared.start();
        shared.originate(left, PREFIX);
        assertThat(best(right, PREFIX).nextHop()).contains(address(2));
    }

    @Test
    void a_confederation_shows_its_members_inside_and_its_identifier_outside() {
        SpeakerNet inside = new SpeakerNet();
        Confederation here = new Confederation(new Asn(100), List.of(new Asn(65_001), new Asn(65_002)));
        BgpSpeaker m1 = inside.add(1, 65_001, config -> config.withConfederation(here));
        BgpSpeaker m2 = inside.add(2, 65_002, config -> config.withConfederation(here));
        BgpSpeaker out = inside.add(3, 200);
        peer(
                m1,
                session(m1, m2).withMembership(new Membership(new Asn(65_001), List.of(new Asn(65_002)))),
                PeerFamily.DEFAULT);
        peer(
                m2,
                session(m2, m1).withMembership(new Membership(new Asn(65_002), List.of(new Asn(65_001)))),
                PeerFamily.DEFAULT);
        peer(
                m2,
                io.sextant.protocol.bgp.session.PeerConfig.of(
                        m2.config().profile(), address(3), new Asn(100), new Asn(200), address(2), "r"),
                PeerFamily.DEFAULT);
        peer(
                out,
                session(out, m2).withRemoteAs(io.sextant.protocol.bgp.session.RemoteAsRule.SPECIFIED, new Asn(100)),
                PeerFamily.DEFAULT);
        inside.start();
        inside.originate(m1, PREFIX);
        assertThat(best(m2, PREFIX).asPath()).hasToString("(65001)");
        assertThat(best(m2, PREFIX).localPreference()).hasValue(100);
        assertThat(best(m2, PREFIX).nextHop()).contains(address(1));
        assertThat(best(out, PREFIX).asPath()).isEqualTo(path(100));
        inside.originate(out, "198.51.100.0/24");
        assertThat(best(m1, "198.51.100.0/24").asPath()).hasToString("(65002) 200");
    }

    /** FRR 8.4.4 told a third neighbour of these two ways: a set of both neighbours, with both communities. */
    @Test
    void the_best_of_several_ways_speaks_for_all_under_as_set() {
        DecisionOptions options =
                DecisionOptions.DEFAULT.with(DecisionOption.MULTIPATH_RELAX, DecisionOption.MULTIPATH_RELAX_AS_SET);
        SpeakerFamily several = SpeakerFamily.of(new MultipathLimits(4, 1, false));
        SpeakerNet wide = new SpeakerNet();
        BgpSpeaker middle = wide.add(
                1, 65_001, config -> config.withDecision(options).withFamily(AddressFamily.IPV4_UNICAST, several));
        BgpSpeaker left = wide.add(2, 65_002);
        BgpSpeaker right = wide.add(3, 65_003);
        BgpSpeaker far = wide.add(4, 65_004);
        List.of(left, right, far).forEach(other -> connect(middle, other));
        wide.start();
        Community one = new Community(65_002 << 16 | 1);
        Community two = new Community(65_003 << 16 | 2);
        wide.originate(left, PREFIX, builder -> builder.origin(Origin.IGP).communities(List.of(one)));
        wide.originate(right, PREFIX, builder -> builder.origin(Origin.IGP).communities(List.of(two)));
        assertThat(best(far, PREFIX).asPath()).hasToString("65001 {65002,65003}");
        assertThat(best(far, PREFIX).communities()).containsExactly(one, two);
        assertThat(best(far, PREFIX).nextHop()).contains(address(1));
        wide.act(right, right.withdraw(wide.wire.nowNanos, IpPrefix.parse(PREFIX)));
        wide.pass(5);
        assertThat(best(far, PREFIX).asPath()).isEqualTo(path(65_001, 65_002));
    }

    @Test
    void what_differs_by_an_absent_med_from_zero_is_no_news_where_duplicates_are_suppressed() {
        chain(family -> family);
        net.originate(r1, PREFIX, builder -> builder.med(java.util.OptionalLong.empty()));
        net.originate(r1, PREFIX, builder -> builder.med(java.util.OptionalLong.of(0)));
        assertThat(best(r3, PREFIX).med()).isEmpty();
        net.originate(r1, PREFIX, builder -> builder.med(java.util.OptionalLong.of(1)));
        assertThat(best(r3, PREFIX).med()).hasValue(1);
        net.act(r1, r1.reconfigure(net.wire.nowNanos, r1.config().without(SpeakerOption.SUPPRESS_DUPLICATES)));
        net.originate(r1, PREFIX, builder -> builder.med(java.util.OptionalLong.empty()));
        net.originate(r1, PREFIX, builder -> builder.med(java.util.OptionalLong.of(0)));
        assertThat(best(r3, PREFIX).med()).hasValue(0);
    }

    @Test
    void graceful_shutdown_is_asked_of_others_and_obeyed() {
        chain(family -> family);
        net.originate(r1, PREFIX);
        net.act(r1, r1.reconfigure(net.wire.nowNanos, r1.config().with(SpeakerOption.GRACEFUL_SHUTDOWN)));
        net.pass(1);
        assertThat(best(r3, PREFIX).communities()).contains(Community.GRACEFUL_SHUTDOWN);
        assertThat(best(r3, PREFIX).localPreference()).hasValue(0);
    }

    @Test
    void max_med_administrative_stands_in_the_place_of_every_med() {
        chain(family -> family);
        net.originate(r1, PREFIX, builder -> builder.med(OptionalLong.of(7)));
        assertThat(best(r3, PREFIX).med()).hasValue(7);
        net.act(r1, r1.reconfigure(net.wire.nowNanos, r1.config().withAdministrativeMed(OptionalLong.of(4_000))));
        net.pass(12);
        assertThat(best(r3, PREFIX).med()).hasValue(4_000);
    }

    @Test
    void a_sender_may_look_for_the_receivers_as_himself() {
        connect(r1, r2);
        peer(
                r1,
                session(r1, r3).with(PeerOption.SENDER_LOOP_DETECTION),
                PeerFamily.DEFAULT.with(FamilyOption.MED_UNCHANGED));
        peer(r3, r1, family -> family.withAllowAsIn(1));
        net.start();
        net.originate(r2, PREFIX, builder -> builder.asPath(path(65_003)));
        net.originate(r2, "198.51.100.0/24", builder -> builder.asPath(path(65_009)));
        assertThat(knows(r3, "198.51.100.0/24")).isTrue();
        assertThat(knows(r3, PREFIX)).isFalse();
    }
}
