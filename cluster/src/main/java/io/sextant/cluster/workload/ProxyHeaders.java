package io.sextant.cluster.workload;

import io.sextant.protocol.http.HttpHeader;
import io.sextant.protocol.http.HttpHeaders;
import io.sextant.protocol.http.HttpRequest;
import io.sextant.protocol.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The headers ingress-nginx sets on the way to a pod and on the way back, in its template's order. It believes no
 * {@code X-Forwarded-For} it is given ({@code use-forwarded-headers: false}) and passes it on as
 * {@code X-Original-Forwarded-For}.
 */
final class ProxyHeaders {

    /** Not passed on to the pod: set here, or about the client's connection alone (RFC 9110 §7.6.1). */
    private static final List<String> NOT_SENT_ON = List.of(
            "host",
            "x-request-id",
            "x-real-ip",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-proto",
            "x-forwarded-scheme",
            "x-scheme",
            "x-original-forwarded-for",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "proxy");

    /** Not passed back to the client as they are ({@code proxy_hide_header}'s defaults, and what nginx writes itself). */
    private static final List<String> NOT_SENT_BACK = List.of(
            "date",
            "server",
            "content-type",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "x-pad",
            "x-accel-redirect",
            "x-accel-expires",
            "x-accel-limit-rate",
            "x-accel-buffering",
            "x-accel-charset");

    private ProxyHeaders() {}

    /** For the pod. */
    static HttpHeaders toUpstream(
            HttpRequest request, String client, int port, String requestId, int bodyOctets, boolean keepsConnection) {
        String host = request.headers().value("Host");
        String hostOrNone = host == null ? "" : host;
        String original = request.headers().value("X-Forwarded-For");
        List<HttpHeader> out = new ArrayList<>();
        out.add(new HttpHeader("Host", hostOrNone));
        if (!keepsConnection) {
            out.add(new HttpHeader("Connection", "close"));
        }
        out.add(new HttpHeader("X-Request-ID", requestId));
        out.add(new HttpHeader("X-Real-IP", client));
        out.add(new HttpHeader("X-Forwarded-For", client));
        out.add(new HttpHeader("X-Forwarded-Host", hostOrNone));
        out.add(new HttpHeader("X-Forwarded-Port", Integer.toString(port)));
        out.add(new HttpHeader("X-Forwarded-Proto", "http"));
        out.add(new HttpHeader("X-Forwarded-Scheme", "http"));
        out.add(new HttpHeader("X-Scheme", "http"));
        if (original != null) {
            out.add(new HttpHeader("X-Original-Forwarded-For", original));
        }
        if (bodyOctets > 0 || request.headers().count("Content-Length") > 0) {
            out.add(new HttpHeader("Content-Length", Integer.toString(bodyOctets)));
        }
        addOthers(request.headers(), NOT_SENT_ON, out);
        return new HttpHeaders(out);
    }

    /** For the client; {@code chunked} when the length is not known before the end. */
    static HttpHeaders toClient(HttpResponse answer, String date, boolean chunked, boolean persist) {
        List<HttpHeader> out = new ArrayList<>();
        out.add(new HttpHeader("Date", date));
        addIfThere(out, "Content-Type", answer.headers().value("Content-Type"));
        addIfThere(out, "Content-Length", answer.headers().value("Content-Length"));
        addIfThere(out, "Transfer-Encoding", chunked ? "chunked" : null);
        out.add(new HttpHeader("Connection", persist ? "keep-alive" : "close"));
        addOthers(answer.headers(), NOT_SENT_BACK, out);
        return new HttpHeaders(out);
    }

    private static void addIfThere(List<HttpHeader> out, String name, @Nullable String value) {
        if (value != null) {
            out.add(new HttpHeader(name, value));
        }
    }

    private static void addOthers(HttpHeaders from, List<String> but, List<HttpHeader> out) {
        for (HttpHeader header : from.list()) {
            if (!but.contains(header.name().toLowerCase(Locale.ROOT))) {
                out.add(header);
            }
        }
    }
}
