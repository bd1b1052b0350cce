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
 * states, FIN, RST, TIME-WAIT. {@link Handshake}, {@link Admission}, {@link Intake} and {@link KeepAlive} hold the rules of the
 * steps a segment goes through.
 *
 * <p>Not modelled: urgent data, ECN, CUBIC, RACK and tail-loss probes, F-RTO, growth of the receive buffer, fast open.
 */
public final class TcpConnection {

    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int IP_AND_TCP_OCTETS = 40;
    private static final int LEAST_MSS = 48;

    private final TcpProfile profile;
    private final int localPort;
    private final int remotePort;
    private final TcpOutput output;
    private final AckPolicy acks;
    private final Receiver receiver;
    private final SegmentWriter writer;
    private final Sender sender;
    private final Handshake handshake;
    private final Admission admission;
    private final Intake intake;
    private final KeepAlive keepAlive;

    private TcpState state = TcpState.CLOSED;
    private boolean finWanted;
    private boolean orphaned;
    private boolean sendBufferWasFull;
    private long finWait2AtNanos = NEVER;
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
        int largestMss = Math.max(LEAST_MSS, mtuOctets - IP_AND_TCP_OCTETS);
        int initialSequence = random.nextInt();
        int timestampOffset = random.nextInt();
        acks = new AckPolicy(profile.acknowledgment());
        receiver = new Receiver(profile, largestMss, acks);
        writer = new SegmentWriter(localPort, remotePort, timestampOffset, output, receiver, acks);
        sender = new Sender(profile, writer, initialSequence);
        handshake = new Handshake(profile, initialSequence, largestMss, writer, receiver, sender);
        admission = new Admission(profile, receiver, sender, writer);
        intake = new Intake(receiver, acks, sender, largestMss);
        keepAlive = new KeepAlive(profile.keepAlive());
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
        return sender.retransmissions() + handshake.retries();
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
        long earliest = Math.min(handshake.deadlineNanos(), Math.min(finWait2AtNanos, keepAlive.deadlineNanos()));
        return Math.min(earliest, Math.min(sender.deadlineNanos(), acks.deadlineNanos()));
    }

    /**
     * Every segment carries a signature that is put on further down (RFC 2385): options and payload leave room for it. To be
     * said before the connection opens.
     */
    public void setSigned() {
        writer.sign();
    }

    /** TCP_NODELAY: small segments do not wait for acknowledgments (no Nagle). */
    public void setNoDelay(boolean on) {
        sender.setNoDelay(on);
    }

    /** SO_KEEPALIVE: probes an idle connection by the profile's figures. Off unless asked for. */
    public void setKeepAlive(long nowNanos, boolean on) {
        keepAlive.turn(on);
        if (state == TcpState.ESTABLISHED) {
            keepAlive.start(nowNanos);
        }
    }

    /** Opens actively: the SYN leaves before this returns. */
    public void connect(long nowNanos) {
        requireClosed();
        state = TcpState.SYN_SENT;
        handshake.open(nowNanos);
    }

    /** Opens passively on a listener's behalf: answers this SYN, which came without ACK and RST. */
    public void accept(long nowNanos, TcpSegment syn) {
        requireClosed();
        if (!Handshake.isOpening(syn)) {
            throw new IllegalArgumentException("no SYN that opens: " + syn);
        }
        state = TcpState.SYN_RECEIVED;
        handshake.answer(nowNanos, syn, true);
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
            int fresh = receiver.freeWindow();
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
        } else if (nowNanos >= handshake.deadlineNanos()) {
            if (!handshake.onDeadline(nowNanos, state)) {
                end(TcpEvent.TIMED_OUT);
            }
        } else if (nowNanos >= finWait2AtNanos) {
            end(TcpEvent.CLOSED);
        } else if (!sender.onDeadline(nowNanos, orphaned)) {
            end(TcpEvent.TIMED_OUT);
        } else {
            if (nowNanos >= acks.deadlineNanos()) {
                acks.onDeadline();
                writer.ack(nowNanos, sender.acceptableSequence());
            }
            if (nowNanos >= keepAlive.deadlineNanos()) {
                onKeepAliveDeadline(nowNanos);
            }
        }
        tell();
    }

    private void onKeepAliveDeadline(long nowNanos) {
        switch (keepAlive.onDeadline(nowNanos, sender.isIdle())) {
            case PROBE -> writer.ack(nowNanos, sender.unacknowledged() - 1);
            case GIVE_UP -> {
                writer.reset(nowNanos, sender.acceptableSequence());
                end(TcpEvent.TIMED_OUT);
            }
            case WAIT -> {
                // The peer was heard meanwhile, or something is out that it must acknowledge.
            }
        }
    }

    /** RFC 9293 §3.10.7.3. */
    private void whileSynSent(long nowNanos, TcpSegment segment) {
        boolean acknowledges = segment.has(TcpFlags.ACK);
        boolean reset = segment.has(TcpFlags.RST);
        if (acknowledges && !handshake.acknowledges(segment)) {
            if (!reset) {
                writer.resetFor(segment);
            }
            return;
        }
        if (reset) {
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
            state = TcpState.SYN_RECEIVED;
            handshake.answer(nowNanos, segment, false);
            return;
        }
        handshake.agree(nowNanos, segment);
        becomeEstablished(nowNanos, segment);
        // The acknowledgment rides on data that is waiting, if there is any and the window takes it.
        acks.demandNow();
        sender.push(nowNanos);
        acknowledgeIfDue(nowNanos);
    }

    private void becomeEstablished(long nowNanos, TcpSegment segment) {
        state = TcpState.ESTABLISHED;
        handshake.complete(nowNanos, segment);
        keepAlive.start(nowNanos);
        raise(TcpEvent.ESTABLISHED);
        if (finWanted) {
            state = TcpState.FIN_WAIT_1;
            sender.queueFin();
        }
    }

    /** RFC 9293 §3.10.7.4: every state from SYN-RECEIVED on. */
    private void whileSynchronized(long nowNanos, TcpSegment segment) {
        boolean handshaking = state == TcpState.SYN_RECEIVED;
        if (handshaking && handshake.isRepeated(segment)) {
            if (admission.mayAnswer(nowNanos)) {
                handshake.sendSynAck(nowNanos);
            }
            return;
        }
        boolean synIsDue = handshaking && handshake.completesSimultaneousOpen(segment);
        switch (admission.judge(nowNanos, segment, synIsDue)) {
            case RESETS -> end(TcpEvent.RESET);
            case HEARD -> {
                keepAlive.onHeard(nowNanos);
                if (takeAcknowledgment(nowNanos, segment) && takeData(nowNanos, segment)) {
                    if (state.sendsData()) {
                        sender.push(nowNanos);
                    }
                    acknowledgeIfDue(nowNanos);
                }
            }
            case DROPPED -> {
                // Answered already, where an answer was owed.
            }
        }
    }

    /** Whether the segment's data may be looked at. */
    private boolean takeAcknowledgment(long nowNanos, TcpSegment segment) {
        int ack = segment.acknowledgment();
        if (state == TcpState.SYN_RECEIVED) {
            if (!handshake.acknowledges(segment)) {
                writer.resetFor(segment);
                return false;
            }
            becomeEstablished(nowNanos, segment);
        }
        if (Seq.isAfter(ack, sender.next())) {
            return false;
        }
        if (Seq.isBefore(ack, sender.unacknowledged())) {
            // RFC 5961 §5.2: older than any segment of ours could have earned.
            boolean absurd = Seq.isBefore(ack, sender.unacknowledged() - sender.largestWindow());
            if (absurd) {
                admission.challenge(nowNanos);
            }
            return !absurd;
        }
        if (writer.hasTimestamps()) {
            receiver.rememberTimestamp(nowNanos, segment);
        }
        sender.onAcknowledgment(nowNanos, segment, handshake.windowOf(segment));
        if (sendBufferWasFull && sender.queuedOctets() < profile.sendBufferOctets() / 2) {
            sendBufferWasFull = false;
            raise(TcpEvent.WRITABLE);
        }
        return !sender.isFinAcknowledged() || onFinAcknowledged(nowNanos);
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

    /** Whether the connection still stands after it. */
    private boolean takeData(long nowNanos, TcpSegment segment) {
        if (segment.sequenceLength() == 0) {
            return true;
        }
        if (!state.receivesData()) {
            acks.demandNow();
            return true;
        }
        if (orphaned && intake.bringsNews(segment)) {
            // Linux: data for a user who has closed is answered by a reset.
            writer.resetFor(segment);
            end(TcpEvent.CLOSED);
            return false;
        }
        Intake.Outcome outcome = intake.take(nowNanos, segment);
        if (outcome == Intake.Outcome.DATA || outcome == Intake.Outcome.DATA_AND_FIN) {
            raise(TcpEvent.DATA);
        }
        if (outcome == Intake.Outcome.FIN || outcome == Intake.Outcome.DATA_AND_FIN) {
            onPeerFin(nowNanos);
        }
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
        int window = receiver.offerWindow();
        timeWait = new TcpTimeWait(
                profile,
                nowNanos,
                localPort,
                remotePort,
                sender.next(),
                receiver.next(),
                window,
                receiver.recentTimestamp(),
                writer);
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
        boolean windowMoves = receiver.unread() == 0 || receiver.freeWindow() >= receiver.offered();
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
        handshake.stop();
        finWait2AtNanos = NEVER;
        keepAlive.stop();
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
