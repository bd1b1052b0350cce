package io.sextant.protocol.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** FIN, RST and TIME-WAIT. */
class TcpClosingTest {

    @Test
    void the_active_closer_waits_sixty_seconds() {
        Script client = Script.client();
        client.closes()
                .sends("[F.] 1 ack 1 win 502")
                .isIn(TcpState.FIN_WAIT_1)
                .receives("[.] 1 ack 2 win 509")
                .isIn(TcpState.FIN_WAIT_2)
                .receives("[F.] 1 ack 2 win 509")
                .sends("[.] 2 ack 2 win 502")
                .tells(TcpEvent.PEER_FIN, TcpEvent.TIME_WAIT)
                .isIn(TcpState.TIME_WAIT);
        assertThat(client.deadlineMillis()).isEqualTo(60_000);
        client.passes(60_000).tells(TcpEvent.CLOSED).isIn(TcpState.CLOSED).sendsNothing();
    }

    @Test
    void simultaneous_close_goes_through_closing() {
        // RFC 9293 §3.6, figure 13.
        Script.client()
                .closes()
                .forgetsWhatWasSent()
                .receives("[F.] 1 ack 1 win 509")
                .sends("[.] 2 ack 2 win 502")
                .isIn(TcpState.CLOSING)
                .receives("[.] 2 ack 2 win 509")
                .isIn(TcpState.TIME_WAIT)
                .tells(TcpEvent.PEER_FIN, TcpEvent.TIME_WAIT);
    }

    @Test
    void a_passive_closer_may_go_on_sending() {
        Script.server()
                .receives("[F.] 1 ack 1 win 502")
                .isIn(TcpState.CLOSE_WAIT)
                .tells(TcpEvent.PEER_FIN)
                .writes(10)
                .sends("[P.] 1:11 ack 2 win 510")
                .closes()
                .sends("[F.] 11 ack 2 win 510")
                .isIn(TcpState.LAST_ACK)
                .receives("[.] 2 ack 12 win 502")
                .tells(TcpEvent.CLOSED);
    }

    @Test
    void fin_rides_on_the_last_data_that_waited() {
        Script.client()
                .receives("[.] 1 ack 1 win 0")
                .writes(100)
                .closes()
                .sendsNothing()
                .receives("[.] 1 ack 1 win 509")
                .sends("[FP.] 1:101 ack 1 win 502");
    }

    @Test
    void a_lost_fin_is_sent_again() {
        Script.client()
                .closes()
                .forgetsWhatWasSent()
                .passes(201)
                .sends("[F.] 1 ack 1 win 502")
                .receives("[.] 1 ack 2 win 509")
                .isIn(TcpState.FIN_WAIT_2);
    }

    @Test
    void half_closed_it_still_receives() {
        Script.client()
                .shutsDown()
                .sends("[F.] 1 ack 1 win 502")
                .receives("[.] 1 ack 2 win 509")
                .receives("[P.] 1:101 ack 2 win 509")
                .sends("[.] 2 ack 101 win 502")
                .hasRead(100)
                .passes(1_000_000)
                .isIn(TcpState.FIN_WAIT_2)
                .receives("[F.] 101 ack 2 win 509")
                .isIn(TcpState.TIME_WAIT);
    }

    @Test
    void data_for_a_user_who_has_closed_is_reset() {
        Script.client()
                .closes()
                .receives("[.] 1 ack 2 win 509")
                .forgetsWhatWasSent()
                .receives("[P.] 1:101 ack 2 win 509")
                .sends("[R] 2 win 0")
                .isIn(TcpState.CLOSED)
                .tells(TcpEvent.CLOSED);
    }

    @Test
    void closing_with_unread_data_resets() {
        Script.server()
                .readingNothing()
                .receives("[P.] 1:101 ack 1 win 502")
                .forgetsWhatWasSent()
                .closes()
                .sends("[R.] 1 ack 101 win 509")
                .isIn(TcpState.CLOSED);
    }

    @Test
    void a_peer_that_never_closes_is_waited_for_sixty_seconds() {
        Script.client()
                .closes()
                .receives("[.] 1 ack 2 win 509")
                .passes(59_999)
                .isIn(TcpState.FIN_WAIT_2)
                .passes(1)
                .isIn(TcpState.CLOSED)
                .tells(TcpEvent.CLOSED);
    }

    @Test
    void abort_resets_the_peer_as_linux_does() {
        Script client = Script.client();
        client.aborts().sends("[R.] 1 ack 1 win 502").tells(TcpEvent.CLOSED).isIn(TcpState.CLOSED);
        assertThat(client.lastSegment().options().hasTimestamps()).isTrue();
        client.aborts().sendsNothing().tells();
        Script.closed().connect().forgetsWhatWasSent().aborts().sendsNothing().tells(TcpEvent.CLOSED);
    }

    @Test
    void only_the_exact_sequence_number_resets() {
        // RFC 5961 §3.2
        Script.client()
                .receives("[R.] 2 ack 1 win 0")
                .sends("[.] 1 ack 1 win 502")
                .receives("[R.] 70000 ack 1 win 0")
                .sendsNothing()
                .isIn(TcpState.ESTABLISHED)
                .receives("[R.] 1 ack 1 win 0")
                .sendsNothing()
                .tells(TcpEvent.RESET)
                .isIn(TcpState.CLOSED);
    }

    @Test
    void a_syn_in_a_connection_is_challenged_not_obeyed() {
        // RFC 5961 §4, at most one answer in 500 ms.
        Script.client()
                .receives("[S] 100 win 1000 <mss 1460,sackOK,TS,wscale 7>")
                .sends("[.] 1 ack 1 win 502")
                .passes(499)
                .receives("[S] 100 win 1000 <mss 1460,sackOK,TS,wscale 7>")
                .sendsNothing()
                .passes(1)
                .receives("[S] 100 win 1000 <mss 1460,sackOK,TS,wscale 7>")
                .sends("[.] 1 ack 1 win 502")
                .isIn(TcpState.ESTABLISHED);
    }

    @Test
    void acknowledgments_beyond_reason_change_nothing() {
        // RFC 5961 §5
        Script client = Script.client();
        client.writes(10)
                .forgetsWhatWasSent()
                .receives("[.] 1 ack 100 win 509")
                .sendsNothing()
                .receives("[.] 1 ack -70000 win 509")
                .sends("[.] 11 ack 1 win 502");
        assertThat(client.connection.unacknowledgedOctets()).isEqualTo(10);
    }

    @Test
    void a_repeated_fin_is_acknowledged_in_time_wait_and_the_wait_starts_anew() {
        Script client =
                inTimeWait().passes(30_000).receives("[F.] 1 ack 2 win 509").sends("[.] 2 ack 2 win 502");
        assertThat(client.deadlineMillis()).isEqualTo(60_000);
        client.receives("[F.] 1 ack 2 win 509").sendsNothing();
    }

    @Test
    void a_reset_ends_time_wait() {
        inTimeWait().receives("[R] 2 win 0").tells(TcpEvent.CLOSED).isIn(TcpState.CLOSED);
    }

    @Test
    void time_wait_lives_on_without_its_connection() {
        Script client = inTimeWait();
        TcpTimeWait small = Objects.requireNonNull(client.connection.timeWait());
        assertThat(small.localPort()).isEqualTo(Script.LOCAL_PORT);
        assertThat(small.remotePort()).isEqualTo(Script.REMOTE_PORT);
        TcpSegment fin = TcpSegment.of(
                80,
                Script.LOCAL_PORT,
                Script.PEER_START + 1,
                client.connection.sendNext(),
                TcpFlags.FIN | TcpFlags.ACK,
                509,
                TcpOptions.ofTimestamps(5_000, 0));
        small.onSegment(5_000 * Script.MILLI, fin, client);
        client.sends("[.] 2 ack 2 win 502");
    }

    @Test
    void a_later_syn_may_replace_time_wait() {
        TcpTimeWait small = Objects.requireNonNull(inTimeWait().connection.timeWait());
        TcpOptions later = TcpOptions.ofSyn(1460, 7, true, true, 9_000, 0);
        TcpOptions earlier = TcpOptions.ofSyn(1460, 7, true, true, 1, 0);
        assertThat(small.mayBeReplacedBy(syn(relative(5000), later))).isTrue();
        assertThat(small.mayBeReplacedBy(syn(relative(-5000), later)))
                .as("RFC 6191")
                .isTrue();
        assertThat(small.mayBeReplacedBy(syn(relative(-5000), TcpOptions.NONE))).isFalse();
        assertThat(small.mayBeReplacedBy(syn(relative(5000), earlier))).isFalse();
    }

    @Test
    void nothing_is_sent_after_the_end() {
        Script client = Script.client();
        client.aborts().forgetsWhatWasSent();
        client.receives("[P.] 1:101 ack 1 win 509").sendsNothing();
        assertThat(client.connection.send(0, new byte[1])).isZero();
        assertThat(client.connection.read(0)).isEmpty();
        assertThat(client.connection.timeWait()).isNull();
    }

    @Test
    void opening_twice_or_from_no_syn_is_our_fault() {
        Script client = Script.client();
        assertThatIllegalStateException().isThrownBy(client::connect);
        Script closed = Script.closed();
        TcpSegment ack = TcpSegment.of(1, 2, 3, 4, TcpFlags.ACK, 5, TcpOptions.NONE);
        assertThatIllegalArgumentException().isThrownBy(() -> closed.connection.accept(0, ack));
    }

    private static Script inTimeWait() {
        Script client = Script.client()
                .closes()
                .receives("[.] 1 ack 2 win 509")
                .receives("[F.] 1 ack 2 win 509")
                .tells(TcpEvent.PEER_FIN, TcpEvent.TIME_WAIT);
        return client.forgetsWhatWasSent();
    }

    private static int relative(int offset) {
        return Script.PEER_START + offset;
    }

    private static TcpSegment syn(int sequence, TcpOptions options) {
        return TcpSegment.of(80, Script.LOCAL_PORT, sequence, 0, TcpFlags.SYN, 64_240, options);
    }
}
