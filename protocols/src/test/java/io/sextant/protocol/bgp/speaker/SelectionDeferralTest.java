package io.sextant.protocol.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.profile.GracefulRestartOptions;
import io.sextant.protocol.bgp.profile.OpenFacts.GracefulMode;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.profile.StopReason;
import io.sextant.protocol.bgp.rib.Destination;
import io.sextant.protocol.bgp.rib.RibDelta;
import io.sextant.protocol.bgp.session.PeerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A speaker that has restarted, beside one that has run for over two minutes. Times were measured on FRR 8.4.4: decided at the
 * peer's End-of-RIB without the work queue's wait, after select-defer-time where none comes, told to zebra behind the routes.
 */
class SelectionDeferralTest {

    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final Asn AS = new Asn(64_512);
    private static final Ipv4Address ROUTER = Ipv4Address.parse("192.168.1.1");
    private static final Ipv4Address NODE = Ipv4Address.parse("192.168.1.11");
    private static final Ipv4Prefix FAR = Ipv4Prefix.parse("10.77.0.0/16");
    private static final Ipv4Prefix OWN = Ipv4Prefix.parse("172.16.10.1/32");
    private static final GracefulRestartOptions PRESERVING =
            new GracefulRestartOptions(GracefulMode.RESTARTER, 120, 360, 5, 500, true, true, 0);
    private static final GracefulRestartOptions NOT_PRESERVING =
            new GracefulRestartOptions(GracefulMode.RESTARTER, 120, 360, 5, 500, true, false, 0);

    private final TinyWire wire = new TinyWire();
    private boolean endsRib = true;
    private BgpSpeaker router = speaker(ROUTER, GracefulRestartOptions.DEFAULT, true, 0);

    private static BgpSpeaker speaker(
            Ipv4Address address, GracefulRestartOptions graceful, boolean endsRib, long since) {
        SpeakerConfig config =
                SpeakerConfig.of(SpeakerProfile.FRR_8_4, AS, address).withGracefulRestart(graceful);
        return new BgpSpeaker(endsRib ? config : config.with(SpeakerOption.NO_END_OF_RIB), since);
    }

    private static PeerConfig peer(Ipv4Address own, Ipv4Address other, GracefulRestartOptions graceful) {
        return PeerConfig.of(SpeakerProfile.FRR_8_4, other, AS, AS, own, "r")
                .withTimers(3, 9)
                .withConnectRetry(2 * SECOND)
                .withGraceful(graceful);
    }

    private BgpSpeaker node(GracefulRestartOptions graceful) {
        BgpSpeaker node = speaker(NODE, graceful, true, wire.nowNanos);
        node.addPeer(peer(NODE, ROUTER, graceful), Policies.PERMIT, new SplittableRandom(1));
        wire.attach(NODE, node);
        wire.act(NODE, node.originate(wire.nowNanos, OWN));
        wire.act(NODE, node.start(wire.nowNanos));
        return node;
    }

    /** The router has run for 130 s when the node starts once more. */
    private BgpSpeaker restarted(GracefulRestartOptions graceful, long routerRunsSeconds) {
        router = speaker(ROUTER, GracefulRestartOptions.DEFAULT, endsRib, 0);
        router.addPeer(peer(ROUTER, NODE, GracefulRestartOptions.DEFAULT), Policies.PERMIT, new SplittableRandom(2));
        wire.attach(ROUTER, router);
        wire.act(ROUTER, router.originate(0, FAR));
        wire.act(ROUTER, router.start(0));
        BgpSpeaker former = node(graceful);
        wire.runUntil(routerRunsSeconds * SECOND);
        wire.act(NODE, former.stop(wire.nowNanos, StopReason.KILLED));
        wire.powerOff(NODE);
        wire.runUntil(wire.nowNanos + 2 * SECOND + SECOND / 2);
        wire.told.clear();
        return node(graceful);
    }

    private static boolean isDecided(BgpSpeaker speaker) {
        return speaker.locRib().destination(FAR).flatMap(Destination::best).isPresent();
    }

    /** What the node tells the table behind it: what has changed, and how far it is. */
    private List<String> said() {
        List<String> said = new ArrayList<>();
        for (TinyWire.Told told : wire.told) {
            if (told.by().equals(NODE) && told.output() instanceof RouteUpdate update) {
                boolean first = update.family().equals(AddressFamily.IPV4_UNICAST);
                said.add((update.complete() ? "complete " : "pending ") + (first ? "IPv4" : "IPv6"));
            } else if (told.by().equals(NODE) && told.output() instanceof RoutesChanged changed) {
                changed.delta().changes().stream().map(RibDelta.Change::prefix).forEach(each -> said.add("" + each));
            }
        }
        return said;
    }

    private long toldNanos(Class<? extends SpeakerOutput> kind) {
        return wire.told.stream()
                .filter(told -> told.by().equals(NODE) && kind.isInstance(told.output()))
                .mapToLong(TinyWire.Told::atNanos)
                .max()
                .orElse(-1);
    }

    @Test
    void decides_at_the_end_of_rib_and_tells_the_table_behind_it_then() {
        BgpSpeaker node = restarted(PRESERVING, 130);
        wire.runUntil(wire.nowNanos + 5 * SECOND);
        assertThat(isDecided(node)).isTrue();
        assertThat(said()).containsExactly("" + OWN, "pending IPv4", "" + FAR, "complete IPv4");
        assertThat(toldNanos(RoutesChanged.class)).isEqualTo(toldNanos(RouteUpdate.class));
    }

    @Test
    void waits_no_longer_than_it_is_told_to() {
        endsRib = false;
        BgpSpeaker node = restarted(PRESERVING, 130);
        wire.runUntil(wire.nowNanos + 5 * SECOND);
        assertThat(node.locRib().destination(FAR).orElseThrow().paths()).hasSize(1);
        assertThat(isDecided(node)).isFalse();
        assertThat(said()).containsExactly("" + OWN, "pending IPv4");
        wire.runUntil(wire.nowNanos + 2 * SECOND);
        assertThat(isDecided(node)).isTrue();
        assertThat(said()).containsExactly("" + OWN, "pending IPv4", "" + FAR, "complete IPv4");
    }

    @Test
    void without_forwarding_state_to_preserve_it_does_not_wait_and_says_nothing() {
        BgpSpeaker node = restarted(NOT_PRESERVING, 130);
        wire.runUntil(wire.nowNanos + 5 * SECOND);
        assertThat(isDecided(node)).isTrue();
        assertThat(said()).containsExactly("" + OWN, "" + FAR);
    }

    @Test
    void a_peer_that_has_just_started_as_well_is_not_waited_for() {
        BgpSpeaker node = restarted(PRESERVING, 60);
        wire.runUntil(wire.nowNanos + 5 * SECOND);
        assertThat(isDecided(node)).isTrue();
        assertThat(said()).containsSubsequence("complete IPv4", "complete IPv6", "" + FAR);
        assertThat(said()).doesNotContain("pending IPv4");
    }

    @Test
    void a_peer_that_goes_before_its_end_of_rib_is_not_waited_for() {
        endsRib = false;
        BgpSpeaker node = restarted(PRESERVING, 130);
        wire.runUntil(wire.nowNanos + 4 * SECOND);
        wire.act(ROUTER, router.stop(wire.nowNanos, StopReason.ADMINISTRATIVE_SHUTDOWN));
        wire.runUntil(wire.nowNanos + 10 * SECOND);
        assertThat(isDecided(node)).isFalse();
        assertThat(said()).containsExactly("" + OWN, "pending IPv4");
    }
}
