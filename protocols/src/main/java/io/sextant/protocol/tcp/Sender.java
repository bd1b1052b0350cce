package io.sextant.protocol.tcp;

/**
 * The sending half from the first octet behind the SYN to the FIN: what is out, what may leave now, what must leave again. The
 * rules are Linux's ({@code tcp_output.c}): whole segments only while they fit the window, Nagle with Minshall's change, one timer
 * that is either the retransmission timeout (RFC 6298) or the probe of a closed window. {@link Recovery} says what was lost.
 */
final class Sender {

    private static final long NEVER = Long.MAX_VALUE;
    private static final byte[] NO_PAYLOAD = {};

    private final TcpProfile profile;
    private final SegmentWriter writer;
    private final RttEstimator rtt;
    private final Recovery recovery;
    private final SentLog log;
    private final SendBuffer buffer = new SendBuffer();

    private int unacknowledged;
    private int next;
    private int pushedTo;
    private int smallEnd;
    private int window;
    private int windowFrom;
    private int largestWindow;
    private int mss = 536;
    private boolean noDelay;
    private boolean finQueued;
    private boolean finSent;

    private boolean heldByCongestion;
    private long lastSentNanos;
    private long retransmitAtNanos = NEVER;
    private long probeAtNanos = NEVER;
    private long firstRetransmissionNanos = NEVER;
    private int backoff;
    private int probesOut;
    private long retransmissions;

    Sender(TcpProfile profile, SegmentWriter writer, int initialSequence) {
        this.profile = profile;
        this.writer = writer;
        rtt = new RttEstimator(profile.retransmission());
        recovery = new Recovery(profile.initialWindowSegments());
        log = recovery.log();
        unacknowledged = initialSequence + 1;
        next = unacknowledged;
        pushedTo = unacknowledged;
        smallEnd = unacknowledged;
        buffer.startAt(unacknowledged);
    }

    /** Both SYNs are known. {@code sequence} is the segment's that told the window, already scaled. */
    void start(int segmentOctets, boolean withSack, int peerWindow, int sequence) {
        mss = segmentOctets;
        recovery.start(withSack);
        window = peerWindow;
        windowFrom = sequence;
        largestWindow = Math.max(largestWindow, peerWindow);
    }

    int unacknowledged() {
        return unacknowledged;
    }

    /** SND.NXT. */
    int next() {
        return next;
    }

    /** The sequence number a segment without data carries: within the window even where that has shrunk. */
    int acceptableSequence() {
        return Seq.isAfter(next, windowEnd()) && window > 0 ? windowEnd() : next;
    }

    int windowEnd() {
        return unacknowledged + window;
    }

    int largestWindow() {
        return largestWindow;
    }

    RttEstimator rtt() {
        return rtt;
    }

    Congestion congestion() {
        return recovery.congestion();
    }

    long retransmissions() {
        return retransmissions;
    }

    int mss() {
        return mss;
    }

    /** Octets the user gave that the peer has not acknowledged. */
    int queuedOctets() {
        return buffer.length();
    }

    void setNoDelay(boolean on) {
        noDelay = on;
    }

    boolean isFinAcknowledged() {
        return finSent && unacknowledged == next;
    }

    boolean isIdle() {
        return log.count() == 0 && (finSent || (next == buffer.end() && !finQueued));
    }

    long deadlineNanos() {
        return Math.min(retransmitAtNanos, probeAtNanos);
    }

    /** Nothing is sent again, and nothing more is sent. */
    void stop() {
        retransmitAtNanos = NEVER;
        probeAtNanos = NEVER;
    }

    /** Takes as much as fits the send buffer and says how much that was. */
    int enqueue(byte[] source, int offset, int count) {
        int taken = Math.min(count, profile.sendBufferOctets() - buffer.length());
        int done = 0;
        while (done < taken) {
            // Linux pushes a long burst early: whenever half of the largest window has been written.
            int stretch = Math.max(1, (largestWindow >> 1) + 1 - (buffer.end() - pushedTo));
            int step = Math.min(taken - done, stretch);
            buffer.append(source, offset + done, step);
            done += step;
            if (done < taken) {
                buffer.addMark(buffer.end());
                pushedTo = buffer.end();
            }
        }
        if (taken > 0) {
            buffer.markEnd(next);
            pushedTo = buffer.end();
        }
        return taken;
    }

    void queueFin() {
        finQueued = true;
    }

    /** Sends what may leave now: lost segments first, then new ones. */
    void push(long nowNanos) {
        if (log.count() == 0 && lastSentNanos > 0 && nowNanos - lastSentNanos > rtt.timeoutNanos(0)) {
            recovery.congestion().onIdle(nowNanos - lastSentNanos, rtt.timeoutNanos(0));
        }
        resendLost(nowNanos, false);
        heldByCongestion = false;
        while (sendOne(nowNanos)) {
            lastSentNanos = nowNanos;
        }
        if (log.count() == 0 && !isIdle()) {
            if (probeAtNanos == NEVER) {
                probeAtNanos = nowNanos + rtt.timeoutNanos(backoff);
            }
        } else {
            probeAtNanos = NEVER;
        }
    }

    private boolean sendOne(long nowNanos) {
        int length = Math.min(buffer.end() - next, mss);
        boolean fin = finQueued && next + length == buffer.end();
        if (finSent || (length == 0 && !fin)) {
            return false;
        }
        int end = next + length + (fin ? 1 : 0);
        if (Seq.isAfter(end, windowEnd())) {
            return false;
        }
        // A last FIN waits too: measured on Linux 6.18, whose words before a close do not leave while it backs off.
        if (recovery.isWindowFull()) {
            heldByCongestion = true;
            return false;
        }
        // Nagle (RFC 9293 §3.7.4) as Minshall changed it: one small segment may be out, not two.
        boolean smallOut = Seq.isAfter(smallEnd, unacknowledged);
        if (length < mss && !fin && !noDelay && log.count() > 0 && smallOut) {
            return false;
        }
        if (length < mss) {
            smallEnd = end;
        }
        transmit(nowNanos, next, length, fin);
        log.add(next, end, fin, nowNanos);
        next = end;
        finSent |= fin;
        if (retransmitAtNanos == NEVER) {
            retransmitAtNanos = nowNanos + rtt.timeoutNanos(backoff);
        }
        return true;
    }

    private void transmit(long nowNanos, int sequence, int length, boolean fin) {
        boolean push = length > 0 && buffer.isMarked(sequence + length);
        int flags = TcpFlags.ACK | (push ? TcpFlags.PSH : 0) | (fin ? TcpFlags.FIN : 0);
        writer.data(nowNanos, sequence, flags, length == 0 ? NO_PAYLOAD : buffer.copy(sequence, length));
    }

    /**
     * Works through the acknowledgment of a segment that lies within what may be acknowledged. Lost segments are sent again at
     * once; {@link #push} is for the caller, when it has taken the segment's data.
     */
    void onAcknowledgment(long nowNanos, TcpSegment segment, int peerWindow) {
        int ack = segment.acknowledgment();
        boolean wasOut = log.count() > 0;
        boolean used = recovery.isWindowUsed(heldByCongestion);
        boolean windowMoved = updateWindow(segment, peerWindow);
        boolean sackNews = recovery.onSackBlocks(segment.options().sackBlocks(), unacknowledged, next);
        probesOut = 0;
        int acked = 0;
        if (Seq.isAfter(ack, unacknowledged)) {
            acked = advance(nowNanos, ack, segment.options());
        } else if (wasOut && segment.sequenceLength() == 0 && !windowMoved) {
            recovery.onDuplicate();
        }
        switch (recovery.judge(acked, used, sackNews, unacknowledged, next)) {
            case AT_LEAST_ONE -> resendLost(nowNanos, true);
            case AS_ALLOWED -> resendLost(nowNanos, false);
            case NOTHING -> {
                // New data may leave; push says.
            }
        }
        if (!wasOut && probeAtNanos != NEVER) {
            boolean open = isFirstUnsentWithinWindow();
            backoff = open ? 0 : backoff;
            probeAtNanos = open ? NEVER : nowNanos + rtt.timeoutNanos(backoff);
        }
    }

    private boolean isFirstUnsentWithinWindow() {
        int length = Math.min(buffer.end() - next, mss);
        return !Seq.isAfter(next + length, windowEnd()) && window > 0;
    }

    private boolean updateWindow(TcpSegment segment, int peerWindow) {
        boolean newer = Seq.isAfter(segment.acknowledgment(), unacknowledged)
                || Seq.isAfter(segment.sequence(), windowFrom)
                || (segment.sequence() == windowFrom && (peerWindow > window || peerWindow == 0));
        boolean moved = newer && peerWindow != window;
        if (newer) {
            window = peerWindow;
            windowFrom = segment.sequence();
            largestWindow = Math.max(largestWindow, peerWindow);
        }
        return moved;
    }

    private int advance(long nowNanos, int ack, TcpOptions options) {
        int acked = 0;
        long sampleNanos = -1;
        boolean again = false;
        while (log.count() > 0 && !Seq.isAfter(log.end(0), ack)) {
            again |= log.wasSentAgain(0);
            if (sampleNanos < 0 && !log.isSacked(0)) {
                sampleNanos = nowNanos - log.sentNanos(0);
            }
            log.removeFirst();
            acked++;
        }
        if (log.count() > 0 && Seq.isAfter(ack, log.start(0))) {
            log.trimFirst(ack);
        }
        unacknowledged = ack;
        buffer.discardBefore(Seq.earlier(ack, buffer.end()));
        recovery.onAdvance(acked);
        measure(nowNanos, again ? -1 : sampleNanos, options);
        retransmitAtNanos = log.count() == 0 ? NEVER : nowNanos + rtt.timeoutNanos(backoff);
        // The peer answers: the time to give up counts anew.
        firstRetransmissionNanos = NEVER;
        return acked;
    }

    private void measure(long nowNanos, long sampleNanos, TcpOptions options) {
        long sample = sampleNanos;
        if (sample < 0 && options.hasTimestamps() && options.timestampEcho() != 0) {
            // The echo tells which copy was acknowledged.
            sample = writer.echoAgeNanos(nowNanos, options);
        }
        if (sample >= 0) {
            rtt.onSample(sample);
            backoff = 0;
        }
    }

    /** Sends lost segments while the congestion window allows; {@code atLeastOne} regardless of it. */
    private void resendLost(long nowNanos, boolean atLeastOne) {
        boolean free = atLeastOne;
        for (int i = 0; i < log.count() && log.lost() > 0; i++) {
            boolean withinWindow = i == 0 || Seq.isBefore(log.start(i), windowEnd());
            if (withinWindow && recovery.mayResend(i, free)) {
                resend(nowNanos, i);
                free = false;
            }
        }
    }

    private void resend(long nowNanos, int index) {
        boolean fin = log.hasFin(index);
        int length = log.end(index) - log.start(index) - (fin ? 1 : 0);
        transmit(nowNanos, log.start(index), length, fin);
        log.onSentAgain(index, nowNanos);
        retransmissions++;
        lastSentNanos = nowNanos;
        if (firstRetransmissionNanos == NEVER) {
            firstRetransmissionNanos = nowNanos;
        }
        if (index == 0) {
            retransmitAtNanos = nowNanos + rtt.timeoutNanos(backoff);
        }
    }

    /** Timeouts that are due; false when the peer has been silent for too long. */
    boolean onDeadline(long nowNanos, boolean orphaned) {
        if (nowNanos >= retransmitAtNanos && !onRetransmissionTimeout(nowNanos, orphaned)) {
            return false;
        }
        return nowNanos < probeAtNanos || onProbeTimeout(nowNanos, orphaned);
    }

    private boolean onRetransmissionTimeout(long nowNanos, boolean orphaned) {
        TcpProfile.Retransmission limits = profile.retransmission();
        int boundary = orphaned ? limits.orphanLimit() : limits.limit();
        boolean started = firstRetransmissionNanos != NEVER;
        if (started && nowNanos - firstRetransmissionNanos >= limits.giveUpNanos(boundary)) {
            return false;
        }
        recovery.onTimeout(next);
        backoff++;
        resend(nowNanos, 0);
        return true;
    }

    private boolean onProbeTimeout(long nowNanos, boolean orphaned) {
        TcpProfile.Retransmission limits = profile.retransmission();
        if (probesOut >= (orphaned ? limits.orphanLimit() : limits.limit())) {
            return false;
        }
        probesOut++;
        int room = windowEnd() - next;
        int length = Math.min(Math.min(buffer.end() - next, mss), room);
        if (length > 0) {
            // The window is open a little: too little for a whole segment, enough to end the wait.
            writer.data(nowNanos, next, TcpFlags.ACK | TcpFlags.PSH, buffer.copy(next, length));
            log.add(next, next + length, false, nowNanos);
            next += length;
            probeAtNanos = NEVER;
            retransmitAtNanos = nowNanos + rtt.timeoutNanos(backoff);
            return true;
        }
        // A sequence number already acknowledged: the peer must answer (RFC 9293 §3.8.6.1, Linux's tcp_xmit_probe_skb).
        writer.ack(nowNanos, unacknowledged - 1);
        backoff = Math.min(backoff + 1, limits.limit());
        probeAtNanos = nowNanos + rtt.timeoutNanos(backoff);
        return true;
    }

    /** The path takes only smaller segments from here on: what is out is cut and sent again. */
    void shrinkSegments(long nowNanos, int segmentOctets) {
        if (segmentOctets >= mss) {
            return;
        }
        mss = segmentOctets;
        if (log.count() > 0) {
            log.cutTo(mss);
            resendLost(nowNanos, true);
        }
    }
}
