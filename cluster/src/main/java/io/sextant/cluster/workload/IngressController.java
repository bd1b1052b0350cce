package io.sextant.cluster.workload;

import io.sextant.cluster.LabEpoch;
import io.sextant.cluster.kubernetes.ApiStore;
import io.sextant.cluster.kubernetes.Ingress;
import io.sextant.protocol.http.HttpHeaders;
import io.sextant.protocol.http.HttpProblem;
import io.sextant.protocol.http.HttpRequest;
import io.sextant.protocol.http.HttpResponse;
import io.sextant.protocol.http.HttpVersion;
import io.sextant.topology.host.Host;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An ingress controller in the manner of ingress-nginx: routes by host and path, rewrites, limits, and speaks to pods
 * directly, by round robin over the ready endpoints of a rule's service. No rule: 404. No endpoint: 503. No answer: 502,
 * or 504 after the profile's waits. Above the limit: the rule's status.
 */
public final class IngressController implements Workload {

    private final HttpServer server;
    private final Sockets sockets;
    private final int port;
    private final IngressProfile profile;
    private final Upstreams upstreams;
    private final UpstreamPool pool;
    private final Calendar calendar;
    private final RandomGenerator requestIds;
    private final AccessLog log = new AccessLog();
    private final Map<ServerConnection, ProxyExchange> exchanges = new LinkedHashMap<>();
    private Map<Ingress.Rule, IngressRoute> routes = new LinkedHashMap<>();

    IngressController(Sockets sockets, int port, IngressProfile profile, LabEpoch epoch, Upstreams upstreams) {
        this.sockets = sockets;
        this.port = port;
        this.profile = profile;
        this.upstreams = upstreams;
        this.pool = new UpstreamPool(sockets, profile);
        this.calendar = new Calendar(epoch, sockets.scheduler());
        this.requestIds = sockets.random("ingress " + sockets.name());
        this.server = new HttpServer(sockets, port, ServerSettings.INGRESS, new Handler());
    }

    /** Starts it without any rule. */
    public static IngressController start(
            Host host, int port, IngressProfile profile, LabEpoch epoch, Upstreams upstreams) {
        return new IngressController(Sockets.of(host), port, profile, epoch, upstreams);
    }

    /** Starts it with the rules of a cluster's ingresses and the endpoints of its services, and follows both. */
    public static IngressController start(
            Host host, int port, IngressProfile profile, LabEpoch epoch, ApiStore cluster) {
        return start(Sockets.of(host), port, profile, epoch, cluster);
    }

    static IngressController start(
            Sockets sockets, int port, IngressProfile profile, LabEpoch epoch, ApiStore cluster) {
        ClusterView view = new ClusterView(cluster);
        IngressController controller = new IngressController(sockets, port, profile, epoch, view);
        controller.setRules(view.rules());
        // The view watches too and was there first, so it knows what the controller is told.
        cluster.ingresses().watch((before, after) -> controller.setRules(view.rules()));
        return controller;
    }

    /**
     * Takes over these rules; the first that matches wins. A rule that stays keeps its limits' state.
     *
     * @throws IllegalArgumentException if a path is no regular expression; the old rules stay
     */
    public void setRules(List<Ingress.Rule> rules) {
        Map<Ingress.Rule, IngressRoute> next = new LinkedHashMap<>();
        for (Ingress.Rule rule : rules) {
            IngressRoute known = routes.get(rule);
            next.putIfAbsent(rule, known == null ? new IngressRoute(rule) : known);
        }
        routes = next;
    }

    @Override
    public void kill() {
        server.kill();
        pool.closeAll();
    }

    @Override
    public void quit(Runnable exited) {
        server.quit(() -> {
            pool.closeAll();
            exited.run();
        });
    }

    @Override
    public boolean isRunning() {
        return server.isRunning();
    }

    /** The access log in ingress-nginx's format {@code upstreaminfo}. */
    @Override
    public AccessLog log() {
        return log;
    }

    /** Connections to pods kept open between requests. */
    public int idleUpstreamConnections() {
        return pool.idle();
    }

    IngressProfile profile() {
        return profile;
    }

    UpstreamPool pool() {
        return pool;
    }

    long nanos() {
        return sockets.scheduler().nanos();
    }

    String httpDate() {
        return calendar.httpDate();
    }

    /** Answers with a page of its own. */
    void fail(ServerConnection client, IngressRequest request, int status, List<IngressLine.Try> tries) {
        boolean persist =
                client.mayPersist(request.head()) && status != 400 && !RequestCheck.isNeverServed(request.head());
        int sent = sendPage(client, request.head().method().equals("HEAD"), status, persist);
        log(request, status, sent, tries);
        client.finish(persist);
    }

    void log(IngressRequest request, int status, long bodyOctets, List<IngressLine.Try> tries) {
        LogLine line = new LogLine(request.client(), calendar.unixSeconds(), request.head(), status, bodyOctets);
        IngressLine whole = new IngressLine(
                line,
                request.octets(),
                nanos() - request.begunNanos(),
                request.upstreamName(),
                tries,
                request.requestId());
        log.add(whole::upstreamInfo);
    }

    /** Sends head and page and gives the page's length. */
    private int sendPage(ServerConnection client, boolean headOnly, int status, boolean persist) {
        byte[] page = NginxPages.error(status, profile.signature());
        HttpHeaders headers = HttpHeaders.of(
                "Date",
                calendar.httpDate(),
                "Content-Type",
                "text/html",
                "Content-Length",
                Integer.toString(page.length),
                "Connection",
                persist ? "keep-alive" : "close");
        client.send(new HttpResponse(HttpVersion.HTTP_1_1, status, NginxPages.reason(status), headers).toBytes());
        if (!headOnly) {
            client.send(page);
        }
        return headOnly ? 0 : page.length;
    }

    private String requestId(HttpRequest head) {
        String given = head.headers().value("X-Request-ID");
        return given != null ? given : hex(requestIds.nextLong()) + hex(requestIds.nextLong());
    }

    private static String hex(long bits) {
        String digits = Long.toHexString(bits);
        return "0".repeat(16 - digits.length()) + digits;
    }

    private @Nullable IngressRoute route(String host, String path) {
        for (IngressRoute route : routes.values()) {
            if (route.matches(host, path)) {
                return route;
            }
        }
        return null;
    }

    /** The Host header without its port. */
    private static String hostOf(HttpRequest request) {
        String value = request.headers().value("Host");
        if (value == null) {
            return "";
        }
        int colon = value.lastIndexOf(':');
        return colon < 0 || value.endsWith("]") ? value : value.substring(0, colon);
    }

    private final class Handler implements RequestHandler {

        @Override
        public void onRequest(ServerConnection client, HttpRequest head, byte[] body) {
            String whole = UriPath.pathAndQuery(head.target());
            String path = whole == null ? null : UriPath.normalize(whole);
            if (whole == null || path == null || !path.startsWith("/") || !RequestCheck.isAcceptable(head)) {
                fail(client, request(client, head, body, null, "/", "/"), 400, List.of());
                return;
            }
            if (RequestCheck.isNeverServed(head)) {
                fail(client, request(client, head, body, null, path, whole), 405, List.of());
                return;
            }
            IngressRoute route = route(hostOf(head), path);
            IngressRequest request = request(client, head, body, route, path, whole);
            if (route == null) {
                fail(client, request, 404, List.of());
            } else if (isAboveLimit(route, client)) {
                fail(client, request, route.limitStatus(), List.of());
            } else {
                forward(client, request, route);
            }
        }

        @Override
        public void onProblem(ServerConnection client, HttpProblem problem) {
            int status = problem.kind().status();
            int sent = sendPage(client, false, status, false);
            LogLine line = new LogLine(client.remoteAddress(), calendar.unixSeconds(), null, status, sent);
            log.add(line::combined);
            client.finish(false);
        }

        @Override
        public void onClientGone(ServerConnection client) {
            ProxyExchange exchange = exchanges.remove(client);
            if (exchange != null) {
                exchange.cancel();
            }
        }
    }

    private IngressRequest request(
            ServerConnection client,
            HttpRequest head,
            byte[] body,
            @Nullable IngressRoute route,
            String path,
            String whole) {
        return new IngressRequest(
                head,
                body,
                client.remoteAddress(),
                port,
                route == null ? whole : route.target(path, whole),
                route == null ? "upstream-default-backend" : route.upstreamName(),
                requestId(head),
                nanos());
    }

    private boolean isAboveLimit(IngressRoute route, ServerConnection client) {
        RequestLimiter limiter = route.limiter();
        return limiter != null && !limiter.admits(client.remoteAddress(), nanos());
    }

    private void forward(ServerConnection client, IngressRequest request, IngressRoute route) {
        List<Upstreams.Endpoint> endpoints = upstreams.endpoints(route.service(), route.servicePort());
        if (endpoints.isEmpty()) {
            fail(client, request, 503, List.of());
            return;
        }
        ProxyExchange exchange = new ProxyExchange(this, client, request, endpoints, route.turn(endpoints.size()));
        exchanges.put(client, exchange);
        exchange.start();
    }

    /** An exchange is over. */
    void ended(ServerConnection client) {
        exchanges.remove(client);
    }
}
