package io.sextant.protocol.bgp.session;

import static io.sextant.protocol.bgp.session.SessionFixture.AS;
import static io.sextant.protocol.bgp.session.SessionFixture.hangUps;
import static io.sextant.protocol.bgp.session.SessionFixture.notifications;
import static io.sextant.protocol.bgp.session.SessionFixture.peerOpen;
import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.message.Keepalive;
import io.sextant.protocol.bgp.message.Notification;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 4271 §6.8, from both sides. The session's own identifier is 192.168.1.1. */
class CollisionTest {

    private static final Ipv4Address LOWER = Ipv4Address.parse("10.0.0.1");
    private static final Ipv4Address HIGHER = Ipv4Address.parse("192.168.1.21");
    private static final Notification COLLISION = Notification.cease(Notification.COLLISION_RESOLUTION);

    private final SessionFixture frr = SessionFixture.of(SpeakerProfile.FRR_8_4);
    private final ConnectionId outgoing = frr.dialled();

    private ConnectionId bothOpen() {
        ConnectionId incoming = frr.called();
        frr.connect(outgoing);
        return incoming;
    }

    @Test
    void the_higher_peers_call_stays_though_its_open_comes_second() {
        ConnectionId incoming = bothOpen();
        // The OPEN on our own connection tells who the peer is; it loses at once.
        List<Output> outputs = frr.receive(outgoing, peerOpen(AS, 90, HIGHER));
        assertThat(notifications(outputs)).containsExactly(COLLISION);
        assertThat(hangUps(outputs)).containsExactly(outgoing);
        frr.receive(incoming, peerOpen(AS, 90, HIGHER), Keepalive.INSTANCE);
        assertThat(frr.session.state()).isEqualTo(State.ESTABLISHED);
        assertThat(frr.session.endpoints().orElseThrow().connection()).isEqualTo(incoming);
    }

    @Test
    void the_higher_peers_call_stays_when_its_open_comes_first() {
        ConnectionId incoming = bothOpen();
        List<Output> outputs = frr.receive(incoming, peerOpen(AS, 90, HIGHER));
        assertThat(hangUps(outputs)).containsExactly(outgoing);
        frr.receive(incoming, Keepalive.INSTANCE);
        assertThat(frr.session.state()).isEqualTo(State.ESTABLISHED);
    }

    @Test
    void our_call_stays_when_we_are_higher() {
        ConnectionId incoming = bothOpen();
        List<Output> outputs = frr.receive(incoming, peerOpen(AS, 90, LOWER));
        assertThat(notifications(outputs)).containsExactly(COLLISION);
        assertThat(hangUps(outputs)).containsExactly(incoming);
        frr.receive(outgoing, peerOpen(AS, 90, LOWER), Keepalive.INSTANCE);
        assertThat(frr.session.endpoints().orElseThrow().connection()).isEqualTo(outgoing);
    }

    @Test
    void an_established_session_is_never_given_up_for_a_new_call() {
        frr.connect(outgoing);
        frr.receive(outgoing, peerOpen(AS, 90, HIGHER), Keepalive.INSTANCE);
        ConnectionId incoming = frr.called();
        List<Output> outputs = frr.receive(incoming, peerOpen(AS, 90, HIGHER));
        assertThat(notifications(outputs)).containsExactly(COLLISION);
        assertThat(hangUps(outputs)).containsExactly(incoming);
        assertThat(frr.session.state()).isEqualTo(State.ESTABLISHED);
        assertThat(frr.session.counters().connectionsDropped()).isZero();
    }

    @Test
    void a_second_call_replaces_the_first() {
        ConnectionId first = frr.called();
        List<Output> outputs = frr.connect(ConnectionId.incoming(99));
        assertThat(hangUps(outputs)).containsExactly(first);
    }

    @Test
    void a_call_that_ends_leaves_the_other_alone() {
        ConnectionId incoming = bothOpen();
        frr.input(new Input.Disconnected(incoming, CloseReason.RST));
        assertThat(frr.session.state()).isEqualTo(State.OPEN_SENT);
        frr.receive(outgoing, peerOpen(AS, 90, HIGHER), Keepalive.INSTANCE);
        assertThat(frr.session.state()).isEqualTo(State.ESTABLISHED);
    }

    @Test
    void an_attempt_under_way_is_given_up_when_the_session_is_up() {
        ConnectionId incoming = frr.called();
        frr.receive(incoming, peerOpen(AS, 90, HIGHER));
        assertThat(frr.receive(incoming, Keepalive.INSTANCE)).contains(new Output.HangUp(outgoing));
        assertThat(frr.connect(outgoing)).containsExactly(new Output.HangUp(outgoing));
    }

    @Test
    void a_call_that_came_up_brings_its_counts_and_adds_them_to_those_of_our_own_attempts() {
        ConnectionId incoming = bothOpen();
        frr.receive(incoming, peerOpen(AS, 90, HIGHER), Keepalive.INSTANCE);
        assertThat(frr.session.state()).isEqualTo(State.ESTABLISHED);
        // Our own call: OPEN and NOTIFICATION. The peer's: OPEN and KEEPALIVE.
        assertThat(frr.session.counters().totalSent()).isEqualTo(4);
        assertThat(frr.session.counters().totalReceived()).isEqualTo(2);
        assertThat(frr.session.lastReset().reason()).isEqualTo(ResetReason.NO_FAMILY);
    }

    @Test
    void what_a_call_counted_is_lost_with_it() {
        ConnectionId incoming = bothOpen();
        frr.receive(incoming, peerOpen(AS, 90, LOWER));
        frr.receive(outgoing, peerOpen(AS, 90, LOWER), Keepalive.INSTANCE);
        assertThat(frr.session.counters().totalSent()).isEqualTo(2);
        assertThat(frr.session.counters().totalReceived()).isEqualTo(2);
        assertThat(frr.session.lastReset().reason()).isEqualTo(ResetReason.WAITING_FOR_OPEN);
    }

    @Test
    void a_call_that_fails_changes_nothing_about_our_own_attempts() {
        SessionFixture idle = SessionFixture.of(SpeakerProfile.FRR_8_4);
        idle.start();
        long ownAttempt = idle.session.deadlineNanos();
        ConnectionId incoming = idle.called();
        idle.input(new Input.Disconnected(incoming, CloseReason.FIN));
        assertThat(idle.session.deadlineNanos()).isEqualTo(ownAttempt);
        assertThat(idle.deadline()).anyMatch(Output.Dial.class::isInstance);
    }

    @Test
    void the_dialled_loser_is_dialled_again_unless_the_winner_comes_up() {
        ConnectionId incoming = bothOpen();
        frr.receive(incoming, peerOpen(AS, 90, HIGHER));
        frr.input(new Input.Disconnected(incoming, CloseReason.RST));
        assertThat(frr.deadline()).anyMatch(Output.Dial.class::isInstance);
    }

    @Test
    void what_is_open_beside_the_session_that_comes_up_is_closed_with_a_word() {
        frr.connect(outgoing);
        frr.receive(outgoing, peerOpen(AS, 90, HIGHER));
        ConnectionId incoming = frr.called();
        List<Output> outputs = frr.receive(outgoing, Keepalive.INSTANCE);
        assertThat(notifications(outputs)).containsExactly(COLLISION);
        assertThat(hangUps(outputs)).containsExactly(incoming);
    }
}
