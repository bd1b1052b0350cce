package io.sextant.protocol.tcp;

/**
 * The exchange of SYNs: what is offered, what is agreed on, and sending ours again until it is acknowledged. The connection asks
 * it and moves between states; it knows the segments.
 */
final class Handshake {

    private static final long NEVER = Long.MAX_VALUE;
    private static final int DEFAULT_MSS = 536;
    private static final int LEAST_MSS = 48;
    private static final int OPENING = TcpFlags.SYN | TcpFlags.ACK | TcpFlags.RST;

    private final TcpProfile profile;
    private final int initialSequence;
    private final int largestMss;
    private final SegmentWriter writer;
    private final Receiver receiver;
    private final Sender sender;
    private boolean passive;
    private boolean sack;
    private int peerScale;
    private int segmentOctets;
    private TcpOptions peerOptions = TcpOptions.NONE;
    private int peerInitialSequence;
    private long sentNanos;
    private int retries;
    private long deadlineNanos = NEVER;

    Handshake(
            TcpProfile profile,
            int initialSequence,
            int largestMss,
            SegmentWriter writer,
            Receiver receiver,
            Sender sender) {
        this.profile = profile;
        this.initialSequence = initialSequence;
        this.largestMss = largestMss;
        this.writer = writer;
        this.receiver = receiver;
        this.sender = sender;
    }

    /** Whether the segment asks for a connection: SYN without ACK and RST. */
    static boolean isOpening(TcpSegment segment) {
        return (segment.flags() & OPENING) == TcpFlags.SYN;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    int retries() {
        return retries;
    }

    boolean acknowledges(TcpSegment segment) {
        return segment.acknowledgment() == initialSequence + 1;
    }

    /** The window a segment tells, scaled as agreed on; a SYN's never is (RFC 7323 §2.2). */
    int windowOf(TcpSegment segment) {
        return segment.has(TcpFlags.SYN) ? segment.window() : segment.window() << peerScale;
    }

    /** Our SYN leaves first. */
    void open(long nowNanos) {
        sendSyn(nowNanos);
        startTimer(nowNanos);
    }

    /** The peer's SYN came first, to a listener or across our own; ours answers it. */
    void answer(long nowNanos, TcpSegment syn, boolean onListenersBehalf) {
        passive = onListenersBehalf;
        agree(nowNanos, syn);
        sendSynAck(nowNanos);
        sender.start(segmentOctets, sack, syn.window(), syn.sequence());
        if (passive) {
            startTimer(nowNanos);
        }
    }

    /** The peer's SYN is known: what both offered holds from here on. */
    void agree(long nowNanos, TcpSegment syn) {
        peerOptions = syn.options();
        peerInitialSequence = syn.sequence();
        TcpProfile.Options offer = profile.options();
        sack = offer.sack() && peerOptions.sackPermitted();
        // Linux tcp_synack_options: a signature and SACK leave no room for timestamps.
        boolean timestamps = offer.timestamps() && peerOptions.hasTimestamps() && !(writer.signs() && sack);
        boolean scaled = peerOptions.windowScale() != TcpOptions.ABSENT && offer.windowScale() != TcpOptions.ABSENT;
        peerScale = scaled ? peerOptions.windowScale() : 0;
        writer.start(timestamps, largestMss);
        if (timestamps) {
            receiver.setRecentTimestamp(nowNanos, peerOptions.timestampValue());
        }
        int peerMss = peerOptions.mssOctets() == 0 ? DEFAULT_MSS : Math.max(LEAST_MSS, peerOptions.mssOctets());
        segmentOctets = Math.min(peerMss, largestMss) - writer.optionOctets();
        if (!syn.has(TcpFlags.ACK)) {
            // Our SYN that answers offers a window of its own: the options of later segments are known now.
            receiver.openWindow(writer.timestampOctets());
        }
        receiver.start(nowNanos, syn.sequence() + 1, scaled ? offer.windowScale() : 0, sack, segmentOctets);
    }

    /** The segment acknowledges our SYN: the sending half may begin. */
    void complete(long nowNanos, TcpSegment segment) {
        deadlineNanos = NEVER;
        sender.start(segmentOctets, sack, windowOf(segment), segment.sequence());
        if (retries == 0) {
            sender.rtt().onSample(nowNanos - sentNanos);
        } else if (writer.hasTimestamps() && segment.options().hasTimestamps()) {
            sender.rtt().onSample(writer.echoAgeNanos(nowNanos, segment.options()));
        }
        if (retries > 1) {
            // RFC 5681 §3.1: after a lost SYN the initial window is one segment; Linux forgives the first loss.
            sender.congestion().startSmall();
        }
    }

    void stop() {
        deadlineNanos = NEVER;
    }

    /** Sends our SYN again; false when that has been done often enough. */
    boolean onDeadline(long nowNanos, TcpState state) {
        TcpProfile.Retransmission limits = profile.retransmission();
        // Linux 6.18 tcp_write_timeout: the linear ones come on top of tcp_syn_retries.
        int syns = limits.syns() + (state == TcpState.SYN_SENT ? limits.linearSyns() : 0);
        if (retries >= (passive ? limits.synAcks() : syns)) {
            return false;
        }
        retries++;
        if (state == TcpState.SYN_SENT) {
            sendSyn(nowNanos);
        } else {
            sendSynAck(nowNanos);
        }
        // Linux 6.18 tcp_retransmit_timer: without doubling while SYNs are linear.
        int linear = state == TcpState.SYN_SENT ? Math.min(retries, limits.linearSyns()) : 0;
        deadlineNanos = nowNanos + sender.rtt().timeoutNanos(retries - linear);
        return true;
    }

    /** Whether the peer has not heard our answer and sends its SYN again. */
    boolean isRepeated(TcpSegment segment) {
        return passive && isOpening(segment) && segment.sequence() == peerInitialSequence;
    }

    /** In a simultaneous open the peer's SYN comes again, with the acknowledgment that completes the handshake. */
    boolean completesSimultaneousOpen(TcpSegment segment) {
        return !passive
                && segment.has(TcpFlags.ACK)
                && segment.sequence() == peerInitialSequence
                && segment.sequenceLength() == 1
                && acknowledges(segment);
    }

    void sendSynAck(long nowNanos) {
        boolean scaled = peerOptions.windowScale() != TcpOptions.ABSENT;
        boolean timestamps = writer.hasTimestamps();
        TcpOptions options = TcpOptions.ofSyn(
                largestMss,
                scaled ? profile.options().windowScale() : TcpOptions.ABSENT,
                sack,
                timestamps,
                timestamps ? writer.timestamp(nowNanos) : 0,
                timestamps ? receiver.recentTimestamp() : 0);
        writer.syn(initialSequence, TcpFlags.SYN | TcpFlags.ACK, receiver.offered(), options);
    }

    private void sendSyn(long nowNanos) {
        TcpProfile.Options offer = profile.options();
        boolean timestamps = offer.timestamps() && !writer.signs();
        int timestamp = timestamps ? writer.timestamp(nowNanos) : 0;
        TcpOptions options = TcpOptions.ofSyn(largestMss, offer.windowScale(), offer.sack(), timestamps, timestamp, 0);
        writer.syn(initialSequence, TcpFlags.SYN, receiver.openWindow(0), options);
    }

    private void startTimer(long nowNanos) {
        sentNanos = nowNanos;
        deadlineNanos = nowNanos + sender.rtt().timeoutNanos(0);
    }
}
