package io.sextant.protocol.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.MessageType;
import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.message.RouteRefresh;
import io.sextant.protocol.bgp.message.Update;
import io.sextant.protocol.bgp.policy.PolicyContext;
import io.sextant.protocol.bgp.policy.PolicyPoint;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.policy.RoutePolicy;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.profile.StopReason;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.session.Input;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.State;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Speakers of several ASes on one wire: r1 and r2 in 65001, r3 in 65002. */
class BgpSpeakerTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Asn INSIDE = new Asn(65_001);
    private static final Asn OUTSIDE = new Asn(65_002);
    private static final Ipv4Address R1 = Ipv4Address.parse("10.0.0.1");
    private static final Ipv4Address R2 = Ipv4Address.parse("10.0.0.2");
    private static final Ipv4Address R3 = Ipv4Address.parse("10.0.0.3");
    private static final Ipv4Prefix PREFIX = Ipv4Prefix.parse("192.0.2.0/24");

    private final TinyWire wire = new TinyWire();
    private final BgpSpeaker r1 = speaker(INSIDE, R1);
    private final BgpSpeaker r2 = speaker(INSIDE, R2);
    private final BgpSpeaker r3 = speaker(OUTSIDE, R3);
    private long reachableCost;

    private BgpSpeaker speaker(Asn asn, Ipv4Address address) {
        SpeakerConfig config =
                SpeakerConfig.of(SpeakerProfile.FRR_8_4, asn, address).withNextHops(nextHop -> reachableCost);
        BgpSpeaker speaker = new BgpSpeaker(config, 0);
        wire.attach(address, speaker);
        return speaker;
    }

    private static void peer(BgpSpeaker speaker, Ipv4Address remote, Asn remoteAs, Policies policies) {
        SpeakerConfig config = speaker.config();
        speaker.addPeer(
                PeerConfig.of(config.profile(), remote, config.localAs(), remoteAs, config.routerId(), "r"),
                policies,
                new SplittableRandom(remote.bits()));
    }

    private void connect(BgpSpeaker one, BgpSpeaker other) {
        peer(one, other.config().routerId(), other.config().localAs(), Policies.PERMIT);
        peer(other, one.config().routerId(), one.config().localAs(), Policies.PERMIT);
    }

    private void start(BgpSpeaker... speakers) {
        for (BgpSpeaker speaker : speakers) {
            wire.act(speaker.config().routerId(), speaker.start(wire.nowNanos));
        }
        wire.runUntil(wire.nowNanos + 20 * SECOND);
    }

    private PathAttributes best(BgpSpeaker speaker) {
        return speaker.locRib().selection(PREFIX).orElseThrow().best().attributes();
    }

    private long updates(Ipv4Address from, Ipv4Address to) {
        return wire.sent.stream()
                .filter(one -> one.from().equals(from) && one.to().equals(to))
                .filter(one -> one.message().type() == MessageType.UPDATE)
                .count();
    }

    @Test
    void two_speakers_that_call_each_other_at_once_end_with_one_session() {
        connect(r1, r2);
        start(r1, r2);

        for (BgpSpeaker speaker : List.of(r1, r2)) {
            PeerView view = speaker.peers().get(0);
            assertThat(view.state()).isEqualTo(State.ESTABLISHED);
            assertThat(view.counters().connectionsEstablished()).isEqualTo(1);
            assertThat(view.counters().connectionsDropped()).isZero();
            // 10.0.0.2 is the higher identifier, so its call stays.
            boolean calledHere = view.endpoints().orElseThrow().connection().outgoing();
            assertThat(calledHere).isEqualTo(view.config().localId().equals(R2));
        }
    }

    @Test
    void a_route_leaves_the_as_with_a_new_next_hop_and_path() {
        connect(r1, r2);
        connect(r2, r3);
        start(r1, r2, r3);
        wire.act(R1, r1.originate(wire.nowNanos, PREFIX));
        wire.runUntil(wire.nowNanos + SECOND);

        assertThat(best(r2).nextHop()).contains(R1);
        assertThat(best(r2).asPath()).isEqualTo(AsPath.EMPTY);
        assertThat(best(r2).localPreference()).hasValue(100);
        assertThat(best(r3).nextHop()).contains(R2);
        assertThat(best(r3).asPath()).isEqualTo(AsPath.ofSequence(INSIDE));
        assertThat(best(r3).localPreference()).isEmpty();
        // MED 0 was for r2's AS, not for its neighbour (RFC 4271 §5.1.4).
        assertThat(best(r3).med()).isEmpty();
    }

    @Test
    void a_route_from_outside_keeps_its_next_hop_inside_and_is_refused_where_it_came_from() {
        connect(r1, r2);
        connect(r2, r3);
        start(r1, r2, r3);
        wire.act(R3, r3.originate(wire.nowNanos, PREFIX));
        wire.runUntil(wire.nowNanos + SECOND);

        assertThat(best(r1).nextHop()).contains(R3);
        assertThat(best(r1).asPath()).isEqualTo(AsPath.ofSequence(OUTSIDE));
        // FRR's update groups do return it (frr-corpus 001: pfxSnt 9 of 9 to each eBGP peer); r3 sees its own AS.
        assertThat(r2.peer(new PeerId(R3)).orElseThrow().sentPrefixes()).isEqualTo(1);
        assertThat(r3.locRib().paths(PREFIX)).hasSize(1);
    }

    @Test
    void well_known_communities_are_obeyed() {
        connect(r1, r2);
        connect(r2, r3);
        start(r1, r2, r3);
        PathAttributes quiet = r1.defaultAttributes().toBuilder()
                .communities(List.of(Community.NO_EXPORT))
                .build();
        wire.act(R1, r1.originate(wire.nowNanos, PREFIX, quiet, RouteSource.Kind.NETWORK));
        wire.runUntil(wire.nowNanos + SECOND);

        assertThat(r2.locRib().selection(PREFIX)).isPresent();
        assertThat(r3.locRib().selection(PREFIX)).isEmpty();
    }

    @Test
    void ones_own_as_in_the_path_is_a_loop() {
        connect(r1, r3);
        start(r1, r3);
        PathAttributes looped = r3.defaultAttributes().toBuilder()
                .asPath(AsPath.ofSequence(INSIDE))
                .build();
        wire.act(R3, r3.originate(wire.nowNanos, PREFIX, looped, RouteSource.Kind.NETWORK));
        wire.runUntil(wire.nowNanos + SECOND);

        PeerView view = r1.peer(new PeerId(R3)).orElseThrow();
        assertThat(view.counters().received(MessageType.UPDATE)).isPositive();
        assertThat(view.acceptedPrefixes()).isZero();
        assertThat(r1.locRib().size()).isZero();
    }

    @Test
    void policies_decide_in_both_directions() {
        RoutePolicy prefer = (route, context) -> route.withAttributes(route.attributes().toBuilder()
                .localPreference(java.util.OptionalLong.of(555))
                .build());
        peer(r1, R2, INSIDE, new Policies(prefer, RoutePolicy.DENY));
        peer(r2, R1, INSIDE, Policies.PERMIT);
        start(r1, r2);
        wire.act(R2, r2.originate(wire.nowNanos, PREFIX));
        wire.act(R1, r1.originate(wire.nowNanos, IpPrefix.parse("198.51.100.0/24")));
        wire.runUntil(wire.nowNanos + SECOND);

        assertThat(best(r1).localPreference()).hasValue(555);
        assertThat(r2.locRib().size()).isEqualTo(1);
        assertThat(RoutePolicy.PERMIT
                        .then(RoutePolicy.DENY)
                        .apply(
                                PolicyRoute.of(Nlri.of(PREFIX), best(r1)),
                                PolicyContext.local(PolicyPoint.NETWORK, INSIDE)))
                .isNull();
    }

    @Test
    void a_better_path_replaces_the_one_that_was_told() {
        connect(r1, r2);
        start(r1, r2);
        wire.act(R1, r1.originate(wire.nowNanos, PREFIX));
        wire.runUntil(wire.nowNanos + SECOND);
        long before = updates(R1, R2);
        PathAttributes preferred = r1.defaultAttributes().toBuilder()
                .med(java.util.OptionalLong.of(7))
                .build();
        wire.act(R1, r1.originate(wire.nowNanos, PREFIX, preferred, RouteSource.Kind.NETWORK));
        wire.runUntil(wire.nowNanos + SECOND);
        wire.act(R1, r1.originate(wire.nowNanos, PREFIX, preferred, RouteSource.Kind.NETWORK));
        wire.runUntil(wire.nowNanos + SECOND);

        assertThat(updates(R1, R2)).isEqualTo(before + 1);
        assertThat(best(r2).med()).hasValue(7);
        wire.act(R1, r1.withdraw(wire.nowNanos, PREFIX));
        wire.runUntil(wire.nowNanos + SECOND);
        assertThat(r2.locRib().size()).isZero();
    }

    @Test
    void routes_are_told_again_on_request() {
        connect(r1, r2);
        start(r1, r2);
        wire.act(R1, r1.originate(wire.nowNanos, PREFIX));
        wire.runUntil(wire.nowNanos + SECOND);
        int before = wire.sent.size();
        wire.act(
                R2,
                r2.handle(
                        wire.nowNanos,
                        new PeerId(R1),
                        new Input.Transmit(RouteRefresh.request(AddressFamily.IPV4_UNICAST))));
        wire.runUntil(wire.nowNanos + SECOND);

        // The request, then RFC 7313's begin, the route, and the end.
        assertThat(wire.sent.subList(before, wire.sent.size()))
                .extracting(one -> one.message().type())
                .containsExactly(
                        MessageType.ROUTE_REFRESH,
                        MessageType.ROUTE_REFRESH,
                        MessageType.UPDATE,
                        MessageType.ROUTE_REFRESH);
    }

    @Test
    void a_next_hop_that_cannot_be_reached_takes_its_routes_away() {
        connect(r1, r2);
        start(r1, r2);
        wire.act(R1, r1.originate(wire.nowNanos, PREFIX));
        wire.runUntil(wire.nowNanos + SECOND);
        assertThat(r2.locRib().selection(PREFIX)).isPresent();
        reachableCost = Path.UNREACHABLE;
        wire.act(R2, r2.nextHopsChanged(wire.nowNanos));
        wire.runUntil(wire.nowNanos + SECOND);
        assertThat(r2.locRib().selection(PREFIX)).isEmpty();
        assertThat(r2.locRib().paths(PREFIX)).hasSize(1);
        reachableCost = 10;
        wire.act(R2, r2.nextHopsChanged(wire.nowNanos));
        wire.runUntil(wire.nowNanos + SECOND);
        assertThat(r2.locRib().selection(PREFIX)).isPresent();
    }

    @Test
    void a_peer_taken_out_of_the_configuration_takes_its_routes_along() {
        connect(r1, r2);
        start(r1, r2);
        wire.act(R1, r1.originate(wire.nowNanos, PREFIX));
        wire.runUntil(wire.nowNanos + SECOND);
        wire.act(R2, r2.removePeer(wire.nowNanos, new PeerId(R1)));
        wire.runUntil(wire.nowNanos + SECOND);

        assertThat(r2.peers()).isEmpty();
        assertThat(r2.locRib().size()).isZero();
        assertThatThrownBy(() -> r2.handle(wire.nowNanos, new PeerId(R1), new Input.Start()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_thousand_prefixes_share_a_few_updates() {
        connect(r1, r2);
        for (int i = 0; i < 1000; i++) {
            r1.originate(0, new Ipv4Prefix(new Ipv4Address(0x0B00_0000 + (i << 8)), 24));
        }
        start(r1, r2);

        assertThat(r2.locRib().size()).isEqualTo(1000);
        // Ours and the End-of-RIB; a message has 4,096 octets, or 65,535 where both said so.
        assertThat(updates(R1, R2)).isEqualTo(2);
        wire.act(R1, r1.stop(wire.nowNanos, StopReason.KILLED));
        wire.runUntil(wire.nowNanos + SECOND);
        assertThat(r2.locRib().size()).isZero();
    }

    @Test
    void an_update_never_outgrows_its_message() {
        List<Nlri> many = java.util.stream.IntStream.range(0, 5000)
                .mapToObj(i -> Nlri.of(new Ipv4Prefix(new Ipv4Address(i << 8), 24)))
                .toList();
        PathAttributes attributes = r1.defaultAttributes().withNextHop(R1);
        List<UpdatePacker.Change> changes = many.stream()
                .map(nlri -> new UpdatePacker.Change(nlri, attributes))
                .toList();
        var context = io.sextant.protocol.bgp.message.CodecContext.INITIAL;
        List<Update> updates = new UpdatePacker(context, Integer.MAX_VALUE).pack(changes);
        assertThat(updates.stream()
                        .mapToInt(update -> update.announced().size())
                        .sum())
                .isEqualTo(5000);
        assertThat(updates).allSatisfy(update -> assertThat(
                        io.sextant.protocol.bgp.message.BgpCodec.encode(update, context).length)
                .isLessThanOrEqualTo(4096));
    }
}
