package io.sextant.cluster.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.topology.host.Host;
import io.sextant.topology.host.TcpSocket;
import io.sextant.topology.host.TcpSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers as nginx 1.22.1 gave them on a loopback interface with the same files, its version and the dates exchanged. */
class NginxServerTest {

    private static final String DATE = "Sun, 31 Oct 2021 14:19:17 GMT";

    private final Wire wire = new Wire();
    private final Host client = wire.host();
    private final Host server = wire.host();
    private final NginxServer nginx = Wire.nginx(server);

    private String raw(String... writes) {
        return wire.raw(client, 2, 80, writes).replaceAll("Date: [^\r]*", "Date: " + DATE);
    }

    private static String page(int status, String reason, String connection) {
        String title = status + " " + reason;
        String body = "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
                + "</h1></center>\r\n<hr><center>nginx/1.21.3</center>\r\n</body>\r\n</html>\r\n";
        return "HTTP/1.1 " + title + "\r\nServer: nginx/1.21.3\r\nDate: " + DATE
                + "\r\nContent-Type: text/html\r\nContent-Length: " + body.length() + "\r\nConnection: " + connection
                + "\r\n\r\n" + body + (connection.equals("close") ? "<FIN>" : "");
    }

    private static String found(String connection, boolean body) {
        return "HTTP/1.1 200 OK\r\nServer: nginx/1.21.3\r\nDate: " + DATE
                + "\r\nContent-Type: text/html\r\nContent-Length: 615\r\nLast-Modified: Tue, 07 Sep 2021 15:21:03 GMT\r\n"
                + "Connection: " + connection + "\r\nETag: \"6137835f-267\"\r\nAccept-Ranges: bytes\r\n\r\n"
                + (body ? WelcomePage.TEXT : "") + (connection.equals("close") ? "<FIN>" : "");
    }

    @Test
    void the_page_has_the_articles_length() {
        assertThat(WelcomePage.TEXT).hasSize(615).matches("[\\n -~]*");
        assertThat(WebFile.WELCOME.octets()).hasSize(615);
        assertThat(WebFile.WELCOME.entityTag()).isEqualTo("\"6137835f-267\"");
        assertThat(WebFile.WELCOME.lastModified()).isEqualTo("Tue, 07 Sep 2021 15:21:03 GMT");
    }

    @Test
    void the_date_follows_the_labs_clock() {
        wire.runFor(61.5);
        assertThat(wire.raw(client, 2, 80, "GET / HTTP/1.1\r\nHost: a\r\n\r\n"))
                .contains("Date: Sun, 31 Oct 2021 14:20:19 GMT\r\n");
    }

    @Test
    void get_and_head_differ_by_the_body_alone() {
        assertThat(raw("GET / HTTP/1.1\r\nHost: a\r\n\r\n")).isEqualTo(found("keep-alive", true));
        assertThat(raw("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")).isEqualTo(found("keep-alive", false));
        assertThat(raw("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .isEqualTo(found("close", true));
    }

    @Test
    void an_old_client_gets_the_page_and_the_end_of_the_connection() {
        assertThat(raw("GET / HTTP/1.0\r\n\r\n")).isEqualTo(found("close", true));
        assertThat(raw("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")).isEqualTo(found("keep-alive", true));
    }

    @Test
    void the_same_file_has_several_spellings() {
        for (String target : List.of("/index.html?q=1", "http://zz/", "/./", "//", "/x/..", "/%69ndex.html", "/?/..")) {
            assertThat(raw("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                    .as(target)
                    .isEqualTo(found("keep-alive", true));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /x HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 404 | Not Found | keep-alive",
                "GET /index.html/ HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 404 | Not Found | keep-alive",
                "POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 2\\r\\n\\r\\nab | 405 | Not Allowed | keep-alive",
                "POST /x HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 0\\r\\n\\r\\n | 404 | Not Found | keep-alive",
                "PUT /x HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 0\\r\\n\\r\\n | 405 | Not Allowed | keep-alive",
                "OPTIONS / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 405 | Not Allowed | keep-alive",
                "FOO / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 405 | Not Allowed | keep-alive",
                "TRACE / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 405 | Not Allowed | close",
                "get / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400 | Bad Request | close",
                "GET / HTTP/1.1\\r\\n\\r\\n | 400 | Bad Request | close",
                "GET / HTTP/1.1\\r\\nHost: a\\r\\nHost: a\\r\\n\\r\\n | 400 | Bad Request | close",
                "GET foo HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400 | Bad Request | close",
                "GET /%zz HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400 | Bad Request | close",
                "GET /../x HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400 | Bad Request | close",
                "GET / HTTP/1.1\\r\\nHost: a\\r\\nBad Header: x\\r\\n\\r\\n | 400 | Bad Request | close",
                "BLAH\\r\\n\\r\\n | 400 | Bad Request | close",
                "GET / HTTP/2.0\\r\\nHost: a\\r\\n\\r\\n | 505 | HTTP Version Not Supported | close",
                "POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\n | 501 | Not Implemented | close",
                "POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: -1\\r\\n\\r\\n | 400 | Bad Request | close"
            })
    void errors_have_nginxs_pages(String request, int status, String reason, String connection) {
        assertThat(raw(request.replace("\\r", "\r").replace("\\n", "\n"))).isEqualTo(page(status, reason, connection));
    }

    @Test
    void a_long_request_line_is_too_large() {
        assertThat(raw("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith(page(414, "Request-URI Too Large", "close").replace("<FIN>", ""));
    }

    @Test
    void an_unchanged_file_is_not_sent_again() {
        String unchanged = "HTTP/1.1 304 Not Modified\r\nServer: nginx/1.21.3\r\nDate: " + DATE
                + "\r\nLast-Modified: Tue, 07 Sep 2021 15:21:03 GMT\r\nConnection: keep-alive\r\n"
                + "ETag: \"6137835f-267\"\r\n\r\n";
        String get = "GET / HTTP/1.1\r\nHost: a\r\n";
        assertThat(raw(get + "If-Modified-Since: Tue, 07 Sep 2021 15:21:03 GMT\r\n\r\n"))
                .isEqualTo(unchanged);
        assertThat(raw(get + "If-None-Match: \"x\", \"6137835f-267\"\r\n\r\n")).isEqualTo(unchanged);
        assertThat(raw(get + "If-Modified-Since: Wed, 08 Sep 2021 15:21:03 GMT\r\n\r\n"))
                .as("a later date is another date")
                .isEqualTo(found("keep-alive", true));
        assertThat(raw(get + "If-None-Match: \"x\"\r\n\r\n")).isEqualTo(found("keep-alive", true));
    }

    @Test
    void requests_may_come_in_pieces_and_ahead_of_their_answers() {
        assertThat(raw("GET / HT", "TP/1.1\r\nHost: a\r", "\n\r\n")).isEqualTo(found("keep-alive", true));
        String get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        assertThat(raw(get + get + "GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .isEqualTo(found("keep-alive", true) + found("keep-alive", true) + page(404, "Not Found", "close"));
    }

    @Test
    void the_thousandth_request_is_the_last() {
        String all = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1_001);
        String answers = raw(all.substring(0, 14_000), all.substring(14_000));
        assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(1_001);
        assertThat(answers).contains("Connection: close\r\n");
        assertThat(answers.indexOf("Connection: close")).isGreaterThan(answers.lastIndexOf("Connection: keep-alive"));
    }

    @Test
    void silence_is_waited_for_a_minute_at_first_and_65_seconds_between_requests() {
        Wire.Recorder silent = new Wire.Recorder();
        Wire.Recorder slow = new Wire.Recorder();
        connect(silent);
        TcpSocket socket = connect(slow);
        wire.runFor(1);
        socket.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        wire.runFor(58.5);
        assertThat(silent.text).isEmpty();
        wire.runFor(1);
        assertThat(silent.text).hasToString("<FIN>");
        assertThat(slow.text.toString()).doesNotContain("<FIN>");
        wire.runFor(5);
        assertThat(slow.text.toString()).doesNotContain("<FIN>");
        wire.runFor(1);
        assertThat(slow.text.toString()).endsWith("<FIN>");
    }

    private TcpSocket connect(Wire.Recorder recorder) {
        return client.tcp().connect(Wire.address(2), 80, TcpSocketOptions.DEFAULT, recorder);
    }

    @Test
    void the_log_has_the_images_format() {
        raw("GET /x HTTP/1.1\r\nHost: a\r\nUser-Agent: a\"b\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n");
        raw("HEAD / HTTP/1.1\r\nHost: a\r\nReferer: http://r/\r\n\r\n");
        raw("BLAH\r\n\r\n");
        assertThat(nginx.log().lines())
                .containsExactly(
                        "10.0.0.1 - - [31/Oct/2021:14:19:17 +0000] \"GET /x HTTP/1.1\" 404 153 \"-\" \"a\\x22b\" \"1.2.3.4\"",
                        "10.0.0.1 - - [31/Oct/2021:14:19:20 +0000] \"HEAD / HTTP/1.1\" 200 0 \"http://r/\" \"-\" \"-\"",
                        "10.0.0.1 - - [31/Oct/2021:14:19:23 +0000] \"\" 400 157 \"-\" \"-\" \"-\"");
    }

    @Test
    void quitting_finishes_what_was_begun_and_exits() {
        Wire.Recorder idle = new Wire.Recorder();
        Wire.Recorder busy = new Wire.Recorder();
        List<Long> exits = new ArrayList<>();
        TcpSocket idleSocket = connect(idle);
        TcpSocket busySocket = connect(busy);
        wire.runFor(1);
        byte[] get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        idleSocket.send(get);
        wire.runFor(1);
        busySocket.send(get);
        wire.runFor(0.000_15);
        nginx.quit(() -> exits.add(wire.simulator.nanos()));
        assertThat(nginx.isRunning()).as("one request is still in work").isTrue();
        wire.runFor(1);
        assertThat(idle.text.toString()).endsWith("<FIN>");
        assertThat(busy.text.toString()).contains("200 OK", "Connection: close").endsWith("<FIN>");
        assertThat(exits).hasSize(1);
        assertThat(nginx.isRunning()).isFalse();
        assertThat(raw("GET / HTTP/1.0\r\n\r\n")).isEqualTo("<REFUSED>");
        nginx.quit(() -> exits.add(0L));
        assertThat(exits).hasSize(2);
    }

    @Test
    void a_killed_server_can_be_started_again_on_its_port() {
        raw("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        nginx.kill();
        assertThat(nginx.isRunning()).isFalse();
        Wire.nginx(server);
        assertThat(raw("GET / HTTP/1.1\r\nHost: a\r\n\r\n")).isEqualTo(found("keep-alive", true));
    }
}
