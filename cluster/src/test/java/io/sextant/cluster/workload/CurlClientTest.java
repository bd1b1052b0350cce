package io.sextant.cluster.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.TcpCloseReason;
import io.sextant.topology.host.TcpSocket;
import io.sextant.topology.host.TcpSocketHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Words as curl prints them: those for a connection in order are the article's, the others were printed by curl 7.88.1 for
 * the same events, or stand in the source of 7.61.1 where that differs.
 */
class CurlClientTest {

    private final Wire wire = new Wire();
    private final Host client = wire.host();
    private final Host server = wire.host();

    @Test
    void prints_what_the_article_shows() {
        Wire.nginx(server);
        CurlResult result = wire.curl(client, "10.0.0.2", 80, CurlOptions.ARTICLE);
        assertThat(result.stderr()).isEqualTo("""
                *   Trying 10.0.0.2...
                * TCP_NODELAY set
                * Connected to 10.0.0.2 (10.0.0.2) port 80 (#0)
                > GET / HTTP/1.1
                > Host: 10.0.0.2
                > User-Agent: curl/7.61.1
                > Accept: */*
                >\s
                < HTTP/1.1 200 OK
                < Server: nginx/1.21.3
                < Date: Sun, 31 Oct 2021 14:19:17 GMT
                < Content-Type: text/html
                < Content-Length: 615
                < Last-Modified: Tue, 07 Sep 2021 15:21:03 GMT
                < Connection: keep-alive
                < ETag: "6137835f-267"
                < Accept-Ranges: bytes
                <\s
                { [615 bytes data]
                * Connection #0 to host 10.0.0.2 left intact
                """);
        assertThat(result.terminal()).isEqualTo(result.stderr());
        assertThat(result.exitCode()).isZero();
        assertThat(result.status()).isEqualTo(200);
        assertThat(result.bodyOctets()).isEqualTo(615);
        assertThat(result.connectNanos()).isPositive().isLessThan(result.firstOctetNanos());
        assertThat(result.firstOctetNanos()).isLessThan(result.totalNanos());
    }

    @Test
    void sends_the_articles_seven_packets() {
        Wire.nginx(server);
        List<String> segments = wire.segments(client);
        wire.curl(client, "10.0.0.2", 80, CurlOptions.ARTICLE);
        assertThat(segments)
                .containsExactly(
                        "> SYN",
                        "< SYN,ACK",
                        "> ACK",
                        "> PSH,ACK 72",
                        "< ACK",
                        "< PSH,ACK 238",
                        "> ACK",
                        "< PSH,ACK 615",
                        "> ACK",
                        "> FIN,ACK",
                        "< FIN,ACK",
                        "> ACK");
    }

    @Test
    void without_options_a_terminal_shows_the_page_alone() {
        Wire.nginx(server);
        CurlResult result = wire.curl(client, "10.0.0.2", 80, CurlOptions.DEFAULT);
        assertThat(result.stderr()).isEmpty();
        assertThat(result.stdout()).isEqualTo(WelcomePage.TEXT);
        assertThat(result.terminal()).isEqualTo(WelcomePage.TEXT);
    }

    @Test
    void headers_of_the_command_line_replace_its_own() {
        serve(8080, socket -> answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        CurlOptions options = CurlOptions.ARTICLE
                .withHost("web.lab.test")
                .withHeader("X-A", "b")
                .withHeader("Accept", "text/html");
        CurlResult result = wire.curl(client, "10.0.0.2", 8080, options);
        assertThat(result.stderr()).contains("""
                > GET / HTTP/1.1
                > Host: web.lab.test
                > User-Agent: curl/7.61.1
                > X-A: b
                > Accept: text/html
                >\s
                """);
    }

    @Test
    void a_port_that_nobody_listens_on_refuses() {
        CurlResult result = wire.curl(client, "10.0.0.2", 81, CurlOptions.DEFAULT.withVerbose(true));
        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.terminal()).isEqualTo("""
                *   Trying 10.0.0.2...
                * TCP_NODELAY set
                * connect to 10.0.0.2 port 81 failed: Connection refused
                * Failed to connect to 10.0.0.2 port 81: Connection refused
                * Closing connection 0
                curl: (7) Failed to connect to 10.0.0.2 port 81: Connection refused
                """);
    }

    @Test
    void a_neighbour_that_does_not_answer_means_no_route_to_host() {
        CurlResult result = wire.curl(client, "10.0.0.9", 80, CurlOptions.DEFAULT.withVerbose(true));
        assertThat(result.terminal()).isEqualTo("""
                *   Trying 10.0.0.9...
                * TCP_NODELAY set
                * connect to 10.0.0.9 port 80 failed: No route to host
                * Failed to connect to 10.0.0.9 port 80: No route to host
                * Closing connection 0
                curl: (7) Failed to connect to 10.0.0.9 port 80: No route to host
                """);
        assertThat(result.totalNanos()).as("three ARP requests").isBetween(2 * Wire.SECOND, 4 * Wire.SECOND);
    }

    @Test
    void without_a_route_it_fails_at_once() {
        CurlResult result = wire.curl(client, "172.16.10.0", 80, CurlOptions.DEFAULT.withVerbose(true));
        assertThat(result.terminal()).isEqualTo("""
                *   Trying 172.16.10.0...
                * TCP_NODELAY set
                * Immediate connect fail for 172.16.10.0: Network is unreachable
                * Closing connection 0
                curl: (7) Couldn't connect to server
                """);
        assertThat(result.totalNanos()).isZero();
    }

    @Test
    void silence_errors_only_when_asked_to() {
        assertThat(wire.curl(client, "10.0.0.2", 81, CurlOptions.DEFAULT.withSilent(true))
                        .terminal())
                .isEmpty();
        assertThat(wire.curl(
                                client,
                                "10.0.0.2",
                                81,
                                CurlOptions.DEFAULT.withSilent(true).withShownError(true))
                        .terminal())
                .isEqualTo("curl: (7) Failed to connect to 10.0.0.2 port 81: Connection refused\n");
    }

    @Test
    void gives_up_after_its_connect_timeout() {
        wire.defaultRoute(client, 2);
        CurlResult result =
                wire.curl(client, "172.16.10.0", 443, CurlOptions.ARTICLE.withConnectTimeout(3 * Wire.SECOND));
        assertThat(result.exitCode()).isEqualTo(28);
        assertThat(result.stderr()).isEqualTo("""
                *   Trying 172.16.10.0...
                * TCP_NODELAY set
                * Connection timed out after 3000 milliseconds
                * Closing connection 0
                """);
    }

    @Test
    void the_kernel_gives_up_after_its_syn_retries() {
        wire.defaultRoute(client, 2);
        CurlResult result = wire.curl(client, "172.16.10.0", 80, CurlOptions.ARTICLE);
        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.message()).isEqualTo("Failed to connect to 172.16.10.0 port 80: Connection timed out");
        assertThat(result.totalNanos()).as("tcp_syn_retries 6").isBetween(126 * Wire.SECOND, 132 * Wire.SECOND);
    }

    @Test
    void an_answer_that_does_not_come_runs_into_max_time() {
        serve(80, socket -> {});
        CurlResult result = wire.curl(client, "10.0.0.2", 80, CurlOptions.ARTICLE.withMaxTime(Wire.SECOND));
        assertThat(result.exitCode()).isEqualTo(28);
        assertThat(result.stderr()).endsWith("""
                * Operation timed out after 1000 milliseconds with 0 bytes received
                * Closing connection 0
                """);
    }

    @Test
    void an_answer_that_stops_runs_into_max_time() {
        serve(80, socket -> socket.send(octets("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")));
        CurlResult result = wire.curl(client, "10.0.0.2", 80, CurlOptions.ARTICLE.withMaxTime(Wire.SECOND));
        assertThat(result.message())
                .isEqualTo("Operation timed out after 1000 milliseconds with 3 out of 10 bytes received");
    }

    @Test
    void a_connection_closed_without_a_word_is_an_empty_reply() {
        serve(80, TcpSocket::close);
        CurlResult result = wire.curl(client, "10.0.0.2", 80, CurlOptions.ARTICLE);
        assertThat(result.exitCode()).isEqualTo(52);
        assertThat(result.stderr()).endsWith("""
                * Empty reply from server
                * Connection #0 to host 10.0.0.2 left intact
                """);
    }

    @Test
    void a_reset_is_a_receive_failure() {
        serve(80, TcpSocket::abort);
        CurlResult result = wire.curl(client, "10.0.0.2", 80, CurlOptions.DEFAULT.withVerbose(true));
        assertThat(result.exitCode()).isEqualTo(56);
        assertThat(result.terminal()).endsWith("""
                * Recv failure: Connection reset by peer
                * Closing connection 0
                curl: (56) Recv failure: Connection reset by peer
                """);
    }

    @Test
    void a_body_cut_short_says_how_much_is_missing() {
        serve(80, socket -> answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"));
        CurlResult result = wire.curl(client, "10.0.0.2", 80, CurlOptions.ARTICLE);
        assertThat(result.exitCode()).isEqualTo(18);
        assertThat(result.stderr()).endsWith("""
                { [3 bytes data]
                * transfer closed with 7 bytes remaining to read
                * Closing connection 0
                """);
    }

    @Test
    void chunks_are_counted_as_they_came_in() {
        serve(
                80,
                socket -> answer(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"));
        CurlResult result = wire.curl(client, "10.0.0.2", 80, CurlOptions.ARTICLE);
        assertThat(result.stderr()).endsWith("""
                { [13 bytes data]
                * Connection #0 to host 10.0.0.2 left intact
                """);
        assertThat(result.bodyOctets()).isEqualTo(3);
    }

    @Test
    void a_body_without_a_length_lasts_until_the_server_closes() {
        serve(80, socket -> answer(socket, "HTTP/1.1 200 OK\r\n\r\nabc"));
        CurlResult result = wire.curl(client, "10.0.0.2", 80, CurlOptions.ARTICLE);
        assertThat(result.exitCode()).isZero();
        assertThat(result.stderr()).endsWith("""
                < HTTP/1.1 200 OK
                * no chunk, no close, no size. Assume close to signal end
                <\s
                { [3 bytes data]
                * Closing connection 0
                """);
    }

    @Test
    void an_old_server_closes_after_the_body() {
        serve(80, socket -> answer(socket, "HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nabc"));
        CurlResult result = wire.curl(client, "10.0.0.2", 80, CurlOptions.ARTICLE);
        assertThat(result.stderr()).endsWith("""
                * HTTP 1.0, assume close after body
                < HTTP/1.0 200 OK
                < Content-Length: 3
                <\s
                { [3 bytes data]
                * Closing connection 0
                """);
    }

    @Test
    void a_server_that_says_close_is_believed() {
        serve(80, socket -> answer(socket, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc"));
        CurlResult result = wire.curl(client, "10.0.0.2", 80, CurlOptions.ARTICLE);
        assertThat(result.stderr()).endsWith("{ [3 bytes data]\n* Closing connection 0\n");
    }

    @Test
    void a_broken_chunk_is_a_receive_error() {
        serve(80, socket -> answer(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc"));
        CurlResult result = wire.curl(client, "10.0.0.2", 80, CurlOptions.ARTICLE);
        assertThat(result.exitCode()).isEqualTo(56);
        assertThat(result.message()).isEqualTo("Illegal or missing hexadecimal sequence in chunked-encoding");
    }

    @Test
    void a_process_that_stays_keeps_its_connection_until_the_server_tires_of_it() {
        NginxServer nginx = Wire.nginx(server);
        CurlRequest request =
                CurlRequest.of(Ipv4Address.parse("10.0.0.2"), 80, "/", CurlOptions.ARTICLE.withStayingOpen(true));
        CurlClient.start(client, request, result -> {});
        wire.runFor(60);
        assertThat(nginx.openConnections()).isEqualTo(1);
        wire.runFor(6);
        assertThat(nginx.openConnections()).isZero();
    }

    /** A server that does something once the request has arrived. */
    private void serve(int port, Consumer<TcpSocket> reaction) {
        server.tcp().listen(null, port, accepted -> new TcpSocketHandler() {
            @Override
            public void onConnected(TcpSocket socket) {}

            @Override
            public void onData(TcpSocket socket, byte[] data) {
                reaction.accept(socket);
            }

            @Override
            public void onPeerClosed(TcpSocket socket) {
                socket.close();
            }

            @Override
            public void onClosed(TcpSocket socket, TcpCloseReason why) {}
        });
    }

    private static void answer(TcpSocket socket, String text) {
        socket.send(octets(text));
        socket.close();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
