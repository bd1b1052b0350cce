package io.sextant.protocol.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Loss, reordering, duplicates: what is sent again, when, and what the receiver says of it. */
class TcpRecoveryTest {

    private static final TcpProfile WITHOUT_SACK = TcpProfile.LINUX.withOptions(new TcpProfile.Options(true, false, 7));

    @Test
    void the_retransmission_timeout_doubles_up_to_two_minutes() {
        Script client = Script.client();
        client.writes(100).forgetsWhatWasSent();
        double wait = client.deadlineMillis();
        assertThat(wait).as("round trip 0, variance floor 200 ms").isBetween(200.0, 201.0);
        double expected = wait;
        for (int i = 0; i < 14; i++) {
            client.passes(client.deadlineMillis()).sends("[P.] 1:101 ack 1 win 502");
            expected = Math.min(2 * expected, 120_000);
            assertThat(client.deadlineMillis()).as("retry %d", i + 1).isEqualTo(expected);
        }
        assertThat(client.connection.congestionWindowSegments()).isEqualTo(1);
    }

    @Test
    void a_silent_peer_is_given_up_after_a_quarter_of_an_hour() {
        // Round trip 10 ms: the first retry after 210 ms, nine doublings, then steps of 120 s until 924.6 s have
        // passed.
        Script client =
                Script.closed().connect().passes(10).receives("[S.] 0 ack 1 win 65160 <mss 1460,sackOK,TS,wscale 7>");
        client.writes(100).forgetsWhatWasSent().passes(934_000).isIn(TcpState.ESTABLISHED);
        assertThat(client.sent()).as("tcp_retries2").hasSize(15);
        client.forgetsWhatWasSent().tells(TcpEvent.ESTABLISHED).passes(1_000).sendsNothing();
        client.tells(TcpEvent.TIMED_OUT).isIn(TcpState.CLOSED);
    }

    @Test
    void a_closed_connection_is_given_up_sooner() {
        Script client = Script.client();
        client.writes(100).closes().passes(102_000).isIn(TcpState.FIN_WAIT_1).passes(110_000);
        client.isIn(TcpState.CLOSED).tells(TcpEvent.TIMED_OUT);
    }

    @Test
    void an_answer_ends_the_back_off() {
        Script client = Script.client();
        client.writes(100)
                .passes(200)
                .passes(400)
                .passes(800)
                .passes(3)
                .forgetsWhatWasSent()
                .receives("[.] 1 ack 101 win 509");
        assertThat(client.deadlineMillis()).isEqualTo(-1);
        client.writes(100).sends("[P.] 101:201 ack 1 win 502");
        assertThat(client.deadlineMillis()).isLessThan(210);
    }

    @Test
    void the_timeout_follows_rfc_6298_with_linux_s_floor() {
        RttEstimator rtt = new RttEstimator(TcpProfile.LINUX.retransmission());
        assertThat(rtt.timeoutNanos(0)).isEqualTo(1_000_000_000);
        rtt.onSample(400_000_000);
        assertThat(rtt.smoothedNanos()).isEqualTo(400_000_000);
        assertThat(rtt.timeoutNanos(0)).as("400 + 4 * 200").isEqualTo(1_200_000_000);
        rtt.onSample(480_000_000);
        assertThat(rtt.smoothedNanos()).as("+ 80/8").isEqualTo(410_000_000);
        assertThat(rtt.timeoutNanos(0)).as("deviation 200 + (80 - 200)/4 = 170").isEqualTo(1_090_000_000);
        for (int i = 0; i < 100; i++) {
            rtt.onSample(1_000_000);
        }
        assertThat(rtt.timeoutNanos(0)).isBetween(201_000_000L, 202_000_000L);
        assertThat(rtt.timeoutNanos(40)).isEqualTo(120_000_000_000L);
    }

    @Test
    void linux_s_give_up_times() {
        TcpProfile.Retransmission limits = TcpProfile.LINUX.retransmission();
        assertThat(limits.giveUpNanos(15)).isEqualTo(924_600_000_000L);
        assertThat(limits.giveUpNanos(8)).isEqualTo(102_200_000_000L);
        assertThat(limits.giveUpNanos(0)).isEqualTo(200_000_000L);
    }

    @Test
    void three_duplicate_acknowledgments_send_the_first_segment_again() {
        Script client = Script.client(WITHOUT_SACK);
        client.writes(14_480).forgetsWhatWasSent();
        client.receives("[.] 1 ack 1449 win 509");
        assertThat(client.connection.congestionWindowSegments()).isEqualTo(11);
        client.forgetsWhatWasSent()
                .receives("[.] 1 ack 1449 win 509")
                .receives("[.] 1 ack 1449 win 509")
                .sendsNothing()
                .receives("[.] 1 ack 1449 win 509")
                .sends("[.] 1449:2897 ack 1 win 502");
        assertThat(client.connection.congestionWindowSegments())
                .as("half of eleven")
                .isEqualTo(5);
        client.receives("[.] 1 ack 14481 win 509");
        assertThat(client.connection.congestionWindowSegments()).isEqualTo(5);
        assertThat(client.connection.retransmissions()).isEqualTo(1);
    }

    @Test
    void without_sack_a_partial_acknowledgment_shows_the_next_hole() {
        // RFC 6582: segments 2 and 5 of ten are lost.
        Script client = Script.client(WITHOUT_SACK);
        client.writes(14_480).receives("[.] 1 ack 1449 win 509").forgetsWhatWasSent();
        for (int i = 0; i < 3; i++) {
            client.receives("[.] 1 ack 1449 win 509");
        }
        client.sends("[.] 1449:2897 ack 1 win 502")
                .receives("[.] 1 ack 5793 win 509")
                .sends("[.] 5793:7241 ack 1 win 502")
                .receives("[.] 1 ack 14481 win 509")
                .sendsNothing();
        assertThat(client.connection.retransmissions()).isEqualTo(2);
    }

    @Test
    void with_sack_only_the_holes_are_sent_again() {
        Script client = Script.client();
        client.writes(14_480).receives("[.] 1 ack 1449 win 509").forgetsWhatWasSent();
        client.receives("[.] 1 ack 1449 win 509 sack 2897-4345")
                .receives("[.] 1 ack 1449 win 509 sack 5793-7241 2897-4345")
                .sendsNothing()
                .receives("[.] 1 ack 1449 win 509 sack 5793-8689 2897-4345")
                .sends("[.] 1449:2897 ack 1 win 502")
                .receives("[.] 1 ack 1449 win 509 sack 5793-13033 2897-4345")
                .sends("[.] 4345:5793 ack 1 win 502")
                .receives("[.] 1 ack 14481 win 509")
                .sendsNothing();
        assertThat(client.connection.retransmissions()).isEqualTo(2);
    }

    @Test
    void after_a_timeout_slow_start_sends_again_what_was_not_selectively_acknowledged() {
        Script client = Script.client();
        client.writes(5_792).receives("[.] 1 ack 1 win 509 sack 2897-4345").forgetsWhatWasSent();
        client.passes(201)
                .sends("[.] 1:1449 ack 1 win 502")
                .receives("[.] 1 ack 1449 win 509 sack 2897-4345")
                .sends("[.] 1449:2897 ack 1 win 502", "[P.] 4345:5793 ack 1 win 502")
                .receives("[.] 1 ack 5793 win 509")
                .sendsNothing();
        assertThat(client.deadlineMillis()).isEqualTo(-1);
    }

    @Test
    void a_peer_that_forgets_what_it_selectively_acknowledged_gets_it_again() {
        Script client = Script.client();
        client.writes(2_896).receives("[.] 1 ack 1 win 509 sack 1449-2897").forgetsWhatWasSent();
        client.passes(201)
                .sends("[.] 1:1449 ack 1 win 502")
                .receives("[.] 1 ack 1449 win 509")
                .sendsNothing();
        client.passes(401).sends("[P.] 1449:2897 ack 1 win 502");
    }

    @Test
    void a_receiver_reports_holes_with_the_latest_block_first() {
        Script server = Script.server();
        server.receives("[.] 1001:2001 ack 1 win 502")
                .sends("[.] 1 ack 1 win 510 sack 1001-2001")
                .receives("[.] 3001:4001 ack 1 win 502")
                .sends("[.] 1 ack 1 win 510 sack 3001-4001 1001-2001")
                .receives("[.] 2001:3001 ack 1 win 502")
                .sends("[.] 1 ack 1 win 510 sack 1001-4001")
                .tells()
                .receives("[P.] 1:1001 ack 1 win 502")
                .sends("[.] 1 ack 4001 win 481")
                .tells(TcpEvent.DATA)
                .hasRead(4000);
    }

    @Test
    void a_duplicate_is_acknowledged_at_once_and_reported() {
        Script server = Script.server();
        server.receives("[P.] 1:101 ack 1 win 502")
                .forgetsWhatWasSent()
                .receives("[P.] 1:101 ack 1 win 502")
                .sends("[.] 1 ack 101 win 509 sack 1-101")
                .receives("[P.] 51:151 ack 1 win 502")
                .hasRead(150);
    }

    @Test
    void overlapping_pieces_out_of_order_are_put_together_once() {
        Script server = Script.server();
        server.receives("[.] 301:401 ack 1 win 502")
                .receives("[.] 101:201 ack 1 win 502")
                .receives("[.] 51:351 ack 1 win 502")
                .receives("[.] 151:451 ack 1 win 502")
                .receives("[.] 1:61 ack 1 win 502")
                .hasRead(450);
        assertThat(server.connection.receiveNext() - Script.PEER_START).isEqualTo(451);
    }

    @Test
    void a_fin_that_overtakes_its_data_waits_for_it() {
        Script server = Script.server();
        server.receives("[F.] 101 ack 1 win 502")
                .sends("[.] 1 ack 1 win 510")
                .tells()
                .isIn(TcpState.ESTABLISHED)
                .receives("[P.] 1:101 ack 1 win 502")
                .tells(TcpEvent.DATA, TcpEvent.PEER_FIN)
                .isIn(TcpState.CLOSE_WAIT)
                .hasRead(100);
    }

    @Test
    void an_old_timestamp_is_refused_and_answered() {
        Script server = Script.server();
        server.receives("[P.] 1:101 ack 1 win 502")
                .forgetsWhatWasSent()
                .receives("[P.] 101:201 ack 1 win 502 at 5")
                .sends("[.] 1 ack 101 win 509")
                .tells(TcpEvent.DATA)
                .hasRead(100);
    }

    @Test
    void a_narrower_path_cuts_what_is_out_and_sends_it_again() {
        Script client = Script.client();
        client.writes(2_000).forgetsWhatWasSent().hearsOfMtu(1_000);
        assertThat(client.sent())
                .containsExactly(
                        "[.] 1:949 ack 1 win 502", "[.] 949:1449 ack 1 win 502", "[P.] 1449:2001 ack 1 win 502");
        client.receives("[.] 1 ack 2001 win 509").forgetsWhatWasSent().writes(1_000);
        client.sends("[.] 2001:2949 ack 1 win 502", "[P.] 2949:3001 ack 1 win 502");
    }

    @Test
    void an_idle_connection_starts_from_its_initial_window_again() {
        Script client = Script.client();
        client.writes(30_000);
        for (int ack = 1449; ack < 30_001; ack += 1448) {
            client.receives("[.] 1 ack " + ack + " win 509");
        }
        client.receives("[.] 1 ack 30001 win 509");
        assertThat(client.connection.congestionWindowSegments()).isGreaterThan(20);
        client.passes(5_000).forgetsWhatWasSent().writes(100_000);
        assertThat(client.sent()).hasSize(10);
    }
}
