package io.sextant.protocol.tcp;

/**
 * What is left of a connection in TIME-WAIT (Linux's {@code inet_timewait_sock}): small enough to keep thousands of, and able to
 * answer what still comes. A host may put it in the connection's place.
 */
public final class TcpTimeWait {

    private final int localPort;
    private final int remotePort;
    private final int sendNext;
    private final int receiveNext;
    private final int window;
    private final boolean timestamps;
    private final int timestampOffset;
    private final long lengthNanos;
    private final long challengeNanos;
    private int recentTimestamp;
    private long deadlineNanos;
    private long lastChallengeNanos;

    /** Starts the wait of {@code profile} now; the window is as it stands in a header. */
    TcpTimeWait(
            TcpProfile profile,
            long nowNanos,
            int localPort,
            int remotePort,
            int sendNext,
            int receiveNext,
            int window,
            int recentTimestamp,
            SegmentWriter writer) {
        this.localPort = localPort;
        this.remotePort = remotePort;
        this.sendNext = sendNext;
        this.receiveNext = receiveNext;
        this.window = window;
        timestamps = writer.hasTimestamps();
        timestampOffset = writer.timestampOffset();
        this.recentTimestamp = recentTimestamp;
        lengthNanos = profile.timeWaitNanos();
        challengeNanos = profile.acknowledgment().challengeNanos();
        deadlineNanos = nowNanos + lengthNanos;
        lastChallengeNanos = nowNanos - challengeNanos;
    }

    public int localPort() {
        return localPort;
    }

    public int remotePort() {
        return remotePort;
    }

    /** When the connection may be forgotten; {@link Long#MIN_VALUE} once a reset ended the wait early. */
    public long deadlineNanos() {
        return deadlineNanos;
    }

    /**
     * Whether this SYN may open a new connection between the same ports, because its sequence number or its timestamp lies
     * behind everything of the old one (RFC 9293 §3.10.7.4, RFC 6191).
     */
    public boolean mayBeReplacedBy(TcpSegment syn) {
        boolean opens = (syn.flags() & (TcpFlags.SYN | TcpFlags.ACK | TcpFlags.RST)) == TcpFlags.SYN;
        boolean laterClock = timestamps
                && syn.options().hasTimestamps()
                && Seq.isAfter(syn.options().timestampValue(), recentTimestamp);
        return opens && !isOld(syn) && (Seq.isAfter(syn.sequence(), receiveNext) || laterClock);
    }

    /** Answers what still comes: a repeated FIN with an acknowledgment, and the wait starts anew. */
    public void onSegment(long nowNanos, TcpSegment segment, TcpOutput output) {
        boolean old = isOld(segment);
        boolean exact =
                segment.sequence() == receiveNext && (segment.sequenceLength() == 0 || segment.has(TcpFlags.RST));
        if (!old && exact) {
            if (segment.has(TcpFlags.RST)) {
                // Linux, tcp_rfc1337 = 0: a reset ends the wait.
                deadlineNanos = Long.MIN_VALUE;
                return;
            }
            deadlineNanos = nowNanos + lengthNanos;
            recentTimestamp =
                    segment.options().hasTimestamps() ? segment.options().timestampValue() : recentTimestamp;
            return;
        }
        if (segment.has(TcpFlags.RST)) {
            return;
        }
        if (old || segment.has(TcpFlags.ACK)) {
            deadlineNanos = nowNanos + lengthNanos;
        }
        boolean bare = segment.payload().length == 0;
        if (bare && nowNanos - lastChallengeNanos < challengeNanos) {
            return;
        }
        lastChallengeNanos = nowNanos;
        TcpOptions options = timestamps
                ? TcpOptions.ofTimestamps(SegmentWriter.timestampOf(nowNanos, timestampOffset), recentTimestamp)
                : TcpOptions.NONE;
        output.transmit(TcpSegment.of(localPort, remotePort, sendNext, receiveNext, TcpFlags.ACK, window, options));
    }

    private boolean isOld(TcpSegment segment) {
        return timestamps
                && segment.options().hasTimestamps()
                && Seq.isBefore(segment.options().timestampValue(), recentTimestamp);
    }
}
