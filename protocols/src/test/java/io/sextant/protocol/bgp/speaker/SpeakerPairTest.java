package io.sextant.protocol.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.message.Keepalive;
import io.sextant.protocol.bgp.message.MessageType;
import io.sextant.protocol.bgp.message.Notification;
import io.sextant.protocol.bgp.message.Update;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.profile.StopReason;
import io.sextant.protocol.bgp.rib.RibDelta;
import io.sextant.protocol.bgp.rib.SelectionReason;
import io.sextant.protocol.bgp.session.Output;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.ResetReason;
import io.sextant.protocol.bgp.session.State;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The article's lab without its network: one FRR router, six nodes, and the times facts/frr.md measured. */
class SpeakerPairTest {

    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final Asn AS = new Asn(64_512);
    private static final Ipv4Address ROUTER = Ipv4Address.parse("192.168.1.1");
    private static final List<Ipv4Address> NODES = List.of(
            Ipv4Address.parse("192.168.1.10"),
            Ipv4Address.parse("192.168.1.21"),
            Ipv4Address.parse("192.168.1.22"),
            Ipv4Address.parse("192.168.1.23"),
            Ipv4Address.parse("192.168.1.24"),
            Ipv4Address.parse("192.168.1.25"));
    private static final Ipv4Prefix VIP = Ipv4Prefix.parse("172.16.10.0/32");

    private final TinyWire wire = new TinyWire();
    private final BgpSpeaker router = speaker(SpeakerProfile.FRR_8_4, ROUTER);

    private static BgpSpeaker speaker(SpeakerProfile profile, Ipv4Address address) {
        return new BgpSpeaker(SpeakerConfig.of(profile, AS, address), 0);
    }

    private BgpSpeaker node(SpeakerProfile profile, Ipv4Address address) {
        BgpSpeaker node = speaker(profile, address);
        node.addPeer(PeerConfig.of(profile, ROUTER, AS, AS, address, "node"), Policies.PERMIT, new SplittableRandom(1));
        router.addPeer(
                PeerConfig.of(SpeakerProfile.FRR_8_4, address, AS, AS, ROUTER, "bgp-router1"),
                Policies.PERMIT,
                new SplittableRandom(2));
        wire.attach(address, node);
        return node;
    }

    /** The router first, as in the lab; the nodes half a second apart. */
    private List<BgpSpeaker> lab(SpeakerProfile profile, int nodes) {
        List<BgpSpeaker> speakers = new ArrayList<>();
        for (Ipv4Address address : NODES.subList(0, nodes)) {
            speakers.add(node(profile, address));
        }
        wire.attach(ROUTER, router);
        wire.act(ROUTER, router.start(0));
        for (int i = 0; i < nodes; i++) {
            wire.runUntil(2 * SECOND + i * 500L * MILLI);
            BgpSpeaker speaker = speakers.get(i);
            wire.act(NODES.get(i), speaker.originate(wire.nowNanos, VIP));
            wire.act(NODES.get(i), speaker.start(wire.nowNanos));
        }
        return speakers;
    }

    private PeerView routersView(Ipv4Address node) {
        return router.peer(new PeerId(node)).orElseThrow();
    }

    private List<TinyWire.Sent> sentBy(Ipv4Address host, MessageType type) {
        return wire.sent.stream()
                .filter(one -> one.from().equals(host) && one.message().type() == type)
                .toList();
    }

    private List<TinyWire.Told> routeChanges() {
        return wire.told.stream()
                .filter(one -> one.by().equals(ROUTER) && one.output() instanceof RoutesChanged)
                .toList();
    }

    private long upAtNanos(Ipv4Address node) {
        return routersView(node).upOrDownSinceNanos();
    }

    @Test
    void metallb_announces_with_its_first_keepalive() {
        lab(SpeakerProfile.METALLB_0_10, 1);
        wire.runUntil(10 * SECOND);

        TinyWire.Sent keepalive = sentBy(NODES.get(0), MessageType.KEEPALIVE).get(0);
        TinyWire.Sent update = sentBy(NODES.get(0), MessageType.UPDATE).get(0);
        assertThat(update.atNanos()).isEqualTo(keepalive.atNanos());
        // As captured: samples/frr/lab-metallb/bringup.pcap, frame 34.
        assertThat(update.octets())
                .hasToString("ffffffffffffffffffffffffffffffff0031020000001540010102400200400304c0a8010a"
                        + "4005040000000020ac100a00");
        assertThat(sentBy(NODES.get(0), MessageType.UPDATE)).hasSize(1);
    }

    @Test
    void the_router_decides_fifty_milliseconds_after_the_update() {
        lab(SpeakerProfile.METALLB_0_10, 1);
        wire.runUntil(10 * SECOND);

        long heard = sentBy(NODES.get(0), MessageType.UPDATE).get(0).atNanos() + TinyWire.DELAY_NANOS;
        assertThat(routeChanges()).hasSize(1);
        assertThat(routeChanges().get(0).atNanos()).isEqualTo(heard + 50 * MILLI);
    }

    @Test
    void frr_with_one_peer_coalesces_for_1050_milliseconds() {
        lab(SpeakerProfile.FRR_8_4, 1);
        wire.runUntil(20 * SECOND);

        PeerId peer = new PeerId(ROUTER);
        long up = wire.told.stream()
                .filter(one -> one.by().equals(NODES.get(0))
                        && one.output() instanceof PeerOutput output
                        && output.peer().equals(peer)
                        && output.output() instanceof Output.SessionUp)
                .findFirst()
                .orElseThrow()
                .atNanos();
        List<TinyWire.Sent> updates = sentBy(NODES.get(0), MessageType.UPDATE);
        // The prefix and the End-of-RIB leave together, as in lab-frr/bringup.pcap, frame 47.
        assertThat(updates).extracting(TinyWire.Sent::atNanos).containsExactly(up + 1050 * MILLI, up + 1050 * MILLI);
        assertThat(updates.get(0).octets())
                .hasToString("ffffffffffffffffffffffffffffffff0039020000001d4001010050020000400304c0a8010a"
                        + "800404000000004005040000006420ac100a00");
        assertThat(((Update) updates.get(1).message()).endOfRibFamily()).isPresent();
    }

    @Test
    void frr_feeds_peers_that_come_up_together_together() {
        lab(SpeakerProfile.FRR_8_4, 6);
        wire.runUntil(30 * SECOND);

        List<TinyWire.Sent> marks = sentBy(ROUTER, MessageType.UPDATE);
        // Six peers and one accepted connection: 1350 ms after the first, and the second shares its timer.
        long first = upAtNanos(NODES.get(0)) + 1350 * MILLI;
        assertThat(marks.get(0).atNanos()).isEqualTo(first);
        assertThat(marks.get(1).atNanos()).isEqualTo(first);
        assertThat(marks.get(1).to()).isEqualTo(NODES.get(1));
        assertThat(marks).hasSize(6);
    }

    @Test
    void six_announcements_make_one_route_of_six_paths_in_table_version_two() {
        lab(SpeakerProfile.METALLB_0_10, 6);
        wire.runUntil(10 * SECOND);

        assertThat(router.locRib().version()).isEqualTo(2);
        assertThat(router.locRib().paths(VIP))
                .extracting(path -> path.source().peer().orElseThrow().address())
                .containsExactly(NODES.get(5), NODES.get(4), NODES.get(3), NODES.get(2), NODES.get(1), NODES.get(0));
        var selection = router.locRib().selection(VIP).orElseThrow();
        assertThat(selection.best().source().routerId()).isEqualTo(NODES.get(0));
        assertThat(selection.multipath()).hasSize(6);
        assertThat(selection.reason()).isEqualTo(SelectionReason.ROUTER_ID);
    }

    @Test
    void routes_from_inside_are_not_told_inside() {
        lab(SpeakerProfile.METALLB_0_10, 6);
        wire.runUntil(100 * SECOND);

        assertThat(sentBy(ROUTER, MessageType.UPDATE)).isEmpty();
        assertThat(routersView(NODES.get(0)).acceptedPrefixes()).isEqualTo(1);
        assertThat(routersView(NODES.get(0)).sentPrefixes()).isZero();
    }

    @Test
    void counts_as_the_article_prints_them() {
        lab(SpeakerProfile.METALLB_0_10, 1);
        wire.runUntil(2 * SECOND + 13_016 * SECOND);

        // 435 = one OPEN, one KEEPALIVE to confirm it, and one every 30 s for 03:36:56 (the article's summary).
        assertThat(routersView(NODES.get(0)).counters().totalSent()).isEqualTo(435);
        assertThat(routersView(NODES.get(0)).counters().totalReceived()).isEqualTo(436);
    }

    @Test
    void a_dead_node_is_found_when_the_hold_time_is_over() {
        lab(SpeakerProfile.METALLB_0_10, 2);
        wire.runUntil(100 * SECOND);
        long lastHeard = routersView(NODES.get(0)).counters().lastReadNanos();
        wire.powerOff(NODES.get(0));
        wire.runUntil(300 * SECOND);

        PeerView view = routersView(NODES.get(0));
        assertThat(view.upOrDownSinceNanos()).isEqualTo(lastHeard + 90 * SECOND);
        assertThat(view.lastReset().reason()).isEqualTo(ResetReason.NOTIFICATION_SENT);
        assertThat(view.lastReset().notification()).isEqualTo(Notification.of(4, 0));
        // 10 ms to clear the peer's routes, 50 ms in the work queue.
        TinyWire.Told change = routeChanges().get(routeChanges().size() - 1);
        assertThat(change.atNanos()).isEqualTo(lastHeard + 90 * SECOND + 60 * MILLI);
        assertThat(((RoutesChanged) change.output()).delta().changes().get(0)).isInstanceOf(RibDelta.Replace.class);
    }

    @Test
    void a_killed_speaker_is_a_fin_and_sixty_milliseconds() {
        List<BgpSpeaker> nodes = lab(SpeakerProfile.METALLB_0_10, 1);
        wire.runUntil(100 * SECOND);
        wire.act(NODES.get(0), nodes.get(0).stop(wire.nowNanos, StopReason.KILLED));
        long fin = wire.nowNanos + TinyWire.DELAY_NANOS;
        wire.runUntil(101 * SECOND);

        assertThat(sentBy(NODES.get(0), MessageType.NOTIFICATION)).isEmpty();
        assertThat(routersView(NODES.get(0)).lastReset().reason()).isEqualTo(ResetReason.PEER_CLOSED);
        assertThat(routeChanges().get(1).atNanos()).isEqualTo(fin + 60 * MILLI);
        assertThat(router.locRib().size()).isZero();
    }

    @Test
    void a_withdrawn_service_leaves_the_router_after_fifty_milliseconds() {
        List<BgpSpeaker> nodes = lab(SpeakerProfile.METALLB_0_10, 1);
        wire.runUntil(100 * SECOND);
        wire.act(NODES.get(0), nodes.get(0).withdraw(wire.nowNanos, VIP));
        wire.runUntil(101 * SECOND);

        TinyWire.Told change = routeChanges().get(1);
        assertThat(change.atNanos()).isEqualTo(100 * SECOND + TinyWire.DELAY_NANOS + 50 * MILLI);
        assertThat(((RoutesChanged) change.output()).delta().changes().get(0)).isInstanceOf(RibDelta.Withdraw.class);
    }

    @Test
    void a_flap_shorter_than_the_work_queue_is_never_seen() {
        List<BgpSpeaker> nodes = lab(SpeakerProfile.METALLB_0_10, 1);
        wire.runUntil(100 * SECOND);
        int before = routeChanges().size();
        wire.act(NODES.get(0), nodes.get(0).withdraw(wire.nowNanos, VIP));
        wire.runUntil(100 * SECOND + 40 * MILLI);
        wire.act(NODES.get(0), nodes.get(0).originate(wire.nowNanos, VIP));
        wire.runUntil(101 * SECOND);

        assertThat(sentBy(NODES.get(0), MessageType.UPDATE)).hasSize(3);
        assertThat(routeChanges()).hasSize(before);
    }

    @Test
    void every_profile_gets_along_with_frr() {
        for (int i = 0; i < SpeakerProfile.ALL.size(); i++) {
            Ipv4Address address = Ipv4Address.parse("192.168.1." + (100 + i));
            BgpSpeaker node = node(SpeakerProfile.ALL.get(i), address);
            wire.act(address, node.originate(0, VIP));
            wire.act(address, node.start(0));
        }
        wire.attach(ROUTER, router);
        wire.act(ROUTER, router.start(0));
        wire.runUntil(400 * SECOND);

        assertThat(router.peers()).allSatisfy(view -> {
            assertThat(view.state()).isEqualTo(State.ESTABLISHED);
            assertThat(view.acceptedPrefixes()).isEqualTo(1);
            assertThat(view.counters().connectionsDropped()).isZero();
        });
        // facts/frr.md point 2: IGP and LOCAL_PREF 100 win, so the path of MetalLB's own speaker drops out of the set.
        assertThat(router.locRib().selection(VIP).orElseThrow().multipath()).hasSize(SpeakerProfile.ALL.size() - 1);
    }

    @Test
    void nobody_speaks_out_of_turn_while_a_session_is_quiet() {
        lab(SpeakerProfile.METALLB_0_10, 1);
        wire.runUntil(10 * SECOND);
        int quiet = wire.sent.size();
        wire.runUntil(31 * SECOND);

        assertThat(wire.sent.subList(quiet, wire.sent.size())).isEmpty();
        wire.runUntil(33 * SECOND);
        assertThat(wire.sent.subList(quiet, wire.sent.size())).hasSize(2).allSatisfy(one -> assertThat(one.message())
                .isEqualTo(Keepalive.INSTANCE));
    }
}
