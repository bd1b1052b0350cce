package io.sextant.protocol.tcp;

import java.util.EnumSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One end of a TCP connection (RFC 9293) as Linux makes it: a machine without clock, socket or thread. The time comes with each
 * call, in nanoseconds and never backwards; effects go to a {@link TcpOutput}; {@link #deadlineNanos} says when
 * {@link #onDeadline} is due, and calling it early is harmless. No segment a peer may send makes it throw.
 *
 * <p>What it does: {@link Sender} half, {@link Receiver} half, {@link AckPolicy}. This class is the state machine between them:
 * handshake, acceptability (with RFC 5961's challenge acknowledgments and RFC 7323's PAWS), FIN, RST, TIME-WAIT, keep-alive.
 *
 * <p>Not modelled: urgent data, ECN, CUBIC, RACK and tail-loss probes, F-RTO, growth of the receive buffer, fast open.
 */
public final class TcpConnection {

    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int IP_AND_TCP_OCTETS = 40;
    private static final int DEFAULT_MSS = 536;
    private static final int LEAST_MSS = 48;
    private static final int TIMESTAMP_OCTETS = 12;

    /** A timestamp this old protects from nothing (RFC 7323 §5.5). */
    private static final long PAWS_NANOS = 24L * 86_400 * 1_000_000_000;

    private final TcpProfile profile;
    private final int localPort;
    private final int remotePort;
    private final TcpOutput output;
    private final int initialSequence;
    private final AckPolicy acks;
    private final Receiver receiver;
    private final SegmentWriter writer;
    private final Sender sender;
    private final int largestMss;

    private TcpState state = TcpState.CLOSED;
    private boolean passive;
    private int peerScale;
    private boolean sack;
    private int segmentOctets;
    private TcpOptions peerOptions = TcpOptions.NONE;
    private int peerInitialSequence;
    private long synSentNanos;
    private int synRetries;
    private long handshakeAtNanos = NEVER;
    private long recentTimestampNanos;
    private long lastChallengeNanos = Long.MIN_VALUE / 2;
    private boolean finWanted;
    private boolean orphaned;
    private boolean sendBufferWasFull;
    private long finWait2AtNanos = NEVER;
    private boolean keepAlive;
    private int keepAliveProbes;
    private long lastHeardNanos;
    private long keepAliveAtNanos = NEVER;
    private @Nullable TcpTimeWait timeWait;
    private final EnumSet<TcpEvent> pendingEvents = EnumSet.noneOf(TcpEvent.class);
    private boolean telling;

    /**
     * A connection that is still closed. {@code mtuOctets} is the path's, from which the MSS follows; {@code random} gives the
     * initial sequence number and the offset of the timestamps, in this order.
     */
    public TcpConnection(
            TcpProfile profile,
            int localPort,
            int remotePort,
            int mtuOctets,
            RandomGenerator random,
            TcpOutput output) {
        this.profile = profile;
        this.localPort = localPort;
        this.remotePort = remotePort;
        this.output = output;
        largestMss = Math.max(LEAST_MSS, mtuOctets - IP_AND_TCP_OCTETS);
        initialSequence = random.nextInt();
        int timestampOffset = random.nextInt();
        acks = new AckPolicy(profile.acknowledgment());
        receiver = new Receiver(profile, largestMss);
        writer = new SegmentWriter(localPort, remotePort, timestampOffset, output, receiver, acks);
        sender = new Sender(profile, writer, initialSequence);
    }

    public TcpState state() {
        return state;
    }

    public int localPort() {
        return localPort;
    }

    public int remotePort() {
        return remotePort;
    }

    /** Segments sent again so far, SYNs included. */
    public long retransmissions() {
        return sender.retransmissions() + synRetries;
    }

    /** Smoothed round-trip time; 0 before the first measurement. */
    public long smoothedRttNanos() {
        return sender.rtt().smoothedNanos();
    }

    /** The congestion window in segments. */
    public int congestionWindowSegments() {
        return sender.congestion().window();
    }

    /** Octets given to {@link #send} that the peer has not acknowledged. */
    public int unacknowledgedOctets() {
        return sender.queuedOctets();
    }

    /** Octets that {@link #read} would return. */
    public int readableOctets() {
        return receiver.unread();
    }

    /** Payload octets of a full segment of ours. */
    public int segmentOctets() {
        return sender.mss();
    }

    /** The small thing that remains in TIME-WAIT and may stand for this connection; null in other states. */
    public @Nullable TcpTimeWait timeWait() {
        return state == TcpState.TIME_WAIT ? timeWait : null;
    }

    int sendUnacknowledged() {
        return sender.unacknowledged();
    }

    int sendNext() {
        return sender.next();
    }

    int receiveNext() {
        return receiver.next();
    }

    /** When {@link #onDeadline} is due, or {@link #NEVER}. */
    public long deadlineNanos() {
        if (timeWait != null) {
            return timeWait.deadlineNanos();
        }
        long earliest = Math.min(handshakeAtNanos, Math.min(finWait2AtNanos, keepAliveAtNanos));
        return Math.min(earliest, Math.min(sender.deadlineNanos(), acks.deadlineNanos()));
    }

    /** TCP_NODELAY: small segments do not wait for acknowledgments (no Nagle). */
    public void setNoDelay(boolean on) {
        sender.setNoDelay(on);
    }

    /** SO_KEEPALIVE: probes an idle connection by the profile's figures. Off unless asked for. */
    public void setKeepAlive(long nowNanos, boolean on) {
        keepAlive = on;
        lastHeardNanos = Math.max(lastHeardNanos, nowNanos);
        keepAliveAtNanos = on && state == TcpState.ESTABLISHED
                ? nowNanos + profile.keepAlive().idleNanos()
                : NEVER;
    }

    /** Opens actively: the SYN leaves before this returns. */
    public void connect(long nowNanos) {
        requireClosed();
        state = TcpState.SYN_SENT;
        synSentNanos = nowNanos;
        sendSyn(nowNanos);
        handshakeAtNanos = nowNanos + sender.rtt().timeoutNanos(0);
    }

    /** Opens passively on a listener's behalf: answers this SYN, which came without ACK and RST. */
    public void accept(long nowNanos, TcpSegment syn) {
        requireClosed();
        if ((syn.flags() & (TcpFlags.SYN | TcpFlags.ACK | TcpFlags.RST)) != TcpFlags.SYN) {
            throw new IllegalArgumentException("no SYN that opens: " + syn);
        }
        passive = true;
        becomeSynReceived(nowNanos, syn);
        synSentNanos = nowNanos;
        handshakeAtNanos = nowNanos + sender.rtt().timeoutNanos(0);
    }

    /** Queues octets and says how many were taken: all, unless the send buffer is full or our side is closed. */
    public int send(long nowNanos, byte[] octets, int offset, int length) {
        boolean open = state == TcpState.SYN_SENT
                || state == TcpState.SYN_RECEIVED
                || state == TcpState.ESTABLISHED
                || state == TcpState.CLOSE_WAIT;
        if (!open || finWanted) {
            return 0;
        }
        int taken = sender.enqueue(octets, offset, length);
        sendBufferWasFull |= taken < length;
        if (state.sendsData()) {
            sender.push(nowNanos);
        }
        return taken;
    }

    /** As {@link #send(long, byte[], int, int)} with all of the array. */
    public int send(long nowNanos, byte[] octets) {
        return send(nowNanos, octets, 0, octets.length);
    }

    /** Takes all that waits; may send a window update or the acknowledgment that waited for it. */
    public byte[] read(long nowNanos) {
        byte[] octets = receiver.read();
        if (octets.length == 0 || !state.receivesData()) {
            return octets;
        }
        int unacknowledged = receiver.next() - receiver.acknowledged();
        boolean due = acks.isDueAfterRead(unacknowledged);
        if (!due && 2 * receiver.window() <= receiver.offered()) {
            int fresh = receiver.freeWindow(acks);
            due = fresh > 0 && fresh >= 2 * receiver.window();
        }
        if (due) {
            writer.ack(nowNanos, sender.acceptableSequence());
        }
        return octets;
    }

    /** Sends what is queued, then FIN; the peer may go on sending (a half close, {@code shutdown(SHUT_WR)}). */
    public void shutdown(long nowNanos) {
        switch (state) {
            case SYN_SENT -> end(TcpEvent.CLOSED);
            case SYN_RECEIVED -> finWanted = true;
            case ESTABLISHED, CLOSE_WAIT -> {
                finWanted = true;
                state = state == TcpState.ESTABLISHED ? TcpState.FIN_WAIT_1 : TcpState.LAST_ACK;
                sender.queueFin();
                sender.push(nowNanos);
            }
            default -> {
                // Closed already, or closing.
            }
        }
        tell();
    }

    /**
     * Sends what is queued, then FIN, and wants nothing more: data that still comes is answered by a reset, and so is data that
     * came and was not read (RFC 2525 §2.17).
     */
    public void close(long nowNanos) {
        if (receiver.unread() > 0 && state.receivesData()) {
            abort(nowNanos);
            return;
        }
        orphaned = true;
        if (state == TcpState.FIN_WAIT_2) {
            finWait2AtNanos = nowNanos + profile.finWait2Nanos();
        }
        shutdown(nowNanos);
    }

    /** Forgets the connection at once and, where it is synchronized, resets the peer's. */
    public void abort(long nowNanos) {
        switch (state) {
            case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT -> {
                writer.reset(nowNanos, sender.acceptableSequence());
                end(TcpEvent.CLOSED);
            }
            case CLOSED -> {
                // Nothing to forget.
            }
            default -> end(TcpEvent.CLOSED);
        }
        tell();
    }

    /** ICMP says that the destination cannot be reached: ends an attempt to connect, is ignored later (RFC 5461). */
    public void onUnreachable() {
        if (state == TcpState.SYN_SENT || state == TcpState.SYN_RECEIVED) {
            end(TcpEvent.UNREACHABLE);
            tell();
        }
    }

    /** ICMP says that the path takes packets of {@code mtuOctets} at most (RFC 1191). */
    public void onFragmentationNeeded(long nowNanos, int mtuOctets) {
        int mss = Math.max(LEAST_MSS, mtuOctets - IP_AND_TCP_OCTETS) - writer.optionOctets();
        if (state.sendsData()) {
            sender.shrinkSegments(nowNanos, mss);
        }
    }

    /** A segment for this connection, its checksum verified. */
    public void onSegment(long nowNanos, TcpSegment segment) {
        switch (state) {
            case CLOSED -> {
                // The host answers what belongs to no connection.
            }
            case SYN_SENT -> whileSynSent(nowNanos, segment);
            case TIME_WAIT -> whileTimeWait(nowNanos, segment);
            default -> whileSynchronized(nowNanos, segment);
        }
        tell();
    }

    /** Does what is due; before {@link #deadlineNanos} nothing is. */
    public void onDeadline(long nowNanos) {
        if (timeWait != null) {
            if (nowNanos >= timeWait.deadlineNanos()) {
                end(TcpEvent.CLOSED);
            }
        } else if (nowNanos >= handshakeAtNanos) {
            onHandshakeDeadline(nowNanos);
        } else if (nowNanos >= finWait2AtNanos) {
            end(TcpEvent.CLOSED);
        } else if (!sender.onDeadline(nowNanos, orphaned)) {
            end(TcpEvent.TIMED_OUT);
        } else {
            if (nowNanos >= acks.deadlineNanos()) {
                acks.onDeadline();
                writer.ack(nowNanos, sender.acceptableSequence());
            }
            if (nowNanos >= keepAliveAtNanos) {
                onKeepAliveDeadline(nowNanos);
            }
        }
        tell();
    }

    private void onHandshakeDeadline(long nowNanos) {
        TcpProfile.Retransmission limits = profile.retransmission();
        if (synRetries >= (passive ? limits.synAcks() : limits.syns())) {
            end(TcpEvent.TIMED_OUT);
            return;
        }
        synRetries++;
        if (state == TcpState.SYN_SENT) {
            sendSyn(nowNanos);
        } else {
            sendSynAck(nowNanos);
        }
        handshakeAtNanos = nowNanos + sender.rtt().timeoutNanos(synRetries);
    }

    private void onKeepAliveDeadline(long nowNanos) {
        TcpProfile.KeepAlive figures = profile.keepAlive();
        long silence = nowNanos - lastHeardNanos;
        if (!sender.isIdle() || silence < figures.idleNanos()) {
            // Retransmissions do the probing, or the peer was heard meanwhile.
            keepAliveAtNanos = nowNanos + figures.idleNanos() - (sender.isIdle() ? silence : 0);
            return;
        }
        if (keepAliveProbes >= figures.probes()) {
            writer.reset(nowNanos, sender.acceptableSequence());
            end(TcpEvent.TIMED_OUT);
            return;
        }
        keepAliveProbes++;
        writer.ack(nowNanos, sender.unacknowledged() - 1);
        keepAliveAtNanos = nowNanos + figures.intervalNanos();
    }

    private void sendSyn(long nowNanos) {
        TcpProfile.Options offer = profile.options();
        TcpOptions options = TcpOptions.ofSyn(
                largestMss,
                offer.windowScale(),
                offer.sack(),
                offer.timestamps(),
                offer.timestamps() ? writer.timestamp(nowNanos) : 0,
                0);
        writer.syn(initialSequence, TcpFlags.SYN, receiver.openWindow(0), options);
    }

    private void sendSynAck(long nowNanos) {
        boolean timestamps = writer.hasTimestamps();
        TcpOptions options = TcpOptions.ofSyn(
                largestMss,
                peerOptions.windowScale() == TcpOptions.ABSENT
                        ? TcpOptions.ABSENT
                        : profile.options().windowScale(),
                sack,
                timestamps,
                timestamps ? writer.timestamp(nowNanos) : 0,
                timestamps ? writer.recentTimestamp() : 0);
        writer.syn(initialSequence, TcpFlags.SYN | TcpFlags.ACK, receiver.offered(), options);
    }

    /** RFC 9293 §3.10.7.3. */
    private void whileSynSent(long nowNanos, TcpSegment segment) {
        boolean acknowledges = segment.has(TcpFlags.ACK);
        if (acknowledges && segment.acknowledgment() != initialSequence + 1) {
            if (!segment.has(TcpFlags.RST)) {
                writer.resetFor(segment);
            }
            return;
        }
        if (segment.has(TcpFlags.RST)) {
            if (acknowledges) {
                end(TcpEvent.REFUSED);
            }
            return;
        }
        if (!segment.has(TcpFlags.SYN)) {
            return;
        }
        if (!acknowledges) {
            // Simultaneous open (RFC 9293 §3.5, figure 7).
            becomeSynReceived(nowNanos, segment);
            return;
        }
        negotiate(nowNanos, segment);
        becomeEstablished(nowNanos, segment, segment.window());
        // The acknowledgment rides on data that is waiting, if there is any and the window takes it.
        acks.demandNow();
        sender.push(nowNanos);
        acknowledgeIfDue(nowNanos);
    }

    private void becomeSynReceived(long nowNanos, TcpSegment syn) {
        negotiate(nowNanos, syn);
        state = TcpState.SYN_RECEIVED;
        sendSynAck(nowNanos);
        // A SYN's window is never scaled (RFC 7323 §2.2).
        sender.start(segmentOctets, sack, syn.window(), syn.sequence());
    }

    /** Both SYNs are known: what was offered by both is agreed on. */
    private void negotiate(long nowNanos, TcpSegment syn) {
        peerOptions = syn.options();
        peerInitialSequence = syn.sequence();
        TcpProfile.Options offer = profile.options();
        boolean timestamps = offer.timestamps() && peerOptions.hasTimestamps();
        boolean scaled = peerOptions.windowScale() != TcpOptions.ABSENT && offer.windowScale() != TcpOptions.ABSENT;
        sack = offer.sack() && peerOptions.sackPermitted();
        peerScale = scaled ? peerOptions.windowScale() : 0;
        writer.start(timestamps, largestMss);
        if (timestamps) {
            writer.setRecentTimestamp(peerOptions.timestampValue());
            recentTimestampNanos = nowNanos;
        }
        int peerMss = peerOptions.mssOctets() == 0 ? DEFAULT_MSS : Math.max(LEAST_MSS, peerOptions.mssOctets());
        segmentOctets = Math.min(peerMss, largestMss) - (timestamps ? TIMESTAMP_OCTETS : 0);
        if (!syn.has(TcpFlags.ACK)) {
            // Our SYN that answers offers a window of its own: the options of later segments are known now.
            receiver.openWindow(writer.optionOctets());
        }
        receiver.start(syn.sequence() + 1, scaled ? offer.windowScale() : 0, sack);
        acks.start(nowNanos, Math.min(largestMss, segmentOctets), receiver.offered());
    }

    private void becomeEstablished(long nowNanos, TcpSegment segment, int window) {
        state = TcpState.ESTABLISHED;
        handshakeAtNanos = NEVER;
        lastHeardNanos = nowNanos;
        sender.start(segmentOctets, sack, window, segment.sequence());
        measureHandshake(nowNanos, segment.options());
        if (synRetries > 1) {
            sender.congestion().startSmall();
        }
        if (keepAlive) {
            keepAliveAtNanos = nowNanos + profile.keepAlive().idleNanos();
        }
        raise(TcpEvent.ESTABLISHED);
        if (finWanted) {
            state = TcpState.FIN_WAIT_1;
            sender.queueFin();
        }
    }

    private void measureHandshake(long nowNanos, TcpOptions options) {
        if (synRetries == 0) {
            sender.rtt().onSample(nowNanos - synSentNanos);
        } else if (writer.hasTimestamps() && options.hasTimestamps()) {
            int ticks = writer.timestamp(nowNanos) - options.timestampEcho();
            sender.rtt().onSample(Math.max(0, ticks) * 1_000_000L);
        }
    }

    /** RFC 9293 §3.10.7.4: every state from SYN-RECEIVED on. */
    private void whileSynchronized(long nowNanos, TcpSegment segment) {
        if (isRepeatedSyn(segment)) {
            if (mayChallenge(nowNanos)) {
                sendSynAck(nowNanos);
            }
            return;
        }
        boolean reset = segment.has(TcpFlags.RST);
        if (!reset && isOld(nowNanos, segment)) {
            answerUnacceptable(nowNanos, segment);
            return;
        }
        if (!receiver.accepts(segment.sequence(), segment.sequenceEnd())) {
            if (!reset) {
                answerUnacceptable(nowNanos, segment);
            }
            return;
        }
        if (reset) {
            onReset(nowNanos, segment);
            return;
        }
        if (segment.has(TcpFlags.SYN) && !completesSimultaneousOpen(segment)) {
            challenge(nowNanos);
            return;
        }
        lastHeardNanos = nowNanos;
        keepAliveProbes = 0;
        if (!segment.has(TcpFlags.ACK) || !takeAcknowledgment(nowNanos, segment)) {
            return;
        }
        takeData(nowNanos, segment);
        if (state.sendsData()) {
            sender.push(nowNanos);
        }
        acknowledgeIfDue(nowNanos);
    }

    private boolean isRepeatedSyn(TcpSegment segment) {
        return state == TcpState.SYN_RECEIVED
                && passive
                && (segment.flags() & (TcpFlags.SYN | TcpFlags.ACK | TcpFlags.RST)) == TcpFlags.SYN
                && segment.sequence() == peerInitialSequence;
    }

    /** In a simultaneous open the peer's SYN comes again, with the acknowledgment that completes the handshake. */
    private boolean completesSimultaneousOpen(TcpSegment segment) {
        return state == TcpState.SYN_RECEIVED
                && !passive
                && segment.has(TcpFlags.ACK)
                && segment.sequence() == peerInitialSequence
                && segment.sequenceLength() == 1
                && segment.acknowledgment() == initialSequence + 1;
    }

    /** PAWS (RFC 7323 §5.3), with Linux's tolerance of one tick. */
    private boolean isOld(long nowNanos, TcpSegment segment) {
        return writer.hasTimestamps()
                && segment.options().hasTimestamps()
                && writer.recentTimestamp() - segment.options().timestampValue() > 1
                && nowNanos - recentTimestampNanos < PAWS_NANOS;
    }

    private void answerUnacceptable(long nowNanos, TcpSegment segment) {
        boolean carriesData = segment.payload().length > 0;
        if (carriesData && Seq.isBefore(segment.sequence(), receiver.next())) {
            receiver.noteDuplicate(segment.sequence(), segment.sequenceEnd());
        }
        // Data is no part of an acknowledgment loop and is answered each time (Linux's tcp_oow_rate_limited).
        if (carriesData || mayChallenge(nowNanos)) {
            writer.ack(nowNanos, sender.acceptableSequence());
        }
    }

    private void onReset(long nowNanos, TcpSegment segment) {
        // RFC 5961 §3.2: only the exact sequence number resets.
        if (segment.sequence() == receiver.next()) {
            end(TcpEvent.RESET);
        } else {
            challenge(nowNanos);
        }
    }

    private void challenge(long nowNanos) {
        if (mayChallenge(nowNanos)) {
            writer.ack(nowNanos, sender.acceptableSequence());
        }
    }

    private boolean mayChallenge(long nowNanos) {
        if (nowNanos - lastChallengeNanos < profile.acknowledgment().challengeNanos()) {
            return false;
        }
        lastChallengeNanos = nowNanos;
        return true;
    }

    /** Whether the segment's data may be looked at. */
    private boolean takeAcknowledgment(long nowNanos, TcpSegment segment) {
        int ack = segment.acknowledgment();
        if (state == TcpState.SYN_RECEIVED) {
            if (ack != initialSequence + 1) {
                writer.resetFor(segment);
                return false;
            }
            int shift = segment.has(TcpFlags.SYN) ? 0 : peerScale;
            becomeEstablished(nowNanos, segment, segment.window() << shift);
        }
        if (Seq.isAfter(ack, sender.next())) {
            return false;
        }
        if (Seq.isBefore(ack, sender.unacknowledged())) {
            // RFC 5961 §5.2: older than any segment of ours could have earned.
            if (Seq.isBefore(ack, sender.unacknowledged() - sender.largestWindow())) {
                challenge(nowNanos);
                return false;
            }
            return true;
        }
        rememberTimestamp(nowNanos, segment);
        int shift = segment.has(TcpFlags.SYN) ? 0 : peerScale;
        sender.onAcknowledgment(nowNanos, segment, segment.window() << shift);
        if (sendBufferWasFull && sender.queuedOctets() < profile.sendBufferOctets() / 2) {
            sendBufferWasFull = false;
            raise(TcpEvent.WRITABLE);
        }
        return !sender.isFinAcknowledged() || onFinAcknowledged(nowNanos);
    }

    private void rememberTimestamp(long nowNanos, TcpSegment segment) {
        boolean covers = !Seq.isAfter(segment.sequence(), receiver.acknowledged());
        if (writer.hasTimestamps() && segment.options().hasTimestamps() && covers) {
            int value = segment.options().timestampValue();
            if (!Seq.isBefore(value, writer.recentTimestamp())) {
                writer.setRecentTimestamp(value);
                recentTimestampNanos = nowNanos;
            }
        }
    }

    private boolean onFinAcknowledged(long nowNanos) {
        switch (state) {
            case FIN_WAIT_1 -> {
                state = TcpState.FIN_WAIT_2;
                if (orphaned) {
                    finWait2AtNanos = nowNanos + profile.finWait2Nanos();
                }
            }
            case CLOSING -> {
                becomeTimeWait(nowNanos);
                return false;
            }
            case LAST_ACK -> {
                end(TcpEvent.CLOSED);
                return false;
            }
            default -> {
                // Nothing waited for it.
            }
        }
        return true;
    }

    private void takeData(long nowNanos, TcpSegment segment) {
        if (segment.sequenceLength() == 0) {
            return;
        }
        if (!state.receivesData()) {
            acks.demandNow();
            return;
        }
        int start = segment.sequence() + (segment.has(TcpFlags.SYN) ? 1 : 0);
        int end = start + segment.payload().length;
        if (segment.payload().length > 0 && !takePayload(nowNanos, segment, start, end)) {
            return;
        }
        if (segment.has(TcpFlags.FIN)) {
            if (Seq.isBefore(end, receiver.next())) {
                acks.demandNow();
                return;
            }
            receiver.noteFin(end);
        }
        if (receiver.takeFin()) {
            onPeerFin(nowNanos);
        } else if (segment.has(TcpFlags.FIN)) {
            acks.demandNow();
        }
    }

    /** Whether the payload was taken, or known before, and not refused for want of room. */
    private boolean takePayload(long nowNanos, TcpSegment segment, int start, int end) {
        if (!Seq.isAfter(end, receiver.next())) {
            receiver.noteDuplicate(start, end);
            acks.enterQuickModeFirmly(receiver.offered());
            acks.demandNow();
            return true;
        }
        if (orphaned) {
            // Linux: data for a user who has closed is answered by a reset.
            writer.resetFor(segment);
            end(TcpEvent.CLOSED);
            return false;
        }
        boolean fits = receiver.hasRoomFor(segment.payload().length);
        if (!fits || !Seq.isBefore(start, receiver.next() + receiver.window())) {
            acks.enterQuickModeFirmly(receiver.offered());
            acks.demandNow();
            return false;
        }
        if (Seq.isAfter(start, receiver.next())) {
            receiver.takeEarly(start, segment.payload());
            acks.demandNow();
            return true;
        }
        boolean hadHoles = receiver.hasHoles();
        receiver.takeInOrder(start, segment.payload());
        acks.onData(
                nowNanos,
                segment.payload().length,
                segment.has(TcpFlags.PSH),
                largestMss,
                receiver.offered(),
                sender.rtt().timeoutNanos(0));
        if (hadHoles) {
            acks.demandNow();
        }
        raise(TcpEvent.DATA);
        return true;
    }

    private void onPeerFin(long nowNanos) {
        acks.onFin();
        raise(TcpEvent.PEER_FIN);
        switch (state) {
            case ESTABLISHED -> state = TcpState.CLOSE_WAIT;
            case FIN_WAIT_1 -> {
                state = TcpState.CLOSING;
                acks.demandNow();
            }
            default -> {
                writer.ack(nowNanos, sender.acceptableSequence());
                becomeTimeWait(nowNanos);
            }
        }
    }

    private void becomeTimeWait(long nowNanos) {
        state = TcpState.TIME_WAIT;
        silence();
        int window = receiver.offerWindow(acks);
        timeWait = new TcpTimeWait(
                profile, nowNanos, localPort, remotePort, sender.next(), receiver.next(), window, writer);
        raise(TcpEvent.TIME_WAIT);
    }

    private void whileTimeWait(long nowNanos, TcpSegment segment) {
        if (timeWait != null) {
            timeWait.onSegment(nowNanos, segment, output);
            if (timeWait.deadlineNanos() <= nowNanos) {
                end(TcpEvent.CLOSED);
            }
        }
    }

    private void acknowledgeIfDue(long nowNanos) {
        if (!acks.isOwed() || state == TcpState.CLOSED || state == TcpState.TIME_WAIT) {
            return;
        }
        int unacknowledged = receiver.next() - receiver.acknowledged();
        boolean windowMoves = receiver.unread() == 0 || receiver.freeWindow(acks) >= receiver.offered();
        boolean due = acks.isDue(unacknowledged, windowMoves, receiver.hasHoles())
                || acks.delay(nowNanos, sender.rtt().smoothedNanos());
        if (due) {
            writer.ack(nowNanos, sender.acceptableSequence());
        }
    }

    private void requireClosed() {
        if (state != TcpState.CLOSED) {
            throw new IllegalStateException("already " + state);
        }
    }

    private void end(TcpEvent why) {
        state = TcpState.CLOSED;
        silence();
        timeWait = null;
        raise(why);
    }

    private void silence() {
        handshakeAtNanos = NEVER;
        finWait2AtNanos = NEVER;
        keepAliveAtNanos = NEVER;
        sender.stop();
        acks.onSent();
    }

    private void raise(TcpEvent event) {
        pendingEvents.add(event);
    }

    /** Tells what has happened, in the order of {@link TcpEvent}; calls from within find the machine at rest. */
    private void tell() {
        if (telling) {
            return;
        }
        telling = true;
        while (!pendingEvents.isEmpty()) {
            TcpEvent first = pendingEvents.iterator().next();
            pendingEvents.remove(first);
            output.signal(first);
        }
        telling = false;
    }
}
