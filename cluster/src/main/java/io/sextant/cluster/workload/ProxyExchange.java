package io.sextant.cluster.workload;

import io.sextant.protocol.http.HttpBody;
import io.sextant.protocol.http.HttpRequest;
import io.sextant.protocol.http.HttpResponse;
import io.sextant.protocol.http.HttpVersion;
import io.sextant.protocol.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the ingress controller: tries endpoints in turn until one answers
 * ({@code proxy_next_upstream error timeout}) and passes the answer on as it comes.
 */
final class ProxyExchange implements UpstreamListener {

    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private final IngressController controller;
    private final ServerConnection client;
    private final IngressRequest request;
    private final List<Upstreams.Endpoint> endpoints;
    private final int firstTurn;
    private final List<IngressLine.Try> tries = new ArrayList<>();
    private ByteWriter out = new ByteWriter(1_024);
    private @Nullable UpstreamConnection upstream;
    private Upstreams.Endpoint endpoint;
    private int triesLeft;
    private int turn;
    private long triedNanos;
    private long bodyOctets;
    private int status;
    private boolean chunked;
    private boolean persist;
    private boolean over;

    /** {@code endpoints} is not empty. */
    ProxyExchange(
            IngressController controller,
            ServerConnection client,
            IngressRequest request,
            List<Upstreams.Endpoint> endpoints,
            int firstTurn) {
        this.controller = controller;
        this.client = client;
        this.request = request;
        this.endpoints = endpoints;
        this.firstTurn = firstTurn;
        this.endpoint = endpoints.get(firstTurn);
        this.triesLeft = Math.min(controller.profile().tries(), endpoints.size());
    }

    /** Asks the next endpoint. */
    void start() {
        endpoint = endpoints.get((firstTurn + turn++) % endpoints.size());
        triesLeft--;
        triedNanos = controller.nanos();
        upstream = controller.pool().send(endpoint, this);
    }

    /** The client has gone: nginx gives the request up and logs 499, a status of its own. */
    void cancel() {
        UpstreamConnection asked = upstream;
        if (!over && asked != null) {
            asked.cancel();
            tries.add(new IngressLine.Try(endpoint, bodyOctets, controller.nanos() - triedNanos, status));
            log(status == 0 ? 499 : status);
            client.close();
        }
    }

    @Override
    public HttpRequest upstreamRequest() {
        return request.forUpstream(controller.profile().idleConnections() > 0);
    }

    @Override
    public byte[] upstreamBody() {
        return request.body();
    }

    @Override
    public void onHead(HttpResponse head) {
        status = head.status();
        boolean bodiless = head.isBodiless() || request.head().method().equals("HEAD");
        boolean unknownLength = !bodiless && head.headers().count("Content-Length") == 0;
        chunked = unknownLength && request.head().version().persistsByDefault();
        persist = client.mayPersist(request.head()) && (chunked || !unknownLength);
        new HttpResponse(
                        HttpVersion.HTTP_1_1,
                        status,
                        head.reason(),
                        ProxyHeaders.toClient(head, controller.httpDate(), chunked, persist))
                .encode(out);
    }

    @Override
    public void onBody(HttpBody piece) {
        bodyOctets += piece.length();
        if (chunked) {
            out.bytes(Integer.toHexString(piece.length()).getBytes(StandardCharsets.US_ASCII))
                    .bytes(LINE_END);
        }
        out.bytes(piece.octets(), piece.offset(), piece.length());
        if (chunked) {
            out.bytes(LINE_END);
        }
    }

    @Override
    public void onBatchEnd() {
        if (out.length() > 0 && !over) {
            client.send(out.toBytes());
            out = new ByteWriter(1_024);
        }
    }

    @Override
    public void onEnd() {
        if (over) {
            return;
        }
        if (chunked) {
            out.bytes(LAST_CHUNK);
        }
        onBatchEnd();
        tries.add(new IngressLine.Try(endpoint, bodyOctets, controller.nanos() - triedNanos, status));
        log(status);
        client.finish(persist);
    }

    @Override
    public void onFailure(Failure failure, boolean wasReused) {
        if (over) {
            return;
        }
        tries.add(new IngressLine.Try(endpoint, bodyOctets, controller.nanos() - triedNanos, failure.status()));
        if (status != 0) {
            // Half an answer is out: all that is left is to end the connection before its time.
            onBatchEnd();
            log(status);
            client.close();
            return;
        }
        // A kept connection that the pod closed in the meantime costs no try (ngx_http_upstream_next: peer.cached).
        triesLeft += wasReused && failure == Failure.ERROR ? 1 : 0;
        if (triesLeft > 0 && mayTryAgain()) {
            start();
        } else {
            over = true;
            controller.ended(client);
            controller.fail(client, request, failure.status(), tries);
        }
    }

    /** A request that changes something is not sent twice once it may have arrived (RFC 9110 §9.2.2). */
    private boolean mayTryAgain() {
        UpstreamConnection asked = upstream;
        String method = request.head().method();
        boolean idempotent = !method.equals("POST") && !method.equals("PATCH") && !method.equals("LOCK");
        return idempotent || asked == null || !asked.isConnected();
    }

    private void log(int answered) {
        over = true;
        controller.ended(client);
        controller.log(request, answered, bodyOctets, tries);
    }
}
