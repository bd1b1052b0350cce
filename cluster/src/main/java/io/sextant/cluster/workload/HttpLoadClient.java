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
import io.sextant.protocol.http.HttpResponse;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.TcpCloseReason;
import io.sextant.topology.host.TcpSocket;
import io.sextant.topology.host.TcpSocketHandler;
import io.sextant.topology.host.TcpSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * One connection of an HTTP load: opens, asks, waits for the answer, rests, asks again until its time is over, closes. A
 * closed loop: a slow answer delays the next request. Bodies are counted and not kept.
 */
public final class HttpLoadClient implements TcpSocketHandler {

    private static final TcpSocketOptions OPTIONS = TcpSocketOptions.DEFAULT.withNoDelay(true);
    private static final long NANOS_PER_MILLISECOND = 1_000_000L;

    private enum Phase {
        CONNECTING,
        /** Has asked. */
        WAITING,
        /** Has its answer, and time left. */
        RESTING,
        OVER
    }

    private final Scheduler scheduler;
    private final HttpLoadRequest request;
    private final byte[] octets;
    private final HttpLoadListener listener;
    private final Alarm alarm;
    private final HttpDecoder decoder = HttpDecoder.ofResponses(HttpLimits.CLIENT);
    private final long openedNanos;
    private Phase phase = Phase.CONNECTING;
    private @Nullable TcpSocket socket;
    private @Nullable HttpResponse response;
    private long bodyOctets;
    private long askedNanos;

    private HttpLoadClient(Sockets sockets, HttpLoadRequest request, HttpLoadListener listener) {
        this.scheduler = sockets.scheduler();
        this.request = request;
        this.octets = request.message().toBytes();
        this.listener = listener;
        this.alarm = new Alarm(scheduler, "http-load " + sockets.name(), this::onAlarm);
        this.openedNanos = scheduler.nanos();
    }

    /** Opens a connection now. */
    public static HttpLoadClient start(Host host, HttpLoadRequest request, HttpLoadListener listener) {
        return start(Sockets.of(host), request, listener);
    }

    static HttpLoadClient start(Sockets sockets, HttpLoadRequest request, HttpLoadListener listener) {
        HttpLoadClient client = new HttpLoadClient(sockets, request, listener);
        client.alarm.set(client.openedNanos + request.patienceNanos());
        TcpSocket opened = sockets.connect(request.address(), request.port(), OPTIONS, client);
        client.socket = opened;
        listener.onOpened(opened);
        return client;
    }

    /** Closes it now, whatever it waits for; it counts as completed. */
    public void stop() {
        if (phase != Phase.OVER) {
            end(HttpLoadEnd.COMPLETED, "closed at the end of the load");
        }
    }

    public boolean isOver() {
        return phase == Phase.OVER;
    }

    @Override
    public void onConnected(TcpSocket connected) {
        if (phase == Phase.CONNECTING) {
            listener.onConnected(connected, scheduler.nanos() - openedNanos);
            ask(connected);
        }
    }

    @Override
    public void onData(TcpSocket from, byte[] data) {
        if (phase != Phase.OVER) {
            decoder.push(data);
            read(from);
        }
    }

    @Override
    public void onPeerClosed(TcpSocket from) {
        decoder.endOfInput();
        if (phase == Phase.WAITING) {
            read(from);
        }
        if (phase == Phase.RESTING) {
            end(HttpLoadEnd.COMPLETED, "the server closed the connection between two requests");
        }
        if (phase == Phase.WAITING) {
            end(HttpLoadEnd.RESET, "the server closed the connection without an answer");
        }
    }

    @Override
    public void onClosed(TcpSocket from, TcpCloseReason why) {
        if (phase == Phase.OVER) {
            return;
        }
        boolean connecting = phase == Phase.CONNECTING;
        switch (why) {
            case NORMAL -> end(HttpLoadEnd.RESET, "the connection ended without an answer");
            case RESET -> end(HttpLoadEnd.RESET, "connection reset by peer");
            case REFUSED -> end(HttpLoadEnd.REFUSED, "connection refused");
            case TIMED_OUT ->
                end(
                        HttpLoadEnd.TIMED_OUT,
                        connecting ? "no answer to the SYN" : "the kernel gave up sending the request again");
            case UNREACHABLE -> end(HttpLoadEnd.UNREACHABLE, "no route to host");
        }
    }

    private void ask(TcpSocket open) {
        phase = Phase.WAITING;
        response = null;
        bodyOctets = 0;
        askedNanos = scheduler.nanos();
        alarm.set(askedNanos + request.patienceNanos());
        open.send(octets);
        listener.onRequest(open);
    }

    private void read(TcpSocket from) {
        while (phase == Phase.WAITING) {
            HttpPart part = decoder.next();
            if (part == HttpNeedMore.NEED_MORE) {
                return;
            }
            if (part instanceof HttpResponse head) {
                response = head;
            } else if (part instanceof HttpBody piece) {
                bodyOctets += piece.length();
            } else if (part instanceof HttpEnd && response != null && response.status() >= 200) {
                answered(from, response);
            } else if (part instanceof HttpProblem problem) {
                end(HttpLoadEnd.RESET, "half an answer: " + problem.text());
            }
        }
    }

    private void answered(TcpSocket from, HttpResponse answer) {
        long now = scheduler.nanos();
        phase = Phase.RESTING;
        listener.onAnswer(from, answer.status(), bodyOctets, now - askedNanos);
        if (phase != Phase.RESTING) {
            return;
        }
        long untilNanos = openedNanos + request.holdNanos();
        if (!answer.keepsConnection()) {
            end(HttpLoadEnd.COMPLETED, "the server closes after this answer");
        } else if (now >= untilNanos) {
            end(HttpLoadEnd.COMPLETED, "held to its end");
        } else {
            alarm.set(Math.min(now + request.intervalNanos(), untilNanos));
        }
    }

    private void onAlarm() {
        TcpSocket open = socket;
        if (phase == Phase.RESTING && open != null) {
            if (scheduler.nanos() >= openedNanos + request.holdNanos()) {
                end(HttpLoadEnd.COMPLETED, "held to its end");
            } else {
                ask(open);
            }
            return;
        }
        String what = phase == Phase.CONNECTING ? "no connection within " : "no answer within ";
        end(HttpLoadEnd.TIMED_OUT, what + request.patienceNanos() / NANOS_PER_MILLISECOND + " ms");
    }

    private void end(HttpLoadEnd how, String words) {
        phase = Phase.OVER;
        alarm.clear();
        TcpSocket open = socket;
        if (open != null) {
            open.close();
        }
        listener.onEnded(how, words);
    }
}
