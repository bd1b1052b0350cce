package io.sextant.lab.console.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.cluster.LabEpoch;
import io.sextant.cluster.workload.NginxServer;
import io.sextant.lab.console.TestMachine;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.lab.console.command.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CurlCommandTest {

    private final TestMachine client = TestMachine.of("client1", Role.HOST);
    private final TestMachine server = client.beside("web", Role.HOST);

    @BeforeEach
    void a_client_and_a_web_server() {
        client.nic("eth0", "10.0.0.1/24");
        server.nic("eth0", "10.0.0.2/24");
        client.cable("eth0", server, "eth0");
        NginxServer.start(server.host, 80, LabEpoch.ARTICLE);
    }

    @Test
    void the_article_s_call_prints_the_article_s_lines() {
        Printed printed = client.run("curl -s -v http://10.0.0.2/ -o /dev/null", 5);
        assertThat(printed.status()).isZero();
        assertThat(printed.text()).isEqualTo("""
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
    }

    @Test
    void the_page_itself_is_printed_without_o() {
        assertThat(client.run("curl -s http://10.0.0.2", 5).text())
                .startsWith("<!DOCTYPE html>")
                .hasSize(615);
    }

    @Test
    void host_path_and_headers_reach_the_server() {
        Printed printed =
                client.run("curl -sv -H 'Host: shop.example' -H 'X-A: b' 10.0.0.2:80/nope?x=1 -o/dev/null", 5);
        assertThat(printed.text())
                .contains("> GET /nope?x=1 HTTP/1.1\n> Host: shop.example\n")
                .contains("> X-A: b\n")
                .contains("< HTTP/1.1 404 Not Found\n");
    }

    @Test
    void a_closed_port_refuses() {
        Printed printed = client.run("curl http://10.0.0.2:81/", 5);
        assertThat(printed.status()).isEqualTo(7);
        assertThat(printed.text()).contains("curl: (7) Failed to connect to 10.0.0.2 port 81: Connection refused\n");
    }

    @Test
    void patience_has_an_end() {
        server.host.powerOff();
        assertThat(client.run("curl -s -m 2.5 http://10.0.0.2/", 5).status()).isEqualTo(28);
        assertThat(client.run("curl -s http://10.0.0.2/", 0.5)).isEqualTo(new Printed("", 130));
    }

    @ParameterizedTest
    @CsvSource({
        "curl, 2",
        "curl -X POST http://10.0.0.2/, 2",
        "curl -o file http://10.0.0.2/, 2",
        "curl -m x http://10.0.0.2/, 2",
        "curl https://10.0.0.2/, 1",
        "curl http://10.0.0.2:99999/, 3",
        "curl http://web.example/, 6"
    })
    void what_it_cannot_do_it_says(String line, int status) {
        Printed printed = client.run(line);
        assertThat(printed.status()).isEqualTo(status);
        assertThat(printed.text()).startsWith("curl: ").endsWith("\n");
    }
}
