package io.sextant.protocol.bgp.session;

import static io.sextant.protocol.bgp.session.SessionFixture.AS;
import static io.sextant.protocol.bgp.session.SessionFixture.REMOTE;
import static io.sextant.protocol.bgp.session.SessionFixture.SECOND;
import static io.sextant.protocol.bgp.session.SessionFixture.config;
import static io.sextant.protocol.bgp.session.SessionFixture.hangUps;
import static io.sextant.protocol.bgp.session.SessionFixture.messages;
import static io.sextant.protocol.bgp.session.SessionFixture.notifications;
import static io.sextant.protocol.bgp.session.SessionFixture.peerOpen;
import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.BgpMessage;
import io.sextant.protocol.bgp.message.Capability;
import io.sextant.protocol.bgp.message.Keepalive;
import io.sextant.protocol.bgp.message.MessageType;
import io.sextant.protocol.bgp.message.Notification;
import io.sextant.protocol.bgp.message.Octets;
import io.sextant.protocol.bgp.message.Open;
import io.sextant.protocol.bgp.message.Update;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.profile.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BgpSessionTest {

    private final SessionFixture frr = SessionFixture.of(SpeakerProfile.FRR_8_4);

    @Test
    void comes_up_over_a_connection_of_its_own() {
        assertThat(frr.start()).isEmpty();
        assertThat(frr.session.deadlineNanos()).isEqualTo(SECOND);
        ConnectionId id = new ConnectionId(true, 1);
        assertThat(frr.deadline())
                .containsExactly(new Output.Dial(id), new Output.StateChanged(State.IDLE, State.CONNECT, "timer"));
        assertThat(messages(frr.connect(id))).hasSize(1).allMatch(Open.class::isInstance);
        assertThat(frr.session.state()).isEqualTo(State.OPEN_SENT);
        assertThat(messages(frr.receive(id, peerOpen()))).containsExactly(Keepalive.INSTANCE);
        assertThat(frr.session.state()).isEqualTo(State.OPEN_CONFIRM);
        assertThat(frr.receive(id, Keepalive.INSTANCE))
                .containsExactly(
                        new Output.StateChanged(State.OPEN_CONFIRM, State.ESTABLISHED, "session is up"),
                        new Output.SessionUp(frr.session.negotiated().orElseThrow()));
        assertThat(frr.session.counters().connectionsEstablished()).isEqualTo(1);
    }

    @Test
    void takes_the_smaller_hold_time_and_a_third_of_it() {
        frr.established();
        Negotiated negotiated = frr.session.negotiated().orElseThrow();
        assertThat(negotiated.holdTimeSeconds()).isEqualTo(90);
        assertThat(negotiated.keepaliveSeconds()).isEqualTo(30);
        assertThat(negotiated.context().fourOctetAs()).isTrue();
    }

    @Test
    void gives_up_when_the_hold_timer_expires() {
        frr.established();
        long up = frr.nowNanos;
        List<BgpMessage> said = new ArrayList<>();
        List<Output> last = List.of();
        while (frr.session.state() == State.ESTABLISHED) {
            last = frr.deadline();
            said.addAll(messages(last));
        }
        assertThat(frr.nowNanos).isEqualTo(up + 90 * SECOND);
        assertThat(said)
                .containsExactly(
                        Keepalive.INSTANCE, Keepalive.INSTANCE, Notification.of(Notification.HOLD_TIMER_EXPIRED, 0));
        assertThat(last).anyMatch(Output.SessionDown.class::isInstance);
        // facts/frr.md point 8: right after it FRR tries again, one second later.
        assertThat(frr.session.deadlineNanos()).isEqualTo(frr.nowNanos + SECOND);
    }

    @Test
    void hold_time_zero_means_no_timers_at_all() {
        ConnectionId id = frr.dialled();
        frr.connect(id);
        frr.receive(id, peerOpen(AS, 0, REMOTE), Keepalive.INSTANCE);
        assertThat(frr.session.state()).isEqualTo(State.ESTABLISHED);
        assertThat(frr.session.deadlineNanos()).isEqualTo(BgpSession.NEVER);
    }

    @Test
    void metallb_never_misses_its_peer() {
        SessionFixture metalLb = SessionFixture.of(SpeakerProfile.METALLB_0_10);
        ConnectionId id = metalLb.dialled();
        metalLb.connect(id);
        // It is up with the OPEN, before any KEEPALIVE (lab-metallb/bringup.pcap, frames 89-94).
        metalLb.receive(id, peerOpen());
        assertThat(metalLb.session.state()).isEqualTo(State.ESTABLISHED);
        for (int i = 0; i < 100; i++) {
            assertThat(messages(metalLb.deadline())).containsExactly(Keepalive.INSTANCE);
        }
        assertThat(metalLb.nowNanos).isEqualTo(3000 * SECOND);
    }

    @Test
    void frr_waits_two_minutes_after_a_refused_call() {
        ConnectionId id = frr.dialled();
        long dialled = frr.nowNanos;
        frr.input(new Input.ConnectFailed(id, "refused"));
        assertThat(frr.session.state()).isEqualTo(State.ACTIVE);
        assertThat(frr.session.deadlineNanos()).isEqualTo(dialled + 120 * SECOND);
        assertThat(frr.deadline()).contains(new Output.Dial(new ConnectionId(true, 2)));
    }

    @Test
    void metallb_tries_again_after_0_1_2_4_up_to_120_seconds() {
        SessionFixture metalLb = SessionFixture.of(SpeakerProfile.METALLB_0_10);
        ConnectionId id = metalLb.dialled();
        List<Long> waits = new ArrayList<>();
        waits.add(metalLb.nowNanos / SECOND);
        for (int i = 0; i < 10; i++) {
            metalLb.input(new Input.ConnectFailed(id, "refused"));
            waits.add((metalLb.session.deadlineNanos() - metalLb.nowNanos) / SECOND);
            id = ((Output.Dial) metalLb.deadline().get(0)).connection();
        }
        assertThat(waits).containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 120L, 120L, 120L);
    }

    @Test
    void metallb_calls_again_at_once_after_a_session_that_was_up() {
        SessionFixture metalLb = SessionFixture.of(SpeakerProfile.METALLB_0_10);
        ConnectionId id = metalLb.established();
        metalLb.nowNanos += 1_000_000_000L;
        assertThat(metalLb.input(new Input.Disconnected(id, CloseReason.FIN)))
                .contains(new Output.Dial(new ConnectionId(true, 2)));
    }

    @Test
    void metallb_waits_after_a_session_that_ended_as_soon_as_it_was_up() {
        SessionFixture metalLb = SessionFixture.of(SpeakerProfile.METALLB_0_10);
        ConnectionId id = metalLb.established();
        assertThat(metalLb.input(new Input.Disconnected(id, CloseReason.FIN))).noneMatch(Output.Dial.class::isInstance);
        assertThat(metalLb.session.deadlineNanos()).isEqualTo(metalLb.nowNanos + 1_000_000_000L);
    }

    @Test
    void frr_doubles_its_wait_with_every_notification_received() {
        List<Long> waits = new ArrayList<>();
        ConnectionId id = frr.dialled();
        for (int i = 0; i < 9; i++) {
            frr.connect(id);
            frr.receive(id, Notification.cease(Notification.CONNECTION_REJECTED));
            waits.add((frr.session.deadlineNanos() - frr.nowNanos) / SECOND);
            id = ((Output.Dial) frr.deadline().get(0)).connection();
        }
        assertThat(waits).containsExactly(2L, 4L, 8L, 16L, 32L, 64L, 120L, 120L, 120L);
    }

    @Test
    void a_connection_lost_in_open_sent_is_waited_for() {
        ConnectionId id = frr.dialled();
        frr.connect(id);
        frr.input(new Input.Disconnected(id, CloseReason.RST));
        assertThat(frr.session.state()).isEqualTo(State.ACTIVE);
        assertThat(frr.session.deadlineNanos()).isEqualTo(frr.nowNanos + 120 * SECOND);
    }

    @Test
    void a_lost_session_tells_when_and_why() {
        ConnectionId id = frr.established();
        frr.nowNanos += 5 * SECOND;
        List<Output> outputs = frr.input(new Input.Disconnected(id, CloseReason.FIN));
        LastReset reset = new LastReset(frr.nowNanos, ResetReason.PEER_CLOSED, null);
        assertThat(outputs)
                .containsExactly(
                        new Output.HangUp(id),
                        new Output.SessionDown(reset),
                        new Output.StateChanged(State.ESTABLISHED, State.IDLE, "connection lost: FIN"));
        assertThat(frr.session.lastReset()).isEqualTo(reset);
        assertThat(frr.session.counters().connectionsDropped()).isEqualTo(1);
    }

    static Stream<Arguments> refusedOpens() {
        Ipv4Address local = SessionFixture.LOCAL;
        return Stream.of(
                Arguments.of(peerOpen(new Asn(65_000), 90, REMOTE), 2, "fde8"),
                Arguments.of(peerOpen(AS, 90, Ipv4Address.ANY), 3, "00000000"),
                Arguments.of(peerOpen(AS, 90, local), 3, "c0a80101"),
                Arguments.of(peerOpen(AS, 1, REMOTE), 6, "0001"),
                Arguments.of(peerOpen(AS, 2, REMOTE), 6, "0002"),
                Arguments.of(Open.of(AS, 90, REMOTE, List.of(new Open.Parameter.Unknown(9, Octets.EMPTY))), 4, ""),
                Arguments.of(
                        SessionFixture.withCapabilities(new Capability.Multiprotocol(AddressFamily.IPV6_UNICAST)),
                        7,
                        "010400010001"),
                Arguments.of(SessionFixture.withCapabilities(new Capability.FourOctetAs(new Asn(7))), 2, "fc00"));
    }

    @ParameterizedTest
    @MethodSource("refusedOpens")
    void refuses_an_open_it_cannot_live_with(Open open, int subcode, String data) {
        ConnectionId id = frr.dialled();
        frr.connect(id);
        List<Output> outputs = frr.receive(id, open);
        assertThat(messages(outputs))
                .containsExactly(Notification.of(Notification.OPEN_ERROR, subcode, Octets.ofHex(data)));
        assertThat(hangUps(outputs)).containsExactly(id);
        assertThat(frr.session.state()).isEqualTo(State.IDLE);
        assertThat(frr.session.lastReset().reason()).isEqualTo(ResetReason.NOTIFICATION_SENT);
    }

    @Test
    void answers_octets_that_are_not_bgp() {
        ConnectionId id = frr.dialled();
        frr.connect(id);
        List<Output> outputs = frr.input(new Input.Received(id, Octets.ofHex("474554202f")));
        assertThat(messages(outputs))
                .containsExactly(Notification.of(Notification.HEADER_ERROR, Notification.NOT_SYNCHRONIZED));
    }

    @Test
    void answers_messages_out_of_place() {
        Update update = Update.endOfRib(AddressFamily.IPV4_UNICAST);
        ConnectionId id = frr.dialled();
        frr.connect(id);
        assertThat(messages(frr.receive(id, update))).containsExactly(Notification.of(Notification.FSM_ERROR, 1));
        frr.deadline();
        ConnectionId second = new ConnectionId(true, 2);
        frr.connect(second);
        frr.receive(second, peerOpen());
        assertThat(messages(frr.receive(second, update))).containsExactly(Notification.of(Notification.FSM_ERROR, 2));
        frr.deadline();
        ConnectionId third = new ConnectionId(true, 3);
        frr.connect(third);
        frr.receive(third, peerOpen(), Keepalive.INSTANCE);
        assertThat(messages(frr.receive(third, peerOpen())))
                .containsExactly(Notification.of(Notification.FSM_ERROR, 3));
    }

    @Test
    void waits_for_the_open_no_longer_than_the_profile_says() {
        ConnectionId id = frr.dialled();
        frr.connect(id);
        assertThat(frr.session.deadlineNanos()).isEqualTo(frr.nowNanos + 180 * SECOND);
        assertThat(notifications(frr.deadline())).containsExactly(Notification.of(Notification.HOLD_TIMER_EXPIRED, 0));
    }

    @Test
    void holds_its_open_back_when_told_to() {
        SessionFixture slow = new SessionFixture(config(SpeakerProfile.FRR_8_4).withDelayOpen(5 * SECOND));
        ConnectionId id = slow.dialled();
        assertThat(messages(slow.connect(id))).isEmpty();
        assertThat(slow.session.state()).isEqualTo(State.CONNECT);
        assertThat(messages(slow.deadline())).hasSize(1).allMatch(Open.class::isInstance);

        SessionFixture spoken =
                new SessionFixture(config(SpeakerProfile.FRR_8_4).withDelayOpen(5 * SECOND));
        ConnectionId other = spoken.dialled();
        spoken.connect(other);
        // RFC 4271 §8.2.2: the peer's OPEN ends the delay.
        assertThat(messages(spoken.receive(other, peerOpen())))
                .extracting(BgpMessage::type)
                .containsExactly(MessageType.OPEN, MessageType.KEEPALIVE);
        assertThat(spoken.session.state()).isEqualTo(State.OPEN_CONFIRM);
    }

    @Test
    void a_passive_session_waits_to_be_called() {
        SessionFixture passive =
                new SessionFixture(config(SpeakerProfile.FRR_8_4).withPassive(true));
        passive.start();
        passive.deadline();
        assertThat(passive.session.state()).isEqualTo(State.ACTIVE);
        assertThat(passive.session.deadlineNanos()).isEqualTo(BgpSession.NEVER);
        ConnectionId id = passive.called();
        passive.receive(id, peerOpen(), Keepalive.INSTANCE);
        assertThat(passive.session.state()).isEqualTo(State.ESTABLISHED);
    }

    @Test
    void a_speaker_that_does_not_listen_hangs_up_on_callers() {
        SessionFixture metalLb = SessionFixture.of(SpeakerProfile.METALLB_0_10);
        metalLb.dialled();
        ConnectionId id = ConnectionId.incoming(1);
        assertThat(metalLb.connect(id)).containsExactly(new Output.HangUp(id));
    }

    @Test
    void bird_spreads_its_keepalives() {
        SessionFixture bird = SessionFixture.of(SpeakerProfile.BIRD_2_0);
        bird.called();
        assertThat(bird.session.state()).isEqualTo(State.IDLE);
        ConnectionId id = bird.dialled();
        bird.connect(id);
        bird.receive(id, peerOpen(), Keepalive.INSTANCE);
        List<Long> intervals = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            long before = bird.nowNanos;
            bird.receive(id, Keepalive.INSTANCE);
            bird.deadline();
            intervals.add((bird.nowNanos - before) / 1_000_000);
        }
        assertThat(intervals).allSatisfy(interval -> assertThat(interval).isBetween(22_500L, 30_000L));
        assertThat(intervals.stream().distinct().count()).isGreaterThan(100);
    }

    static Stream<Arguments> farewells() {
        Notification shutdown = Notification.cease(Notification.ADMINISTRATIVE_SHUTDOWN);
        Notification deconfigured = Notification.cease(Notification.PEER_DECONFIGURED);
        return Stream.of(
                Arguments.of(SpeakerProfile.FRR_8_4, StopReason.TERMINATED, List.of()),
                Arguments.of(SpeakerProfile.FRR_8_4, StopReason.KILLED, List.of()),
                Arguments.of(SpeakerProfile.FRR_8_4, StopReason.ADMINISTRATIVE_SHUTDOWN, List.of(shutdown)),
                Arguments.of(SpeakerProfile.FRR_8_4, StopReason.DECONFIGURED, List.of(deconfigured)),
                Arguments.of(
                        SpeakerProfile.FRR_8_4,
                        StopReason.BFD_DOWN,
                        List.of(Notification.cease(Notification.BFD_DOWN))),
                Arguments.of(SpeakerProfile.GOBGP_3_10, StopReason.TERMINATED, List.of(deconfigured)),
                Arguments.of(SpeakerProfile.BIRD_2_0, StopReason.TERMINATED, List.of(shutdown)),
                Arguments.of(SpeakerProfile.METALLB_0_10, StopReason.TERMINATED, List.of()),
                Arguments.of(SpeakerProfile.EXABGP_4_2, StopReason.TERMINATED, List.of()));
    }

    @ParameterizedTest
    @MethodSource("farewells")
    void says_good_bye_as_its_program_does(SpeakerProfile profile, StopReason reason, List<Notification> words) {
        SessionFixture session = SessionFixture.of(profile);
        ConnectionId id = session.established();
        List<Output> outputs = session.input(Input.Stop.because(reason));
        assertThat(notifications(outputs)).isEqualTo(words);
        assertThat(hangUps(outputs)).containsExactly(id);
        assertThat(session.session.state()).isEqualTo(State.IDLE);
    }

    @Test
    void frr_resets_hard_where_both_know_how() {
        SessionFixture session = SessionFixture.of(SpeakerProfile.FRR_8_4);
        ConnectionId id = session.dialled();
        session.connect(id);
        session.receive(
                id,
                SessionFixture.withCapabilities(
                        new Capability.FourOctetAs(AS), new Capability.GracefulRestart(false, true, 120, List.of())),
                Keepalive.INSTANCE);
        List<Output> outputs = session.input(Input.Stop.because(StopReason.ADMINISTRATIVE_SHUTDOWN));
        assertThat(notifications(outputs))
                .containsExactly(Notification.of(Notification.CEASE, Notification.HARD_RESET, Octets.ofHex("0602")));
        assertThat(session.session.lastReset().reason()).isEqualTo(ResetReason.ADMINISTRATIVE_SHUTDOWN);
        assertThat(session.session.deadlineNanos()).isEqualTo(BgpSession.NEVER);
    }

    @Test
    void a_session_that_was_reset_comes_back_by_itself() {
        frr.established();
        frr.input(Input.Stop.because(StopReason.ADMINISTRATIVE_RESET));
        assertThat(frr.session.lastReset().reason()).isEqualTo(ResetReason.USER_RESET);
        assertThat(frr.deadline()).contains(new Output.Dial(new ConnectionId(true, 2)));
    }
}
