package io.sextant.protocol.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TcpHandshakeTest {

    @Test
    void a_client_opens_as_linux_does() {
        Script.closed()
                .connect()
                .sends("[S] 0 win 64240 <mss 1460,sackOK,TS,wscale 7>")
                .isIn(TcpState.SYN_SENT)
                .passes(10)
                .receives("[S.] 0 ack 1 win 65160 <mss 1460,sackOK,TS,wscale 7>")
                .sends("[.] 1 ack 1 win 502")
                .tells(TcpEvent.ESTABLISHED)
                .isIn(TcpState.ESTABLISHED);
    }

    @Test
    void a_server_answers_as_linux_does() {
        Script.closed()
                .receives("[S] 0 win 64240 <mss 1460,sackOK,TS,wscale 7>")
                .sends("[S.] 0 ack 1 win 65160 <mss 1460,sackOK,TS,wscale 7>")
                .isIn(TcpState.SYN_RECEIVED)
                .receives("[.] 1 ack 1 win 502")
                .sendsNothing()
                .tells(TcpEvent.ESTABLISHED);
    }

    @Test
    void a_pod_s_smaller_mtu_shows_in_mss_and_window() {
        // 1450 octets behind a VXLAN tunnel; 64860 and 64308 are what captures from such pods show.
        new Script(TcpProfile.LINUX, 1450).connect().sends("[S] 0 win 64860 <mss 1410,sackOK,TS,wscale 7>");
        Script server = new Script(TcpProfile.LINUX, 1450)
                .receives("[S] 0 win 64240 <mss 1460,sackOK,TS,wscale 7>")
                .sends("[S.] 0 ack 1 win 64308 <mss 1410,sackOK,TS,wscale 7>")
                .receives("[.] 1 ack 1 win 502");
        assertThat(server.connection.segmentOctets()).isEqualTo(1398);
    }

    @Test
    void options_are_agreed_on_only_when_both_offer_them() {
        Script.closed()
                .receives("[S] 0 win 1000 <mss 536>")
                .sends("[S.] 0 ack 1 win 64240 <mss 1460>")
                .receives("[.] 1 ack 1 win 1000")
                .writes(1000)
                .sends("[.] 1:537 ack 1 win 64240", "[P.] 537:1001 ack 1 win 64240");
    }

    /** As Linux 6.18 did towards a host that dropped them: 1, 2, 3, 4, 5, 7, 11, 19, 35 and 67 s after the first. */
    @Test
    void a_syn_is_repeated_ten_times_four_of_them_without_doubling_and_given_up_after_131_seconds() {
        Script script = Script.closed().connect().forgetsWhatWasSent();
        double[] waits = {1, 1, 1, 1, 1, 2, 4, 8, 16, 32};
        for (double seconds : waits) {
            assertThat(script.deadlineMillis()).isEqualTo(1000 * seconds);
            script.passes(1000 * seconds).sends("[S] 0 win 64240 <mss 1460,sackOK,TS,wscale 7>");
        }
        assertThat(script.deadlineMillis()).isEqualTo(64_000);
        script.passes(64_000).sendsNothing().tells(TcpEvent.TIMED_OUT).isIn(TcpState.CLOSED);
        assertThat(script.deadlineMillis()).isEqualTo(-1);
        assertThat(script.connection.retransmissions()).isEqualTo(10);
    }

    @Test
    void a_syn_ack_is_repeated_five_times_and_given_up_after_63_seconds() {
        Script script = Script.closed()
                .receives("[S] 0 win 64240 <mss 1460,sackOK,TS,wscale 7>")
                .passes(62_999);
        assertThat(script.sent()).hasSize(6);
        script.isIn(TcpState.SYN_RECEIVED).passes(1).tells(TcpEvent.TIMED_OUT).isIn(TcpState.CLOSED);
    }

    @Test
    void a_repeated_syn_is_answered_again() {
        Script.closed()
                .receives("[S] 0 win 64240 <mss 1460,sackOK,TS,wscale 7>")
                .sends("[S.] 0 ack 1 win 65160 <mss 1460,sackOK,TS,wscale 7>")
                .passes(900)
                .receives("[S] 0 win 64240 <mss 1460,sackOK,TS,wscale 7>")
                .sends("[S.] 0 ack 1 win 65160 <mss 1460,sackOK,TS,wscale 7>");
    }

    @Test
    void a_reset_refuses_the_connection() {
        Script.closed()
                .connect()
                .forgetsWhatWasSent()
                .receives("[R.] 0 ack 1 win 0")
                .sendsNothing()
                .tells(TcpEvent.REFUSED)
                .isIn(TcpState.CLOSED);
    }

    @Test
    void a_reset_that_does_not_acknowledge_the_syn_is_ignored() {
        Script.closed()
                .connect()
                .forgetsWhatWasSent()
                .receives("[R] 0 win 0")
                .receives("[R.] 0 ack 2 win 0")
                .sendsNothing()
                .tells()
                .isIn(TcpState.SYN_SENT);
    }

    @Test
    void an_old_acknowledgment_during_the_handshake_is_reset() {
        Script.closed()
                .connect()
                .forgetsWhatWasSent()
                .receives("[.] 500 ack 77 win 100")
                .sends("[R] 77 win 0")
                .isIn(TcpState.SYN_SENT);
    }

    @Test
    void simultaneous_open_leads_to_one_connection() {
        // RFC 9293 §3.5, figure 7.
        Script.closed()
                .connect()
                .forgetsWhatWasSent()
                .receives("[S] 0 win 64240 <mss 1460,sackOK,TS,wscale 7>")
                .sends("[S.] 0 ack 1 win 65160 <mss 1460,sackOK,TS,wscale 7>")
                .isIn(TcpState.SYN_RECEIVED)
                .receives("[S.] 0 ack 1 win 65160 <mss 1460,sackOK,TS,wscale 7>")
                .isIn(TcpState.ESTABLISHED)
                .tells(TcpEvent.ESTABLISHED);
    }

    @Test
    void a_wrong_acknowledgment_of_our_syn_ack_is_reset() {
        Script.closed()
                .receives("[S] 0 win 64240 <mss 1460,sackOK,TS,wscale 7>")
                .forgetsWhatWasSent()
                .receives("[.] 1 ack 2 win 502")
                .sends("[R] 2 win 0")
                .isIn(TcpState.SYN_RECEIVED);
    }

    @Test
    void icmp_ends_an_attempt_but_not_a_connection() {
        Script.closed().connect().isUnreachable().tells(TcpEvent.UNREACHABLE).isIn(TcpState.CLOSED);
        Script.client().isUnreachable().tells().isIn(TcpState.ESTABLISHED);
    }

    @Test
    void what_was_written_before_the_handshake_rides_on_its_last_acknowledgment() {
        Script.closed()
                .connect()
                .writes(73)
                .forgetsWhatWasSent()
                .receives("[S.] 0 ack 1 win 65160 <mss 1460,sackOK,TS,wscale 7>")
                .sends("[P.] 1:74 ack 1 win 502");
    }

    @Test
    void timestamps_measure_a_handshake_whose_syn_was_lost() {
        Script script = Script.closed()
                .connect()
                .passes(1000)
                .passes(5)
                .receives("[S.] 0 ack 1 win 65160 <mss 1460,sackOK,TS,wscale 7>");
        assertThat(script.connection.smoothedRttNanos()).isEqualTo(5 * Script.MILLI);
        assertThat(script.connection.congestionWindowSegments()).isEqualTo(10);
    }

    @Test
    void closing_before_the_handshake_is_complete() {
        Script.closed().connect().closes().tells(TcpEvent.CLOSED).isIn(TcpState.CLOSED);
        Script.closed()
                .receives("[S] 0 win 64240 <mss 1460,sackOK,TS,wscale 7>")
                .closes()
                .forgetsWhatWasSent()
                .receives("[.] 1 ack 1 win 502")
                .sends("[F.] 1 ack 1 win 510")
                .isIn(TcpState.FIN_WAIT_1);
    }
}
