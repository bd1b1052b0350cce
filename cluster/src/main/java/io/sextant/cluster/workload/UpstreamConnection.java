package io.sextant.cluster.workload;

import io.sextant.engine.Alarm;
import io.sextant.protocol.http.HttpBody;
import io.sextant.protocol.http.HttpDecoder;
import io.sextant.protocol.http.HttpEnd;
import io.sextant.protocol.http.HttpLimits;
import io.sextant.protocol.http.HttpNeedMore;
import io.sextant.protocol.http.HttpPart;
import io.sextant.protocol.http.HttpProblem;
import io.sextant.protocol.http.HttpRequest;
import io.sextant.protocol.http.HttpResponse;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.topology.host.TcpCloseReason;
import io.sextant.topology.host.TcpSocket;
import io.sextant.topology.host.TcpSocketHandler;
import io.sextant.topology.host.TcpSocketOptions;
import org.jspecify.annotations.Nullable;

/** A connection from the ingress controller to a pod: one request at a time, idle in between. */
final class UpstreamConnection implements TcpSocketHandler {

    private final UpstreamPool pool;
    private final Upstreams.Endpoint endpoint;
    private final HttpDecoder decoder = HttpDecoder.ofResponses(HttpLimits.CLIENT);
    private final Alarm patience;
    private @Nullable TcpSocket socket;
    private @Nullable UpstreamListener listener;
    private @Nullable HttpResponse head;
    private boolean connected;
    private boolean over;
    private int served;

    UpstreamConnection(UpstreamPool pool, Upstreams.Endpoint endpoint) {
        this.pool = pool;
        this.endpoint = endpoint;
        this.patience = new Alarm(
                pool.sockets().scheduler(), "upstream-timeout " + pool.sockets().name(), this::onPatienceEnds);
    }

    Upstreams.Endpoint endpoint() {
        return endpoint;
    }

    /** Opens the connection for a first request. */
    void open(UpstreamListener first) {
        listener = first;
        patience.set(now() + pool.profile().connectNanos());
        socket = pool.sockets()
                .connect(endpoint.address(), endpoint.port(), TcpSocketOptions.DEFAULT.withNoDelay(true), this);
    }

    /** Serves another request on the open connection. */
    void reuse(UpstreamListener next) {
        listener = next;
        ask(next);
    }

    /** The request is no longer wanted. */
    void cancel() {
        listener = null;
        close();
    }

    /** Closes it; tells nobody. */
    void close() {
        if (!over) {
            over = true;
            patience.clear();
            TcpSocket open = socket;
            if (open != null) {
                open.close();
            }
            pool.forget(this);
        }
    }

    @Override
    public void onConnected(TcpSocket open) {
        UpstreamListener waiting = listener;
        connected = true;
        if (waiting != null && !over) {
            socket = open;
            ask(waiting);
        }
    }

    @Override
    public void onData(TcpSocket from, byte[] data) {
        if (over || listener == null) {
            // An idle upstream that speaks cannot be used again (ngx_http_upstream_keepalive_close_handler).
            close();
            return;
        }
        patience.set(now() + pool.profile().readNanos());
        decoder.push(data);
        read();
    }

    @Override
    public void onPeerClosed(TcpSocket from) {
        decoder.endOfInput();
        if (listener != null) {
            read();
        }
        if (listener != null) {
            fail(UpstreamListener.Failure.ERROR);
        }
        close();
    }

    @Override
    public void onClosed(TcpSocket from, TcpCloseReason why) {
        if (!over) {
            fail(why == TcpCloseReason.TIMED_OUT ? UpstreamListener.Failure.TIMEOUT : UpstreamListener.Failure.ERROR);
        }
    }

    private void ask(UpstreamListener asker) {
        TcpSocket open = socket;
        if (open == null) {
            return;
        }
        HttpRequest request = asker.upstreamRequest();
        head = null;
        decoder.expectAnswerToHead(request.method().equals("HEAD"));
        patience.set(now() + pool.profile().readNanos());
        ByteWriter out = new ByteWriter(512);
        request.encode(out);
        open.send(out.bytes(asker.upstreamBody()).toBytes());
    }

    private void read() {
        UpstreamListener asker = listener;
        while (asker != null && listener == asker) {
            HttpPart part = decoder.next();
            if (part == HttpNeedMore.NEED_MORE) {
                asker.onBatchEnd();
                return;
            }
            if (part instanceof HttpResponse response) {
                head = response;
                if (response.status() >= 200) {
                    asker.onHead(response);
                }
            } else if (part instanceof HttpBody piece) {
                asker.onBody(piece);
            } else if (part instanceof HttpEnd && head != null && head.status() >= 200) {
                finish(asker, head);
            } else if (part instanceof HttpProblem) {
                fail(UpstreamListener.Failure.ERROR);
            }
        }
    }

    private void finish(UpstreamListener asker, HttpResponse answer) {
        listener = null;
        served++;
        boolean counted = answer.isBodiless()
                || answer.headers().count("Content-Length") > 0
                || answer.headers().count("Transfer-Encoding") > 0;
        if (counted && answer.keepsConnection() && decoder.isBetweenMessages() && pool.keep(this)) {
            patience.set(now() + pool.profile().idleNanos());
        } else {
            close();
        }
        asker.onEnd();
    }

    private void fail(UpstreamListener.Failure failure) {
        UpstreamListener asker = listener;
        listener = null;
        close();
        if (asker != null) {
            asker.onFailure(failure, served > 0);
        }
    }

    /** Whether the handshake is complete. */
    boolean isConnected() {
        return connected;
    }

    private void onPatienceEnds() {
        if (listener == null) {
            close();
        } else {
            fail(UpstreamListener.Failure.TIMEOUT);
        }
    }

    private long now() {
        return pool.sockets().scheduler().nanos();
    }
}
