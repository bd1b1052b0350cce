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
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.MaximumPrefix;
import io.sextant.protocol.bgp.config.NamedPolicy;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.PeerSetup;
import io.sextant.protocol.bgp.config.PolicyPlace;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.Notification;
import io.sextant.protocol.bgp.message.Octets;
import io.sextant.protocol.bgp.policy.RoutePolicy;
import io.sextant.protocol.bgp.rib.NextHops;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.State;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What {@code neighbor X …} statements do to routes on their way in; r1 in 65001 hears r2 in 65002. */
class ImportStatementsTest {

    private static final String PREFIX = "192.0.2.0/24";

    private final SpeakerNet net = new SpeakerNet();
    private final BgpSpeaker r1 = net.add(1, 65_001);
    private final BgpSpeaker r2 = net.add(2, 65_002);

    private static RoutePolicy preferring(long preference) {
        return (route, context) -> route.withAttributes(route.attributes().toBuilder()
                .localPreference(OptionalLong.of(preference))
                .build());
    }

    private void hear(PeerFamily family) {
        peer(r1, session(r1, r2), family);
        peer(r2, r1, none -> none);
        net.start();
    }

    @Test
    void ones_own_as_may_be_allowed_so_often() {
        hear(PeerFamily.DEFAULT.withAllowAsIn(1));
        net.originate(r2, PREFIX, builder -> builder.asPath(AsPath.ofSequence(new Asn(65_001))));
        net.originate(
                r2, "198.51.100.0/24", builder -> builder.asPath(AsPath.ofSequence(new Asn(65_001), new Asn(65_001))));
        assertThat(knows(r1, PREFIX)).isTrue();
        assertThat(knows(r1, "198.51.100.0/24")).isFalse();
    }

    @Test
    void allowed_as_origin_it_may_stand_there_only() {
        hear(PeerFamily.DEFAULT.with(FamilyOption.ALLOW_AS_IN_ORIGIN));
        net.originate(r2, PREFIX, builder -> builder.asPath(AsPath.ofSequence(new Asn(65_009), new Asn(65_001))));
        net.originate(
                r2, "198.51.100.0/24", builder -> builder.asPath(AsPath.ofSequence(new Asn(65_001), new Asn(65_009))));
        assertThat(knows(r1, PREFIX)).isTrue();
        assertThat(knows(r1, "198.51.100.0/24")).isFalse();
    }

    @Test
    void without_a_policy_nothing_comes_over_ebgp_where_one_is_required() {
        SpeakerNet strict = new SpeakerNet();
        BgpSpeaker careful = strict.add(1, 65_001, config -> config.with(SpeakerOption.EBGP_REQUIRES_POLICY));
        BgpSpeaker open = strict.add(2, 65_002);
        connect(careful, open);
        strict.start();
        strict.originate(open, PREFIX);
        strict.originate(careful, "198.51.100.0/24");
        assertThat(knows(careful, PREFIX)).isFalse();
        assertThat(knows(open, "198.51.100.0/24")).isFalse();
    }

    @Test
    void weight_is_the_peers_unless_a_map_sets_it() {
        hear(PeerFamily.DEFAULT
                .withWeight(50)
                .withPolicy(
                        PolicyPlace.ROUTE_MAP_IN,
                        NamedPolicy.of(
                                "W",
                                (route, context) ->
                                        route.nlri().prefix().length() == 24 ? route : route.withWeight(7))));
        net.originate(r2, PREFIX);
        net.originate(r2, "10.9.0.0/16");
        assertThat(r1.locRib().paths(IpPrefix.parse(PREFIX)).get(0).weight()).isEqualTo(50);
        assertThat(r1.locRib().paths(IpPrefix.parse("10.9.0.0/16")).get(0).weight())
                .isEqualTo(7);
    }

    @Test
    void graceful_shutdown_costs_the_preference_and_a_blackhole_stays_here() {
        hear(PeerFamily.DEFAULT);
        net.originate(r2, PREFIX, builder -> builder.communities(List.of(Community.GRACEFUL_SHUTDOWN)));
        net.originate(r2, "198.51.100.1/32", builder -> builder.communities(List.of(Community.BLACKHOLE)));
        assertThat(best(r1, PREFIX).localPreference()).hasValue(0);
        assertThat(best(r1, "198.51.100.1/32").communities()).contains(Community.NO_EXPORT);
    }

    @Test
    void single_hop_ebgp_wants_its_next_hops_connected() {
        NextHops far = new NextHops() {
            @Override
            public long igpMetric(IpAddress nextHop) {
                return 5;
            }

            @Override
            public boolean isConnected(IpAddress nextHop) {
                return false;
            }
        };
        SpeakerNet distant = new SpeakerNet();
        BgpSpeaker strict = distant.add(1, 65_001, config -> config.withNextHops(far));
        BgpSpeaker lax = distant.add(3, 65_003, config -> config.withNextHops(far));
        BgpSpeaker source = distant.add(2, 65_002);
        connect(strict, source);
        peer(lax, session(lax, source).with(PeerOption.DISABLE_CONNECTED_CHECK), PeerFamily.DEFAULT);
        peer(source, lax, family -> family);
        distant.start();
        distant.originate(source, PREFIX);
        assertThat(strict.locRib().paths(IpPrefix.parse(PREFIX))).hasSize(1);
        assertThat(knows(strict, PREFIX)).isFalse();
        assertThat(knows(lax, PREFIX)).isTrue();
    }

    @Test
    void a_route_through_itself_is_not_reachable() {
        hear(PeerFamily.DEFAULT);
        net.originate(r2, "10.0.0.2/32");
        assertThat(knows(r1, "10.0.0.2/32")).isFalse();
    }

    @Test
    void too_many_prefixes_end_the_session_until_the_timer_lets_it_back() {
        hear(PeerFamily.DEFAULT.withMaximumPrefix(new MaximumPrefix(2, 75, 1, false, false)));
        for (int i = 0; i < 3; i++) {
            net.originate(r2, "198.51." + i + ".0/24");
        }
        assertThat(view(r1, r2).state()).as("FRR counts before it adds").isEqualTo(State.ESTABLISHED);
        net.originate(r2, "198.51.3.0/24");
        assertThat(view(r1, r2).state()).isEqualTo(State.IDLE);
        assertThat(net.wire.sent)
                .anyMatch(sent -> sent.message() instanceof Notification notification
                        && notification.insideHardReset().orElse(notification).code() == Notification.CEASE
                        && notification
                                .insideHardReset()
                                .orElse(notification)
                                .equals(Notification.of(
                                        Notification.CEASE,
                                        Notification.MAXIMUM_PREFIXES,
                                        // RFC 4486 §4: family and limit.
                                        Octets.ofHex("00010100000002"))));
        net.pass(50);
        assertThat(view(r1, r2).state()).isEqualTo(State.IDLE);
        assertThat(view(r1, r2).counters().connectionsEstablished()).isEqualTo(1);
        net.pass(200);
        assertThat(view(r1, r2).counters().connectionsEstablished()).isGreaterThan(1);
    }

    @Test
    void with_a_warning_only_the_session_stays() {
        hear(PeerFamily.DEFAULT.withMaximumPrefix(new MaximumPrefix(1, 75, 0, true, false)));
        net.originate(r2, PREFIX);
        net.originate(r2, "198.51.100.0/24");
        assertThat(view(r1, r2).acceptedPrefixes()).isEqualTo(2);
    }

    @Test
    void soft_reconfiguration_keeps_what_was_refused_and_looks_again() {
        PeerFamily kept = PeerFamily.DEFAULT
                .with(FamilyOption.SOFT_RECONFIGURATION)
                .withPolicy(PolicyPlace.ROUTE_MAP_IN, NamedPolicy.of("M", RoutePolicy.DENY));
        hear(kept);
        net.originate(r2, PREFIX);
        assertThat(view(r1, r2).received()).hasSize(1);
        assertThat(knows(r1, PREFIX)).isFalse();

        // New contents of the map wait for the delay timer of 5 s.
        PeerFamily changed = kept.withPolicy(PolicyPlace.ROUTE_MAP_IN, NamedPolicy.of("M", preferring(300)));
        net.act(r1, r1.updatePeer(net.wire.nowNanos, PeerSetup.of(session(r1, r2), changed)));
        net.pass(4);
        assertThat(knows(r1, PREFIX)).isFalse();
        net.pass(2);
        assertThat(best(r1, PREFIX).localPreference()).hasValue(300);
    }

    @Test
    void another_map_takes_effect_at_once_by_asking_the_peer_again() {
        hear(PeerFamily.DEFAULT);
        net.originate(r2, PREFIX);
        PeerFamily changed =
                PeerFamily.DEFAULT.withPolicy(PolicyPlace.ROUTE_MAP_IN, NamedPolicy.of("N", preferring(300)));
        net.act(r1, r1.updatePeer(net.wire.nowNanos, PeerSetup.of(session(r1, r2), changed)));
        net.pass(1);
        assertThat(best(r1, PREFIX).localPreference()).hasValue(300);
        assertThat(view(r1, r2).counters().connectionsEstablished()).isEqualTo(1);
    }

    @Test
    void a_filter_outwards_withdraws_what_no_longer_passes() {
        hear(PeerFamily.DEFAULT);
        net.originate(r1, PREFIX);
        assertThat(knows(r2, PREFIX)).isTrue();
        PeerFamily changed =
                PeerFamily.DEFAULT.withPolicy(PolicyPlace.PREFIX_LIST_OUT, NamedPolicy.of("NONE", RoutePolicy.DENY));
        net.act(r1, r1.updatePeer(net.wire.nowNanos, PeerSetup.of(session(r1, r2), changed)));
        net.pass(1);
        assertThat(knows(r2, PREFIX)).isFalse();
    }

    @Test
    void a_shutdown_says_why_and_lasts() {
        hear(PeerFamily.DEFAULT);
        PeerSetup shut = PeerSetup.of(session(r1, r2).withShutdown("until noon"), PeerFamily.DEFAULT);
        net.act(r1, r1.updatePeer(net.wire.nowNanos, shut));
        net.pass(30);
        assertThat(view(r1, r2).state()).isEqualTo(State.IDLE);
        assertThat(net.wire.sent)
                .anyMatch(sent -> sent.message() instanceof Notification notification
                        && notification
                                .insideHardReset()
                                .orElse(notification)
                                .shutdownMessage()
                                .equals(java.util.Optional.of("until noon")));
        net.act(r1, r1.updatePeer(net.wire.nowNanos, PeerSetup.of(session(r1, r2), PeerFamily.DEFAULT)));
        net.pass(130);
        assertThat(view(r1, r2).state()).isEqualTo(State.ESTABLISHED);
    }

    @Test
    void clearing_softly_keeps_the_session_and_clearing_hard_does_not() {
        hear(PeerFamily.DEFAULT);
        net.originate(r2, PREFIX);
        net.act(r1, r1.clear(net.wire.nowNanos, peer -> true, ClearKind.SOFT_BOTH, family -> true));
        net.pass(5);
        assertThat(view(r1, r2).counters().connectionsEstablished()).isEqualTo(1);
        net.act(
                r1,
                r1.clear(
                        net.wire.nowNanos,
                        peer -> peer.id().address().equals(address(2)),
                        ClearKind.HARD,
                        family -> true));
        net.pass(130);
        assertThat(view(r1, r2).counters().connectionsEstablished()).isEqualTo(2);
    }
}
