package io.sextant.cluster.workload;

import io.sextant.engine.Alarm;
import io.sextant.engine.Event;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.http.HttpBody;
import io.sextant.protocol.http.HttpDecoder;
import io.sextant.protocol.http.HttpEnd;
import io.sextant.protocol.http.HttpNeedMore;
import io.sextant.protocol.http.HttpPart;
import io.sextant.protocol.http.HttpProblem;
import io.sextant.protocol.http.HttpRequest;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.topology.host.TcpCloseReason;
import io.sextant.topology.host.TcpSocket;
import io.sextant.topology.host.TcpSocketHandler;
import org.jspecify.annotations.Nullable;

/**
 * One accepted connection: reads a request, has it answered, reads the next. What a client sends ahead of its answer waits
 * in the decoder.
 */
final class ServerConnection implements TcpSocketHandler {

    private static final byte[] NO_BODY = new byte[0];

    private enum Phase {
        /** Waits for a request or the rest of it. */
        READING,
        /** Has one, and the answer is not finished. */
        SERVING,
        /** Nothing more is read or written. */
        CLOSED
    }

    private final HttpServer server;
    private final TcpSocket socket;
    private final HttpDecoder decoder;
    private final Alarm patience;
    private final Event service = new Service();
    private Phase phase = Phase.READING;
    private @Nullable HttpRequest request;
    private @Nullable ByteWriter body;
    private int requests;
    private boolean clientGone;

    ServerConnection(HttpServer server, TcpSocket socket) {
        this.server = server;
        this.socket = socket;
        this.decoder = HttpDecoder.ofRequests(server.settings().limits());
        this.patience = new Alarm(
                server.sockets().scheduler(),
                server.settings().label() + "-timeout " + server.sockets().name(),
                this::onPatienceEnds);
    }

    /** The client, or whoever translated its address last. */
    IpAddress remoteAddress() {
        return socket.remoteAddress();
    }

    /** Whether the connection may stay open behind the answer to this request. */
    boolean mayPersist(HttpRequest answered) {
        return answered.keepsConnection()
                && requests < server.settings().requestsPerConnection()
                && !server.isQuitting()
                && !clientGone;
    }

    /** Sends octets of the answer. */
    void send(byte[] octets) {
        if (phase == Phase.SERVING) {
            socket.send(octets);
        }
    }

    /** The answer is complete; the connection waits for the next request, or ends. */
    void finish(boolean persist) {
        if (phase != Phase.SERVING) {
            return;
        }
        if (!persist || clientGone || server.isQuitting()) {
            close();
            return;
        }
        phase = Phase.READING;
        // nginx turns Nagle off only here (tcp_nodelay, ngx_http_set_keepalive): the first answer's file waits for the
        // acknowledgment of its head.
        socket.setNoDelay(true);
        patience.set(now() + server.settings().keepAliveNanos());
        read();
    }

    /** Closes the connection; the kernel sends what is queued. */
    void close() {
        if (phase != Phase.CLOSED) {
            end();
            socket.close();
        }
    }

    /** Breaks the connection off: the answer cannot be completed. */
    void abort() {
        if (phase != Phase.CLOSED) {
            end();
            socket.abort();
        }
    }

    void closeIfIdle() {
        if (phase == Phase.READING && request == null && decoder.isBetweenMessages()) {
            close();
        }
    }

    @Override
    public void onConnected(TcpSocket connected) {
        patience.set(now() + server.settings().requestNanos());
    }

    @Override
    public void onData(TcpSocket from, byte[] data) {
        if (phase == Phase.CLOSED) {
            return;
        }
        if (phase == Phase.READING && decoder.isBetweenMessages()) {
            patience.set(now() + server.settings().requestNanos());
        }
        decoder.push(data);
        read();
    }

    @Override
    public void onPeerClosed(TcpSocket from) {
        clientGone = true;
        if (phase == Phase.READING) {
            close();
        } else if (phase == Phase.SERVING && !service.isPending()) {
            server.handler().onClientGone(this);
        }
    }

    @Override
    public void onClosed(TcpSocket from, TcpCloseReason why) {
        boolean serving = phase == Phase.SERVING;
        if (phase != Phase.CLOSED) {
            end();
        }
        if (serving) {
            server.handler().onClientGone(this);
        }
    }

    private void read() {
        while (phase == Phase.READING) {
            HttpPart part = decoder.next();
            if (part == HttpNeedMore.NEED_MORE) {
                return;
            }
            if (part instanceof HttpRequest head) {
                request = head;
                body = null;
            } else if (part instanceof HttpBody piece) {
                if (body == null) {
                    body = new ByteWriter(piece.length());
                }
                body.bytes(piece.octets(), piece.offset(), piece.length());
            } else if (part instanceof HttpEnd) {
                serve();
            } else if (part instanceof HttpProblem problem) {
                begin();
                server.handler().onProblem(this, problem);
            }
        }
    }

    private void serve() {
        begin();
        server.sockets().scheduler().schedule(service, now() + server.settings().serviceNanos());
    }

    private void begin() {
        phase = Phase.SERVING;
        requests++;
        patience.set(Long.MAX_VALUE);
    }

    private void end() {
        phase = Phase.CLOSED;
        patience.clear();
        server.sockets().scheduler().cancel(service);
        server.remove(this);
    }

    /** nginx closes without a word: {@code ngx_http_wait_request_handler}, {@code ngx_http_keepalive_handler}. */
    private void onPatienceEnds() {
        close();
    }

    private long now() {
        return server.sockets().scheduler().nanos();
    }

    private final class Service extends Event {

        @Override
        protected void fire() {
            HttpRequest ready = request;
            ByteWriter content = body;
            request = null;
            body = null;
            if (ready != null) {
                server.handler().onRequest(ServerConnection.this, ready, content == null ? NO_BODY : content.toBytes());
            }
        }

        @Override
        public String label() {
            return server.settings().label() + "-request " + server.sockets().name();
        }
    }
}
