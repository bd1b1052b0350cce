package io.sextant.cluster.workload;

import io.sextant.cluster.LabEpoch;
import io.sextant.protocol.http.HttpHeaders;
import io.sextant.protocol.http.HttpProblem;
import io.sextant.protocol.http.HttpRequest;
import io.sextant.protocol.http.HttpResponse;
import io.sextant.protocol.http.HttpVersion;
import io.sextant.topology.host.Host;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * nginx 1.21.3 serving files, as its image does: the article's web1. Head and file are two writes and so two segments
 * (nginx has no {@code tcp_nopush} by default).
 *
 * <p>Departs from nginx: a range is answered with the whole file, which RFC 9110 §14.2 allows; HTTP/0.9 and a header line
 * without a colon get 400, where nginx answers; what was no request line is not in the log.
 */
public final class NginxServer implements Workload {

    private static final String SIGNATURE = "nginx/1.21.3";

    private final HttpServer server;
    private final Calendar calendar;
    private final Map<String, WebFile> files;
    private final AccessLog log = new AccessLog();

    NginxServer(Sockets sockets, int port, LabEpoch epoch, Map<String, WebFile> files) {
        this.calendar = new Calendar(epoch, sockets.scheduler());
        this.files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        this.server = new HttpServer(sockets, port, ServerSettings.NGINX, new Handler());
    }

    /** Starts it with the welcome page at {@code /} and {@code /index.html}. */
    public static NginxServer start(Host host, int port, LabEpoch epoch) {
        return start(host, port, epoch, welcome());
    }

    /**
     * Starts it.
     *
     * @param files by path; a path that ends in a slash is a folder's index
     */
    public static NginxServer start(Host host, int port, LabEpoch epoch, Map<String, WebFile> files) {
        return new NginxServer(Sockets.of(host), port, epoch, files);
    }

    static Map<String, WebFile> welcome() {
        Map<String, WebFile> files = new LinkedHashMap<>();
        files.put("/", WebFile.WELCOME);
        files.put("/index.html", WebFile.WELCOME);
        return files;
    }

    @Override
    public void kill() {
        server.kill();
    }

    /** SIGQUIT, the image's stop signal. */
    @Override
    public void quit(Runnable exited) {
        server.quit(exited);
    }

    @Override
    public boolean isRunning() {
        return server.isRunning();
    }

    /**
     * The access log in the image's format {@code main}: combined, and X-Forwarded-For in quotation marks behind it.
     */
    @Override
    public AccessLog log() {
        return log;
    }

    /** Connections open now. */
    public int openConnections() {
        return server.open();
    }

    /** Connections accepted since the start. */
    public long acceptedConnections() {
        return server.accepted();
    }

    private final class Handler implements RequestHandler {

        @Override
        public void onRequest(ServerConnection connection, HttpRequest request, byte[] body) {
            if (!RequestCheck.isAcceptable(request) || RequestCheck.isNeverServed(request)) {
                fail(connection, request, RequestCheck.isAcceptable(request) ? 405 : 400, false);
                return;
            }
            String target = UriPath.pathAndQuery(request.target());
            String path = target == null ? null : UriPath.normalize(target);
            if (path == null || !path.startsWith("/")) {
                fail(connection, request, 400, false);
                return;
            }
            boolean persist = connection.mayPersist(request);
            WebFile file = files.get(path);
            boolean known = isGetOrHead(request) || request.method().equals("POST");
            if (!known) {
                fail(connection, request, 405, persist);
            } else if (file == null) {
                fail(connection, request, 404, persist);
            } else if (!isGetOrHead(request)) {
                fail(connection, request, 405, persist);
            } else if (isUnchanged(request, file)) {
                answerUnchanged(connection, request, file, persist);
            } else {
                answer(connection, request, file, persist);
            }
        }

        @Override
        public void onProblem(ServerConnection connection, HttpProblem problem) {
            fail(connection, null, problem.kind().status(), false);
        }

        @Override
        public void onClientGone(ServerConnection connection) {
            connection.close();
        }
    }

    private static boolean isGetOrHead(HttpRequest request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    /** {@code if_modified_since exact}, nginx's default: the very date, not a later one; and a matching ETag. */
    private static boolean isUnchanged(HttpRequest request, WebFile file) {
        String since = request.headers().value("If-Modified-Since");
        String tag = request.headers().value("If-None-Match");
        if (since == null && tag == null) {
            return false;
        }
        boolean sameTime = since == null || since.equals(file.lastModified());
        boolean sameTag = tag == null
                || tag.equals("*")
                || request.headers().hasToken("If-None-Match", file.entityTag())
                || request.headers().hasToken("If-None-Match", "W/" + file.entityTag());
        return sameTime && sameTag;
    }

    private void answer(ServerConnection connection, HttpRequest request, WebFile file, boolean persist) {
        HttpHeaders headers = HttpHeaders.of(
                "Server", SIGNATURE,
                "Date", calendar.httpDate(),
                "Content-Type", file.contentType(),
                "Content-Length", Integer.toString(file.octets().length),
                "Last-Modified", file.lastModified(),
                "Connection", persist ? "keep-alive" : "close",
                "ETag", file.entityTag(),
                "Accept-Ranges", "bytes");
        send(connection, request, 200, headers, file.octets(), persist);
    }

    private void answerUnchanged(ServerConnection connection, HttpRequest request, WebFile file, boolean persist) {
        HttpHeaders headers = HttpHeaders.of(
                "Server", SIGNATURE,
                "Date", calendar.httpDate(),
                "Last-Modified", file.lastModified(),
                "Connection", persist ? "keep-alive" : "close",
                "ETag", file.entityTag());
        send(connection, request, 304, headers, new byte[0], persist);
    }

    private void fail(ServerConnection connection, @Nullable HttpRequest request, int status, boolean persist) {
        byte[] page = NginxPages.error(status, SIGNATURE);
        List<String> headers = new ArrayList<>(List.of(
                "Server",
                SIGNATURE,
                "Date",
                calendar.httpDate(),
                "Content-Type",
                "text/html",
                "Content-Length",
                Integer.toString(page.length),
                "Connection",
                persist ? "keep-alive" : "close"));
        send(connection, request, status, HttpHeaders.of(headers.toArray(new String[0])), page, persist);
    }

    private void send(
            ServerConnection connection,
            @Nullable HttpRequest request,
            int status,
            HttpHeaders headers,
            byte[] content,
            boolean persist) {
        boolean bodiless = request != null && request.method().equals("HEAD");
        byte[] body = bodiless ? new byte[0] : content;
        connection.send(new HttpResponse(HttpVersion.HTTP_1_1, status, NginxPages.reason(status), headers).toBytes());
        if (body.length > 0) {
            connection.send(body);
        }
        LogLine line = new LogLine(connection.remoteAddress(), calendar.unixSeconds(), request, status, body.length);
        log.add(line::main);
        connection.finish(persist);
    }
}
