package io.sextant.cluster.workload;

import io.sextant.engine.Alarm;
import io.sextant.engine.Scheduler;
import io.sextant.protocol.http.HttpBody;
import io.sextant.protocol.http.HttpDecoder;
import io.sextant.protocol.http.HttpEnd;
import io.sextant.protocol.http.HttpLimits;
import io.sextant.protocol.http.HttpNeedMore;
import io.sextant.protocol.http.HttpPart;
import io.sextant.protocol.http.HttpProblem;
import io.sextant.protocol.http.HttpRequest;
import io.sextant.protocol.http.HttpResponse;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.TcpCloseReason;
import io.sextant.topology.host.TcpSocket;
import io.sextant.topology.host.TcpSocketHandler;
import io.sextant.topology.host.TcpSocketOptions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * curl 7.61.1: one GET on a connection of its own, which closes when the process exits. It writes the request 50 µs after
 * the handshake and exits 100 µs after the last octet (0.05 and 0.12 ms measured with 7.88.1), so that the kernel's
 * acknowledgments leave on their own.
 */
public final class CurlClient {

    private static final long MILLISECOND = 1_000_000L;
    private static final long CONNECT_LIMIT_NANOS = 300_000 * MILLISECOND;
    private static final long WRITE_NANOS = 50_000;
    private static final long EXIT_NANOS = 100_000;

    private static final int COULD_NOT_CONNECT = 7;
    private static final int WEIRD_REPLY = 8;
    private static final int CUT_SHORT = 18;
    private static final int TIMED_OUT = 28;
    private static final int NOTHING_RECEIVED = 52;
    private static final int RECEIVE_ERROR = 56;

    private final Scheduler scheduler;
    private final Sockets sockets;
    private final CurlRequest request;
    private final Consumer<CurlResult> done;
    private final CurlTranscript transcript;
    private final HttpDecoder decoder = HttpDecoder.ofResponses(HttpLimits.CLIENT);
    private final Alarm patience;
    private final long startNanos;
    private @Nullable TcpSocket socket;
    private @Nullable HttpResponse response;
    private long connectNanos = -1;
    private long firstOctetNanos = -1;
    private long bodyOctets;
    private boolean over;

    private CurlClient(Sockets sockets, CurlRequest request, Consumer<CurlResult> done) {
        this.sockets = sockets;
        this.scheduler = sockets.scheduler();
        this.request = request;
        this.done = done;
        this.transcript = new CurlTranscript(request.options());
        this.patience = new Alarm(scheduler, "curl-timeout " + sockets.name(), this::onPatienceEnds);
        this.startNanos = scheduler.nanos();
    }

    /**
     * Starts curl on a host.
     *
     * @param done called once, when the process exits; with {@link CurlOptions#staysOpen}, when the answer is complete
     */
    public static CurlClient start(Host host, CurlRequest request, Consumer<CurlResult> done) {
        return start(Sockets.of(host), request, done);
    }

    static CurlClient start(Sockets sockets, CurlRequest request, Consumer<CurlResult> done) {
        CurlClient client = new CurlClient(sockets, request, done);
        client.connect();
        return client;
    }

    /** Its socket; null when there was no route. */
    public @Nullable TcpSocket socket() {
        return socket;
    }

    /** Ends a client that stays open. */
    public void close() {
        TcpSocket open = socket;
        if (open != null) {
            open.close();
        }
    }

    private void connect() {
        transcript.note("  Trying " + request.address() + "...");
        transcript.note("TCP_NODELAY set");
        if (!sockets.hasRouteTo(request.address())) {
            transcript.note("Immediate connect fail for " + request.address() + ": Network is unreachable");
            fail(COULD_NOT_CONNECT, "Couldn't connect to server", false);
            return;
        }
        long connectNanos = request.options().connectTimeoutNanos();
        patience.set(Math.min(after(connectNanos == 0 ? CONNECT_LIMIT_NANOS : connectNanos), giveUpNanos()));
        socket = sockets.connect(
                request.address(), request.port(), TcpSocketOptions.DEFAULT.withNoDelay(true), new Handler());
    }

    private void write() {
        TcpSocket open = socket;
        if (open != null && !over) {
            HttpRequest message = request.message();
            open.send(message.toBytes());
            transcript.request(message);
        }
    }

    private void read() {
        while (!over) {
            HttpPart part = decoder.next();
            if (part == HttpNeedMore.NEED_MORE) {
                return;
            }
            if (part instanceof HttpResponse head) {
                response = head;
                transcript.response(head, endsWithConnection(head));
                receivedInChunks();
            } else if (part instanceof HttpBody piece) {
                transcript.received(piece.length());
                transcript.body(piece);
                bodyOctets += piece.length();
            } else if (part instanceof HttpEnd && response != null && response.status() >= 200) {
                complete(response);
            } else if (part instanceof HttpProblem problem) {
                onProblem(problem);
            }
        }
    }

    private void receivedInChunks() {
        HttpResponse head = response;
        if (head != null && head.headers().count("Transfer-Encoding") > 0 && decoder.unread() > 0) {
            transcript.received(decoder.unread());
        }
    }

    private static boolean endsWithConnection(HttpResponse head) {
        return !head.isBodiless()
                && head.headers().count("Content-Length") == 0
                && head.headers().count("Transfer-Encoding") == 0;
    }

    private void complete(HttpResponse head) {
        if (head.keepsConnection() && !endsWithConnection(head)) {
            leaveIntact();
        } else {
            transcript.note("Closing connection 0");
        }
        exit(0, "");
    }

    private void leaveIntact() {
        transcript.note("Connection #0 to host " + request.urlHost() + " left intact");
    }

    private void onProblem(HttpProblem problem) {
        HttpResponse head = response;
        switch (problem.kind()) {
            case CUT_SHORT -> onCutShort(head);
            case BAD_CHUNK -> fail(RECEIVE_ERROR, "Illegal or missing hexadecimal sequence in chunked-encoding", true);
            default -> fail(WEIRD_REPLY, "Weird server reply", true);
        }
    }

    /** What curl says depends on how far the answer got; one that ends within its head counts as an answer. */
    private void onCutShort(@Nullable HttpResponse head) {
        String length = head == null ? null : head.headers().value("Content-Length");
        if (head == null) {
            leaveIntact();
            exit(0, "");
        } else if (length != null) {
            long missing = Long.parseLong(length) - bodyOctets;
            fail(CUT_SHORT, "transfer closed with " + missing + " bytes remaining to read", true);
        } else {
            fail(CUT_SHORT, "transfer closed with outstanding read data remaining", true);
        }
    }

    private void onPatienceEnds() {
        long elapsed = (scheduler.nanos() - startNanos) / MILLISECOND;
        HttpResponse head = response;
        String size = head == null ? null : head.headers().value("Content-Length");
        String words;
        if (connectNanos < 0) {
            words = "Connection timed out after " + elapsed + " milliseconds";
        } else {
            words = "Operation timed out after " + elapsed + " milliseconds with " + bodyOctets
                    + (size == null ? "" : " out of " + size) + " bytes received";
        }
        fail(TIMED_OUT, words, true);
    }

    private void onClosedWhileConnecting(TcpCloseReason why) {
        String words =
                switch (why) {
                    case REFUSED, RESET -> "Connection refused";
                    case UNREACHABLE -> "No route to host";
                    case TIMED_OUT, NORMAL -> "Connection timed out";
                };
        transcript.note("connect to " + request.address() + " port " + request.port() + " failed: " + words);
        fail(
                COULD_NOT_CONNECT,
                "Failed to connect to " + request.urlHost() + " port " + request.port() + ": " + words,
                true);
    }

    private void fail(int exitCode, String message, boolean noted) {
        if (noted) {
            transcript.note(message);
        }
        transcript.note("Closing connection 0");
        exit(exitCode, message);
    }

    private void exit(int exitCode, String message) {
        over = true;
        patience.clear();
        transcript.error(exitCode, message);
        CurlResult result = new CurlResult(
                exitCode,
                message,
                response == null ? 0 : response.status(),
                transcript.bodyOctets(),
                bodyOctets,
                connectNanos,
                firstOctetNanos,
                scheduler.nanos() - startNanos,
                transcript.stderr(),
                transcript.terminal());
        boolean stays = exitCode == 0 && request.options().staysOpen();
        scheduler.after(stays ? 0 : EXIT_NANOS, "curl-exit " + sockets.name(), () -> {
            if (!stays) {
                close();
            }
            done.accept(result);
        });
    }

    private long after(long nanos) {
        return nanos > Long.MAX_VALUE - startNanos ? Long.MAX_VALUE : startNanos + nanos;
    }

    private long giveUpNanos() {
        long limit = request.options().maxTimeNanos();
        return limit == 0 ? Long.MAX_VALUE : after(limit);
    }

    private final class Handler implements TcpSocketHandler {

        @Override
        public void onConnected(TcpSocket connected) {
            if (over) {
                return;
            }
            connectNanos = scheduler.nanos() - startNanos;
            patience.set(giveUpNanos());
            transcript.note("Connected to " + request.urlHost() + " (" + request.address() + ") port " + request.port()
                    + " (#0)");
            scheduler.after(WRITE_NANOS, "curl-request " + sockets.name(), CurlClient.this::write);
        }

        @Override
        public void onData(TcpSocket from, byte[] data) {
            if (over) {
                return;
            }
            if (firstOctetNanos < 0) {
                firstOctetNanos = scheduler.nanos() - startNanos;
            }
            decoder.push(data);
            receivedInChunks();
            read();
        }

        @Override
        public void onPeerClosed(TcpSocket from) {
            if (over) {
                return;
            }
            if (firstOctetNanos < 0) {
                transcript.note("Empty reply from server");
                leaveIntact();
                exit(NOTHING_RECEIVED, "Empty reply from server");
                return;
            }
            decoder.endOfInput();
            read();
        }

        @Override
        public void onClosed(TcpSocket from, TcpCloseReason why) {
            if (over) {
                return;
            }
            if (connectNanos < 0) {
                onClosedWhileConnecting(why);
            } else {
                String words = why == TcpCloseReason.TIMED_OUT ? "Connection timed out" : "Connection reset by peer";
                fail(RECEIVE_ERROR, "Recv failure: " + words, true);
            }
        }
    }
}
