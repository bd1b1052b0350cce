package io.sextant.lab.run;

import io.sextant.topology.host.TcpSocket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client connection of a scenario's traffic, from its SYN to its end, as the client lives it and as the cluster's
 * cables show it. Times are virtual nanoseconds.
 */
public final class TrackedConnection {

    /** How a connection ended, or that it has not. */
    public enum Outcome {
        OPEN("open"),
        COMPLETED("completed"),
        RESET("reset"),
        REFUSED("refused"),
        TIMED_OUT("timed-out");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** The connection reached the cluster by this node from this time on. */
    public record Passage(long atNanos, String node) {}

    private final long id;
    private final String traffic;
    private final String client;
    private final long openedNanos;
    private final List<Passage> passages = new ArrayList<>(1);
    private @Nullable TcpSocket socket;
    private int clientPort;
    private String backend = "";
    private Outcome outcome = Outcome.OPEN;
    private String reason = "";
    private long endedNanos = -1;
    private long waitingSinceNanos;
    private long stalledNanos;
    private long lastAnswerNanos = -1;
    private long requests;
    private long answers;
    private long retransmissionsAtEnd;

    TrackedConnection(long id, String traffic, String client, long openedNanos) {
        this.id = id;
        this.traffic = traffic;
        this.client = client;
        this.openedNanos = openedNanos;
        this.waitingSinceNanos = openedNanos;
    }

    public long id() {
        return id;
    }

    public String traffic() {
        return traffic;
    }

    public String client() {
        return client;
    }

    public int clientPort() {
        return clientPort;
    }

    public long openedNanos() {
        return openedNanos;
    }

    /** When it ended, or -1 while it lives. */
    public long endedNanos() {
        return endedNanos;
    }

    public boolean isOpen() {
        return endedNanos < 0;
    }

    public Outcome outcome() {
        return outcome;
    }

    public String reason() {
        return reason;
    }

    public String backend() {
        return backend;
    }

    /** The nodes it came in by, with the time of each change. */
    public List<Passage> passages() {
        return List.copyOf(passages);
    }

    /** The node it came in by last; empty before its first frame got there. */
    public String node() {
        return passages.isEmpty() ? "" : passages.get(passages.size() - 1).node();
    }

    /** Whether it changed the node at or after {@code sinceNanos}. */
    public boolean movedSince(long sinceNanos) {
        for (int i = 1; i < passages.size(); i++) {
            if (passages.get(i).atNanos() >= sinceNanos) {
                return true;
            }
        }
        return false;
    }

    public long requests() {
        return requests;
    }

    public long answers() {
        return answers;
    }

    public long retransmissions() {
        TcpSocket live = socket;
        return live != null && isOpen() ? live.retransmissions() : retransmissionsAtEnd;
    }

    /** Whether something it asked for is still missing. */
    public boolean isWaiting() {
        return waitingSinceNanos >= 0;
    }

    /** Since when it waits for an answer (or for the handshake), or -1. */
    public long waitingSinceNanos() {
        return waitingSinceNanos;
    }

    /** The longest wait so far, including one that still lasts. */
    public long stalledNanos(long nowNanos) {
        return waitingSinceNanos < 0 || !isOpen() ? stalledNanos : Math.max(stalledNanos, nowNanos - waitingSinceNanos);
    }

    /** When the last answer was whole, or -1. */
    public long lastAnswerNanos() {
        return lastAnswerNanos;
    }

    void opened(TcpSocket live) {
        socket = live;
        clientPort = live.localPort();
    }

    void requested(long nowNanos) {
        requests++;
        if (waitingSinceNanos < 0) {
            waitingSinceNanos = nowNanos;
        }
    }

    void answered(long nowNanos) {
        answers++;
        lastAnswerNanos = nowNanos;
        progressed(nowNanos);
    }

    void progressed(long nowNanos) {
        if (waitingSinceNanos >= 0) {
            stalledNanos = Math.max(stalledNanos, nowNanos - waitingSinceNanos);
        }
        waitingSinceNanos = -1;
    }

    void ended(long nowNanos, Outcome how, String why) {
        if (!isOpen()) {
            return;
        }
        TcpSocket live = socket;
        retransmissionsAtEnd = live == null ? 0 : live.retransmissions();
        progressed(nowNanos);
        endedNanos = nowNanos;
        outcome = how;
        reason = why;
    }

    /** A frame of it was put on the cable to a node; true when that is another node than before. */
    boolean passed(long nowNanos, String node) {
        if (node.equals(node())) {
            return false;
        }
        passages.add(new Passage(nowNanos, node));
        return true;
    }

    void servedBy(String pod) {
        backend = pod;
    }
}
