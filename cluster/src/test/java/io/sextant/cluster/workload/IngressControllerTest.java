package io.sextant.cluster.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.cluster.LabEpoch;
import io.sextant.cluster.kubernetes.ApiStore;
import io.sextant.cluster.kubernetes.Delay;
import io.sextant.cluster.kubernetes.Endpoints;
import io.sextant.cluster.kubernetes.Ingress;
import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.cluster.kubernetes.PathKind;
import io.sextant.cluster.kubernetes.Service;
import io.sextant.cluster.kubernetes.ServicePort;
import io.sextant.cluster.kubernetes.ServiceType;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.TcpCloseReason;
import io.sextant.topology.host.TcpSocket;
import io.sextant.topology.host.TcpSocketHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Client h1, controller h2, pods h3 and h4. */
class IngressControllerTest {

    private static final ObjectName WEB1 = ObjectName.inDefault("web1");

    private final Wire wire = new Wire();
    private final Host client = wire.host();
    private final Host proxy = wire.host();
    private final Host pod3 = wire.host();
    private final Host pod4 = wire.host();
    private final List<Upstreams.Endpoint> endpoints = new ArrayList<>();
    private IngressController ingress = start(IngressProfile.INGRESS_NGINX);

    private IngressController start(IngressProfile profile) {
        IngressController started = IngressController.start(
                proxy,
                80,
                profile,
                LabEpoch.ARTICLE,
                (service, port) -> service.equals(WEB1) && port == 80 ? List.copyOf(endpoints) : List.of());
        started.setRules(List.of(rule("web.lab.test", "/", PathKind.PREFIX, null, null)));
        return started;
    }

    private void restart(IngressProfile profile) {
        ingress.kill();
        ingress = start(profile);
    }

    private static Ingress.Rule rule(
            String host, String path, PathKind kind, @Nullable String rewrite, Ingress.@Nullable RateLimit limit) {
        return new Ingress.Rule(host, path, kind, rewrite, WEB1, 80, limit);
    }

    private void endpoint(int host) {
        endpoints.add(new Upstreams.Endpoint(Wire.address(host), 80));
    }

    private CurlResult curl(String path) {
        CurlOptions options = CurlOptions.ARTICLE.withHost("web.lab.test");
        return wire.curl(client, CurlRequest.of(Wire.address(2), 80, path, options));
    }

    /** The log with its random request ids blanked. */
    private List<String> log() {
        return ingress.log().lines().stream()
                .map(line -> Pattern.compile("[0-9a-f]{32}$").matcher(line).replaceFirst("ID"))
                .toList();
    }

    @Test
    void passes_the_page_on_with_the_headers_in_a_proxys_order() {
        endpoint(3);
        Wire.nginx(pod3);
        CurlResult result = curl("/");
        assertThat(result.stderr()).endsWith("""
                > GET / HTTP/1.1
                > Host: web.lab.test
                > User-Agent: curl/7.61.1
                > Accept: */*
                >\s
                < HTTP/1.1 200 OK
                < Date: Sun, 31 Oct 2021 14:19:17 GMT
                < Content-Type: text/html
                < Content-Length: 615
                < Connection: keep-alive
                < Last-Modified: Tue, 07 Sep 2021 15:21:03 GMT
                < ETag: "6137835f-267"
                < Accept-Ranges: bytes
                <\s
                { [615 bytes data]
                * Connection #0 to host 10.0.0.2 left intact
                """);
    }

    @Test
    void tells_the_pod_who_asked_and_for_what() {
        endpoint(3);
        List<String> heard = serve(pod3, socket -> answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        wire.raw(
                client,
                2,
                80,
                "POST /a?b HTTP/1.1\r\nHost: web.lab.test:80\r\nX-Forwarded-For: 6.6.6.6\r\nX-Real-IP: 6.6.6.6\r\n"
                        + "Connection: keep-alive\r\nX-Request-ID: abc\r\nContent-Length: 3\r\nX-Mine: 1\r\n\r\nxyz");
        assertThat(String.join("", heard).replace("\r", "")).isEqualTo("""
                POST /a?b HTTP/1.1
                Host: web.lab.test:80
                X-Request-ID: abc
                X-Real-IP: 10.0.0.1
                X-Forwarded-For: 10.0.0.1
                X-Forwarded-Host: web.lab.test:80
                X-Forwarded-Port: 80
                X-Forwarded-Proto: http
                X-Forwarded-Scheme: http
                X-Scheme: http
                X-Original-Forwarded-For: 6.6.6.6
                Content-Length: 3
                X-Mine: 1

                xyz""");
    }

    @Test
    void the_pods_log_names_the_client_behind_the_proxy() {
        endpoint(3);
        NginxServer nginx = Wire.nginx(pod3);
        curl("/");
        assertThat(nginx.log().lines())
                .containsExactly(
                        "10.0.0.2 - - [31/Oct/2021:14:19:17 +0000] \"GET / HTTP/1.1\" 200 615 \"-\" \"curl/7.61.1\" \"10.0.0.1\"");
        assertThat(log())
                .containsExactly(
                        "10.0.0.1 - - [31/Oct/2021:14:19:17 +0000] \"GET / HTTP/1.1\" 200 615 \"-\" \"curl/7.61.1\""
                                + " 76 0.000 [default-web1-80] [] 10.0.0.3:80 615 0.000 200 ID");
    }

    @Test
    void pods_take_turns_and_their_connections_are_used_again() {
        endpoint(3);
        endpoint(4);
        NginxServer nginx3 = Wire.nginx(pod3);
        NginxServer nginx4 = Wire.nginx(pod4);
        for (int i = 0; i < 6; i++) {
            assertThat(curl("/").status()).isEqualTo(200);
        }
        assertThat(nginx3.log().written()).isEqualTo(3);
        assertThat(nginx4.log().written()).isEqualTo(3);
        assertThat(nginx3.acceptedConnections()).isEqualTo(1);
        assertThat(ingress.idleUpstreamConnections()).isEqualTo(2);
        wire.runFor(61);
        assertThat(ingress.idleUpstreamConnections())
                .as("after upstream-keepalive-timeout")
                .isZero();
        assertThat(nginx3.openConnections()).isZero();
    }

    @Test
    void a_profile_can_open_a_connection_for_each_request() {
        restart(IngressProfile.INGRESS_NGINX.withIdleConnections(0));
        endpoint(3);
        NginxServer nginx = Wire.nginx(pod3);
        curl("/");
        assertThat(curl("/").status()).isEqualTo(200);
        assertThat(nginx.acceptedConnections()).isEqualTo(2);
        assertThat(nginx.openConnections()).isZero();
    }

    @Test
    void the_first_rule_that_matches_wins_and_rewrites() {
        ingress.setRules(List.of(
                rule("web.lab.test", "/shop(/|$)(.*)", PathKind.REGEX, "/$2", null),
                rule("", "/static", PathKind.PREFIX, null, null)));
        endpoint(3);
        NginxServer nginx = Wire.nginx(pod3);
        assertThat(curl("/shop/index.html?a=1").status()).isEqualTo(200);
        assertThat(nginx.log().lines()).last().asString().contains("\"GET /index.html?a=1 HTTP/1.1\" 200");
        assertThat(curl("/static/x").status()).as("the pod's own 404").isEqualTo(404);
        assertThat(nginx.log().written()).isEqualTo(2);
    }

    @Test
    void no_rule_is_the_default_backends_404() {
        CurlResult result = wire.curl(client, "10.0.0.2", 80, CurlOptions.ARTICLE.withDiscardedBody(false));
        assertThat(result.status()).isEqualTo(404);
        assertThat(result.bodyOctets()).as("as ingress-nginx's").isEqualTo(146);
        assertThat(result.stdout()).contains("<center>nginx</center>");
        assertThat(log()).last().asString().contains(" 404 146 ").endsWith("[upstream-default-backend] [] - - - - ID");
    }

    @Test
    void no_endpoint_is_503() {
        assertThat(curl("/").status()).isEqualTo(503);
        assertThat(log()).last().asString().contains("\" 503 190 ").endsWith("[default-web1-80] [] - - - - ID");
    }

    @Test
    void a_pod_that_refuses_is_passed_over() {
        endpoint(3);
        endpoint(4);
        Wire.nginx(pod4);
        CurlResult result = curl("/");
        assertThat(result.status()).isEqualTo(200);
        assertThat(log())
                .last()
                .asString()
                .contains("[default-web1-80] [] 10.0.0.3:80, 10.0.0.4:80 0, 615 0.000, 0.000 502, 200 ID");
    }

    @Test
    void all_pods_refusing_is_502() {
        endpoint(3);
        CurlResult result = curl("/");
        assertThat(result.status()).isEqualTo(502);
        assertThat(result.stderr()).contains("< HTTP/1.1 502 Bad Gateway\n", "< Content-Length: 150\n");
        assertThat(log()).last().asString().contains("10.0.0.3:80 0 0.000 502 ID");
    }

    @Test
    void a_pod_that_resets_is_502_and_a_post_is_not_sent_twice() {
        endpoint(3);
        endpoint(4);
        List<String> heard3 = serve(pod3, TcpSocket::abort);
        List<String> heard4 = serve(pod4, TcpSocket::abort);
        assertThat(curl("/").status()).isEqualTo(502);
        assertThat(heard3).hasSize(1);
        assertThat(heard4).hasSize(1);
        String answer = wire.raw(client, 2, 80, "POST / HTTP/1.1\r\nHost: web.lab.test\r\nContent-Length: 0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 502 Bad Gateway\r\n");
        assertThat(heard3.size() + heard4.size()).isEqualTo(3);
    }

    @Test
    void a_kept_connection_that_the_pod_has_closed_costs_no_try() {
        endpoint(3);
        NginxServer nginx = Wire.nginx(pod3);
        curl("/");
        pod3.powerOff();
        pod3.powerOn();
        assertThat(nginx.isRunning()).isTrue();
        Wire.nginx(pod3);
        assertThat(curl("/").status())
                .as("RST on the old connection, then a new one")
                .isEqualTo(200);
    }

    @Test
    void silence_is_504_after_the_read_timeout() {
        endpoint(3);
        serve(pod3, socket -> {});
        CurlResult result = curl("/");
        assertThat(result.status()).isEqualTo(504);
        assertThat(result.totalNanos()).isBetween(60 * Wire.SECOND, 61 * Wire.SECOND);
        assertThat(log()).last().asString().contains("\" 504 160 ").contains(" 60.000 504 ID");
    }

    @Test
    void a_pod_that_is_gone_is_504_after_the_connect_timeout_of_each_try() {
        wire.defaultRoute(proxy, 4);
        endpoints.add(new Upstreams.Endpoint(Ipv4Address.parse("10.9.9.9"), 80));
        CurlResult result = curl("/");
        assertThat(result.status()).isEqualTo(504);
        assertThat(result.totalNanos()).isBetween(5 * Wire.SECOND, 6 * Wire.SECOND);
    }

    @Test
    void above_the_limit_the_rules_status_is_answered() {
        Ingress.Rule limited = rule("", "/", PathKind.PREFIX, null, new Ingress.RateLimit(1, 5, 429));
        ingress.setRules(List.of(limited));
        endpoint(3);
        Wire.nginx(pod3);
        String get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
        assertThat(statuses(wire.raw(client, 2, 80, get.repeat(9))))
                .containsExactly(200, 200, 200, 200, 200, 200, 429, 429, 429);
        ingress.setRules(List.of(rule("x", "/", PathKind.PREFIX, null, null), limited));
        assertThat(statuses(wire.raw(client, 2, 80, get.repeat(9))))
                .as("the bucket outlives a change of rules, and has leaked for three seconds")
                .containsExactly(200, 200, 200, 429, 429, 429, 429, 429, 429);
        assertThat(statuses(wire.raw(pod4, 2, 80, get))).as("another address").containsExactly(200);
    }

    private static List<Integer> statuses(String answers) {
        List<Integer> statuses = new ArrayList<>();
        Matcher matcher = Pattern.compile("HTTP/1\\.1 (\\d{3})").matcher(answers);
        while (matcher.find()) {
            statuses.add(Integer.parseInt(matcher.group(1)));
        }
        return statuses;
    }

    @Test
    void a_body_of_unknown_length_goes_on_in_chunks() {
        endpoint(3);
        serve(pod3, socket -> answer(socket, "HTTP/1.1 200 OK\r\n\r\nhello"));
        String answer = wire.raw(client, 2, 80, "GET / HTTP/1.1\r\nHost: web.lab.test\r\n\r\n");
        assertThat(answer)
                .endsWith("\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
        String old = wire.raw(client, 2, 80, "GET / HTTP/1.0\r\nHost: web.lab.test\r\n\r\n");
        assertThat(old).endsWith("\r\nConnection: close\r\n\r\nhello<FIN>");
    }

    @Test
    void half_an_answer_ends_the_clients_connection() {
        endpoint(3);
        serve(pod3, socket -> answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"));
        CurlResult result = curl("/");
        assertThat(result.message()).isEqualTo("transfer closed with 7 bytes remaining to read");
    }

    @Test
    void a_client_that_leaves_is_logged_as_499() {
        endpoint(3);
        serve(pod3, socket -> {});
        CurlOptions options = CurlOptions.ARTICLE.withHost("web.lab.test").withMaxTime(Wire.SECOND);
        wire.curl(client, CurlRequest.of(Wire.address(2), 80, "/", options));
        wire.runFor(1);
        assertThat(log()).singleElement().asString().contains("\" 499 0 ");
    }

    @Test
    void broken_requests_are_refused_here() {
        assertThat(wire.raw(client, 2, 80, "GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 Bad Request\r\nDate: ");
        assertThat(wire.raw(client, 2, 80, "BLAH\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .endsWith("<FIN>");
        assertThat(wire.raw(client, 2, 80, "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ");
    }

    @Test
    void rules_that_cannot_be_compiled_leave_the_old_ones() {
        endpoint(3);
        Wire.nginx(pod3);
        assertThatThrownBy(() -> ingress.setRules(List.of(rule("", "/(", PathKind.REGEX, null, null))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(curl("/").status()).isEqualTo(200);
    }

    @Test
    void quitting_closes_the_connections_to_pods() {
        endpoint(3);
        NginxServer nginx = Wire.nginx(pod3);
        curl("/");
        List<Boolean> exits = new ArrayList<>();
        ingress.quit(() -> exits.add(true));
        wire.runFor(1);
        assertThat(exits).hasSize(1);
        assertThat(nginx.openConnections()).isZero();
        assertThat(ingress.isRunning()).isFalse();
    }

    @Test
    void follows_the_clusters_rules_and_endpoints() {
        ApiStore store = new ApiStore(new Delay(wire.simulator), 0);
        ingress.kill();
        ingress = IngressController.start(proxy, 80, IngressProfile.INGRESS_NGINX, LabEpoch.ARTICLE, store);
        Wire.nginx(pod3);
        assertThat(curl("/").status()).as("no rule").isEqualTo(404);
        Ingress.Rule rule = rule("web.lab.test", "/", PathKind.PREFIX, null, null);
        store.ingresses().put(new Ingress(ObjectName.inDefault("i"), List.of(rule), 0));
        assertThat(curl("/").status()).as("no service").isEqualTo(503);
        store.services().put(Service.of(WEB1, ServiceType.CLUSTER_IP, Map.of(), List.of(ServicePort.tcp(80, 80))));
        store.endpoints().put(endpoints(List.of()));
        assertThat(curl("/").status()).as("no endpoint").isEqualTo(503);
        store.endpoints().put(endpoints(List.of(new Endpoints.Address(Wire.address(3), "n1", WEB1))));
        assertThat(curl("/").status()).isEqualTo(200);
        store.ingresses().remove(ObjectName.inDefault("i"));
        assertThat(curl("/").status()).as("no rule again").isEqualTo(404);
    }

    private static Endpoints endpoints(List<Endpoints.Address> ready) {
        return new Endpoints(WEB1, ready, List.of(), List.of(80), 0);
    }

    private static void answer(TcpSocket socket, String text) {
        socket.send(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.close();
    }

    /** A pod that does something with each piece that arrives; gives what arrived. */
    private static List<String> serve(Host pod, Consumer<TcpSocket> reaction) {
        List<String> heard = new ArrayList<>();
        pod.tcp().listen(null, 80, accepted -> new TcpSocketHandler() {
            @Override
            public void onConnected(TcpSocket socket) {}

            @Override
            public void onData(TcpSocket socket, byte[] data) {
                heard.add(new String(data, StandardCharsets.ISO_8859_1));
                reaction.accept(socket);
            }

            @Override
            public void onPeerClosed(TcpSocket socket) {
                socket.close();
            }

            @Override
            public void onClosed(TcpSocket socket, TcpCloseReason why) {}
        });
        return heard;
    }
}
