package io.sextant.protocol.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Acknowledgments, windows and pushes of connections that lose nothing, held against captures of Linux. */
class TcpExchangeTest {

    @Test
    void a_server_answers_curl_as_nginx_on_linux_does() {
        // curl's GET of 73 octets, nginx's 238 octets of header and 615 of file; windows as Linux 5 shows them.
        Script server = Script.server();
        server.connection.setNoDelay(true);
        server.receives("[P.] 1:74 ack 1 win 502")
                .sends("[.] 1 ack 74 win 509")
                .tells(TcpEvent.DATA)
                .writes(238)
                .sends("[P.] 1:239 ack 74 win 509")
                .writes(615)
                .sends("[P.] 239:854 ack 74 win 509")
                .receives("[.] 74 ack 239 win 501")
                .receives("[.] 74 ack 854 win 501")
                .sendsNothing()
                .receives("[F.] 74 ack 854 win 501")
                .sendsNothing()
                .tells(TcpEvent.PEER_FIN)
                .closes()
                .sends("[F.] 854 ack 75 win 509")
                .isIn(TcpState.LAST_ACK)
                .receives("[.] 75 ack 855 win 501")
                .tells(TcpEvent.CLOSED)
                .isIn(TcpState.CLOSED);
    }

    @Test
    void a_client_acknowledges_header_and_body_each_at_once() {
        Script client = Script.client();
        client.connection.setNoDelay(true);
        client.writes(73)
                .sends("[P.] 1:74 ack 1 win 502")
                .receives("[.] 1 ack 74 win 509")
                .sendsNothing()
                .receives("[P.] 1:239 ack 74 win 509")
                .sends("[.] 74 ack 239 win 501")
                .receives("[P.] 239:854 ack 74 win 509")
                .sends("[.] 74 ack 854 win 501")
                .closes()
                .sends("[F.] 74 ack 854 win 501")
                .receives("[F.] 854 ack 75 win 509")
                .sends("[.] 75 ack 855 win 501")
                .isIn(TcpState.TIME_WAIT)
                .hasRead(853);
    }

    @Test
    void once_interactive_a_server_delays_its_acknowledgment_by_40_ms() {
        // As captured from Linux 6.18: the first request is acknowledged at once, the second after 42 ms.
        Script server = Script.server();
        server.receives("[P.] 1:101 ack 1 win 502")
                .sends("[.] 1 ack 101 win 509")
                .writes(100)
                .sends("[P.] 1:101 ack 101 win 509")
                .receives("[.] 101 ack 101 win 501")
                .passes(300)
                .receives("[P.] 101:117 ack 101 win 501")
                .sendsNothing();
        assertThat(server.deadlineMillis()).isEqualTo(40);
        server.passes(40).sends("[.] 101 ack 117 win 509");
        assertThat(server.deadlineMillis()).isEqualTo(-1);
    }

    @Test
    void a_delayed_acknowledgment_rides_on_the_answer() {
        Script server = Script.server();
        server.receives("[P.] 1:101 ack 1 win 502")
                .writes(10)
                .receives("[.] 101 ack 11 win 501")
                .forgetsWhatWasSent()
                .passes(100)
                .receives("[P.] 101:201 ack 11 win 501")
                .sendsNothing()
                .writes(10)
                .sends("[P.] 11:21 ack 201 win 509");
    }

    @Test
    void the_second_full_segment_is_acknowledged_even_when_acknowledgments_wait() {
        Script server = Script.server();
        server.receives("[P.] 1:101 ack 1 win 502")
                .writes(10)
                .receives("[.] 101 ack 11 win 501")
                .forgetsWhatWasSent()
                .passes(100)
                .receives("[.] 101:1549 ack 11 win 501")
                .sendsNothing()
                .receives("[.] 1549:2997 ack 11 win 501");
        assertThat(server.sent()).hasSize(1);
        assertThat(server.sent().get(0)).startsWith("[.] 11 ack 2997");
    }

    @Test
    void a_long_burst_is_cut_into_full_segments_and_pushed_at_its_end() {
        Script client = Script.client();
        client.writes(4000)
                .sends("[.] 1:1449 ack 1 win 502", "[.] 1449:2897 ack 1 win 502", "[P.] 2897:4001 ack 1 win 502");
    }

    @Test
    void the_initial_congestion_window_is_ten_segments_and_grows_by_what_is_acknowledged() {
        Script client = Script.client();
        client.writes(60_000);
        assertThat(client.sent()).hasSize(10);
        client.forgetsWhatWasSent().receives("[.] 1 ack 2897 win 509");
        assertThat(client.sent()).as("two acknowledged, two more allowed").hasSize(4);
        assertThat(client.connection.congestionWindowSegments()).isEqualTo(12);
    }

    @Test
    void nagle_holds_a_second_small_segment_until_the_first_is_acknowledged() {
        Script client = Script.client();
        client.writes(10)
                .writes(10)
                .writes(10)
                .sends("[P.] 1:11 ack 1 win 502")
                .receives("[.] 1 ack 11 win 509")
                .sends("[P.] 11:31 ack 1 win 502");
        Script hasty = Script.client();
        hasty.connection.setNoDelay(true);
        hasty.writes(10).writes(10).sends("[P.] 1:11 ack 1 win 502", "[P.] 11:21 ack 1 win 502");
    }

    @Test
    void minshall_lets_a_small_tail_follow_full_segments() {
        Script.client().writes(1500).sends("[.] 1:1449 ack 1 win 502", "[P.] 1449:1501 ack 1 win 502");
    }

    @Test
    void a_window_that_is_not_read_closes_and_opens_again() {
        Script server = Script.server().readingNothing();
        int at = 1;
        int window = 502 * 128;
        while (window > 0) {
            int to = at + Math.min(1448, window);
            server.receives("[.] " + at + ":" + to + " ack 1 win 502").passes(250);
            at = to;
            window = 128 * server.lastSegment().window();
        }
        assertThat(at).as("half of the buffer, by rounding a little more").isBetween(60_000, 68_000);
        // What comes against a closed window is not taken.
        server.forgetsWhatWasSent()
                .receives("[.] " + at + ":" + (at + 1) + " ack 1 win 502")
                .sends("[.] 1 ack " + at + " win 0")
                .reads(at - 1)
                .sends("[.] 1 ack " + at + " win 501")
                .hasRead(at - 1);
    }

    @Test
    void a_peer_that_ignores_the_window_with_tiny_segments_cannot_fill_more_than_the_buffer() {
        Script server = new Script(TcpProfile.LINUX.withBuffers(16_384, 16_384), 1500)
                .readingNothing()
                .receives("[S] 0 win 64240 <mss 1460,sackOK,TS,wscale 7>")
                .receives("[.] 1 ack 1 win 502");
        for (int at = 1; at < 40_000; at++) {
            server.receives("[P.] " + at + ":" + (at + 1) + " ack 1 win 502").forgetsWhatWasSent();
        }
        assertThat(server.connection.readableOctets()).isBetween(4_096, 16_384);
    }

    @Test
    void a_closed_window_is_probed_with_growing_intervals_until_it_opens() {
        Script client = Script.client()
                .passes(1)
                .receives("[.] 1 ack 1 win 0")
                .writes(100)
                .sendsNothing();
        assertThat(client.deadlineMillis()).isBetween(200.0, 201.0);
        client.passes(201).sends("[.] 0 ack 1 win 502");
        assertThat(client.deadlineMillis()).isBetween(399.0, 402.0);
        client.receives("[.] 1 ack 1 win 0").passes(402).sends("[.] 0 ack 1 win 502");
        assertThat(client.deadlineMillis()).isBetween(798.0, 804.0);
        client.receives("[.] 1 ack 1 win 5").sends("[P.] 1:101 ack 1 win 502");
    }

    @Test
    void a_peer_that_never_opens_its_window_but_answers_is_probed_for_ever() {
        Script client = Script.client().receives("[.] 1 ack 1 win 0").writes(100);
        for (int i = 0; i < 40; i++) {
            client.passes(client.deadlineMillis()).receives("[.] 1 ack 1 win 0");
        }
        client.isIn(TcpState.ESTABLISHED);
        assertThat(client.deadlineMillis()).isEqualTo(120_000);
    }

    @Test
    void a_peer_that_stops_answering_probes_is_given_up() {
        Script client =
                Script.client().receives("[.] 1 ack 1 win 0").writes(100).passes(1_200_000);
        client.isIn(TcpState.CLOSED).tells(TcpEvent.TIMED_OUT);
    }

    @Test
    void a_window_too_small_for_a_segment_is_filled_when_the_probe_is_due() {
        Script client = Script.client()
                .receives("[.] 1 ack 1 win 5")
                .writes(2000)
                .sendsNothing()
                .passes(201)
                .sends("[P.] 1:641 ack 1 win 502");
        client.isIn(TcpState.ESTABLISHED);
    }

    @Test
    void a_full_send_buffer_refuses_and_tells_when_there_is_room() {
        Script client = Script.client(TcpProfile.LINUX.withBuffers(131_072, 10_000));
        byte[] octets = new byte[12_000];
        assertThat(client.connection.send(2_000_000_000L, octets)).isEqualTo(10_000);
        assertThat(client.connection.send(2_000_000_000L, octets)).isZero();
        client.receives("[.] 1 ack 1449 win 509")
                .tells()
                .receives("[.] 1 ack 7241 win 509")
                .tells(TcpEvent.WRITABLE);
        assertThat(client.connection.send(2_000_000_000L, octets)).isEqualTo(7_240);
    }

    @Test
    void keep_alive_probes_an_idle_peer_and_gives_up() {
        TcpProfile.KeepAlive figures = new TcpProfile.KeepAlive(10_000 * Script.MILLI, 1_000 * Script.MILLI, 3);
        Script client = Script.client(TcpProfile.LINUX.withKeepAlive(figures));
        assertThat(client.deadlineMillis()).as("off by default").isEqualTo(-1);
        client.connection.setKeepAlive(1_000 * Script.MILLI, true);
        client.passes(9_999)
                .sendsNothing()
                .passes(1)
                .sends("[.] 0 ack 1 win 502")
                .receives("[.] 1 ack 1 win 509")
                .passes(10_000)
                .sends("[.] 0 ack 1 win 502")
                .passes(2_000)
                .sends("[.] 0 ack 1 win 502", "[.] 0 ack 1 win 502")
                .passes(1_000)
                .sends("[R.] 1 ack 1 win 502")
                .tells(TcpEvent.TIMED_OUT);
    }

    @Test
    void a_keep_alive_probe_of_the_peer_is_answered() {
        Script.client().receives("[.] 0 ack 1 win 509").sends("[.] 1 ack 1 win 502");
    }
}
