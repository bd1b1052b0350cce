package io.sextant.protocol.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.profile.GracefulRestartOptions;
import io.sextant.protocol.bgp.profile.OpenFacts.GracefulMode;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.profile.StopReason;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RibDelta;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.ResetReason;
import io.sextant.protocol.bgp.session.State;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Helping a peer over its restart: the f rows of facts/frr.md's table, without a network. */
class GracefulRestartTest {

    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final Asn AS = new Asn(64_512);
    private static final Ipv4Address ROUTER = Ipv4Address.parse("192.168.1.1");
    private static final Ipv4Address NODE = Ipv4Address.parse("192.168.1.10");
    private static final Ipv4Prefix VIP = Ipv4Prefix.parse("172.16.10.0/32");
    private static final Ipv4Prefix OTHER = Ipv4Prefix.parse("172.16.10.1/32");

    private static final GracefulRestartOptions RESTARTER =
            new GracefulRestartOptions(GracefulMode.RESTARTER, 10, 360, 360, 500, true, true, 0);

    private final TinyWire wire = new TinyWire();
    private GracefulRestartOptions routers = GracefulRestartOptions.DEFAULT;
    private GracefulRestartOptions nodes = RESTARTER;
    private BgpSpeaker router = speaker(ROUTER, routers, 0);

    private static BgpSpeaker speaker(Ipv4Address address, GracefulRestartOptions graceful, long createdNanos) {
        SpeakerConfig config =
                SpeakerConfig.of(SpeakerProfile.FRR_8_4, AS, address).withGracefulRestart(graceful);
        return new BgpSpeaker(config, createdNanos);
    }

    private static PeerConfig peer(Ipv4Address own, Ipv4Address other, GracefulRestartOptions graceful) {
        return PeerConfig.of(SpeakerProfile.FRR_8_4, other, AS, AS, own, "r")
                .withTimers(3, 9)
                .withConnectRetry(2 * SECOND)
                .withGraceful(graceful);
    }

    private BgpSpeaker node(boolean both) {
        BgpSpeaker node = speaker(NODE, nodes, wire.nowNanos);
        node.addPeer(peer(NODE, ROUTER, nodes), Policies.PERMIT, new SplittableRandom(1));
        wire.attach(NODE, node);
        wire.act(NODE, node.originate(wire.nowNanos, VIP));
        if (both) {
            wire.act(NODE, node.originate(wire.nowNanos, OTHER));
        }
        wire.act(NODE, node.start(wire.nowNanos));
        return node;
    }

    /** Both up and settled at 10 s. */
    private BgpSpeaker up() {
        router = speaker(ROUTER, routers, 0);
        router.addPeer(peer(ROUTER, NODE, routers), Policies.PERMIT, new SplittableRandom(2));
        wire.attach(ROUTER, router);
        wire.act(ROUTER, router.start(0));
        BgpSpeaker node = node(true);
        wire.runUntil(10 * SECOND);
        assertThat(session().state()).isEqualTo(State.ESTABLISHED);
        assertThat(paths(VIP)).hasSize(1);
        wire.told.clear();
        return node;
    }

    private PeerView session() {
        return router.peer(new PeerId(NODE)).orElseThrow();
    }

    private List<Path> paths(Ipv4Prefix prefix) {
        return router.locRib().destination(prefix).map(each -> each.paths()).orElse(List.of());
    }

    /** When the router's table last changed; -1 when it did not. */
    private long changedNanos() {
        return wire.told.stream()
                .filter(told -> told.by().equals(ROUTER) && told.output() instanceof RoutesChanged)
                .mapToLong(TinyWire.Told::atNanos)
                .max()
                .orElse(-1);
    }

    @Test
    void a_peer_that_dies_and_stays_away_keeps_its_routes_for_the_restart_time() {
        BgpSpeaker node = up();
        wire.act(NODE, node.stop(wire.nowNanos, StopReason.KILLED));
        wire.powerOff(NODE);
        wire.runUntil(15 * SECOND);
        assertThat(session().lastReset().reason()).isEqualTo(ResetReason.GRACEFUL_PEER_CLOSED);
        assertThat(paths(VIP)).singleElement().matches(Path::stale);
        assertThat(changedNanos()).isEqualTo(-1);
        wire.runUntil(25 * SECOND);
        assertThat(paths(VIP)).isEmpty();
        // Restart time, then 50 ms of work queue: f_gr_kill_norestart's 10.06 s before zebra's 11 ms.
        assertThat(changedNanos() - 10 * SECOND).isBetween(10_050 * MILLI, 10_051 * MILLI);
    }

    @Test
    void a_peer_that_is_back_in_time_changes_nothing() {
        BgpSpeaker node = up();
        wire.act(NODE, node.stop(wire.nowNanos, StopReason.KILLED));
        wire.runUntil(13 * SECOND);
        node(true);
        wire.runUntil(30 * SECOND);
        assertThat(session().state()).isEqualTo(State.ESTABLISHED);
        assertThat(paths(VIP)).singleElement().matches(path -> !path.stale());
        assertThat(changedNanos()).isEqualTo(-1);
    }

    @Test
    void what_a_returned_peer_no_longer_says_goes_at_its_end_of_rib() {
        BgpSpeaker node = up();
        wire.act(NODE, node.stop(wire.nowNanos, StopReason.KILLED));
        wire.runUntil(13 * SECOND);
        node(false);
        wire.runUntil(14 * SECOND);
        assertThat(paths(OTHER)).singleElement().matches(Path::stale);
        wire.runUntil(19 * SECOND);
        assertThat(paths(VIP)).singleElement().matches(path -> !path.stale());
        assertThat(paths(OTHER)).isEmpty();
    }

    @Test
    void without_forwarding_state_the_old_routes_go_as_soon_as_the_peer_is_back() {
        nodes = new GracefulRestartOptions(GracefulMode.RESTARTER, 10, 360, 360, 500, true, false, 0);
        BgpSpeaker node = up();
        wire.act(NODE, node.stop(wire.nowNanos, StopReason.KILLED));
        wire.runUntil(12 * SECOND);
        assertThat(paths(VIP)).hasSize(1);
        node(true);
        wire.runUntil(13 * SECOND + 100 * MILLI);
        assertThat(paths(VIP)).isEmpty();
        wire.runUntil(20 * SECOND);
        assertThat(paths(VIP)).hasSize(1);
    }

    @Test
    void a_helper_that_names_no_families_itself_is_not_helped() {
        nodes = GracefulRestartOptions.DEFAULT;
        BgpSpeaker node = up();
        wire.act(NODE, node.stop(wire.nowNanos, StopReason.KILLED));
        wire.powerOff(NODE);
        wire.runUntil(10 * SECOND + 200 * MILLI);
        assertThat(session().lastReset().reason()).isEqualTo(ResetReason.PEER_CLOSED);
        assertThat(paths(VIP)).isEmpty();
    }

    @Test
    void silence_starts_a_restart_when_the_n_bit_is_exchanged() {
        up();
        wire.powerOff(NODE);
        wire.runUntil(19 * SECOND + 100 * MILLI);
        assertThat(session().state()).isNotEqualTo(State.ESTABLISHED);
        assertThat(paths(VIP)).singleElement().matches(Path::stale);
        wire.runUntil(40 * SECOND);
        assertThat(paths(VIP)).isEmpty();
        // Hold time and restart time: facts/frr.md point 15's black hole.
        assertThat(changedNanos() - 10 * SECOND).isBetween(16 * SECOND, 19 * SECOND + 100 * MILLI);
    }

    @Test
    void a_hard_reset_keeps_nothing() {
        BgpSpeaker node = up();
        wire.act(NODE, node.stop(wire.nowNanos, StopReason.ADMINISTRATIVE_SHUTDOWN));
        wire.powerOff(NODE);
        wire.runUntil(10 * SECOND + 200 * MILLI);
        assertThat(session().lastReset().reason()).isEqualTo(ResetReason.NOTIFICATION_RECEIVED);
        assertThat(paths(VIP)).isEmpty();
    }

    @Test
    void what_bfd_ends_keeps_nothing() {
        up();
        wire.powerOff(NODE);
        wire.act(ROUTER, router.handle(wire.nowNanos, new PeerId(NODE), stopped(StopReason.BFD_DOWN)));
        wire.runUntil(10 * SECOND + 200 * MILLI);
        assertThat(paths(VIP)).isEmpty();
    }

    private static io.sextant.protocol.bgp.session.Input stopped(StopReason reason) {
        return io.sextant.protocol.bgp.session.Input.Stop.because(reason);
    }

    @Test
    void taking_the_peer_down_ends_the_wait() {
        BgpSpeaker node = up();
        wire.act(NODE, node.stop(wire.nowNanos, StopReason.KILLED));
        wire.powerOff(NODE);
        wire.runUntil(12 * SECOND);
        wire.act(ROUTER, router.handle(wire.nowNanos, new PeerId(NODE), stopped(StopReason.ADMINISTRATIVE_SHUTDOWN)));
        wire.runUntil(12 * SECOND + 100 * MILLI);
        assertThat(paths(VIP)).isEmpty();
    }

    @Test
    void stale_paths_live_no_longer_than_the_own_stalepath_time() {
        routers = new GracefulRestartOptions(GracefulMode.HELPER, 120, 4, 360, 500, true, false, 0);
        BgpSpeaker node = up();
        wire.act(NODE, node.stop(wire.nowNanos, StopReason.KILLED));
        wire.powerOff(NODE);
        wire.runUntil(30 * SECOND);
        assertThat(changedNanos() - 10 * SECOND).isBetween(4_050 * MILLI, 4_051 * MILLI);
    }

    @Test
    void long_lived_routes_stay_as_the_last_choice_for_the_smaller_of_both_times() {
        routers = new GracefulRestartOptions(GracefulMode.HELPER, 120, 360, 360, 500, true, false, 100);
        nodes = new GracefulRestartOptions(GracefulMode.RESTARTER, 10, 360, 360, 500, true, true, 20);
        BgpSpeaker node = up();
        Ipv4Prefix refuses = Ipv4Prefix.parse("172.16.10.2/32");
        PathAttributes attributes = node.defaultAttributes().toBuilder()
                .localPreference(OptionalLong.of(100))
                .communities(List.of(Community.NO_LLGR))
                .build();
        wire.act(NODE, node.originate(wire.nowNanos, refuses, attributes, RouteSource.Kind.NETWORK));
        wire.runUntil(11 * SECOND);
        assertThat(paths(refuses)).hasSize(1);
        wire.act(NODE, node.stop(wire.nowNanos, StopReason.KILLED));
        wire.powerOff(NODE);
        wire.runUntil(22 * SECOND);
        assertThat(paths(refuses)).isEmpty();
        assertThat(paths(VIP)).singleElement().satisfies(path -> {
            assertThat(path.stale()).isTrue();
            assertThat(path.attributes().communities()).contains(Community.LLGR_STALE);
        });
        wire.runUntil(40 * SECOND + 900 * MILLI);
        assertThat(paths(VIP)).hasSize(1);
        wire.runUntil(41 * SECOND + 100 * MILLI);
        assertThat(paths(VIP)).isEmpty();
    }

    @Test
    void withdrawals_are_told_when_the_stale_routes_go() {
        BgpSpeaker node = up();
        wire.act(NODE, node.stop(wire.nowNanos, StopReason.KILLED));
        wire.powerOff(NODE);
        wire.runUntil(25 * SECOND);
        List<RibDelta.Change> changes = wire.told.stream()
                .filter(told -> told.by().equals(ROUTER) && told.output() instanceof RoutesChanged)
                .flatMap(told -> ((RoutesChanged) told.output()).delta().changes().stream())
                .toList();
        assertThat(changes).hasSize(2).allMatch(change -> change instanceof RibDelta.Withdraw);
    }
}
