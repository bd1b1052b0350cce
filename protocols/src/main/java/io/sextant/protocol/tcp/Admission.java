package io.sextant.protocol.tcp;

/**
 * Whether a segment is heard at all (RFC 9293 §3.10.7.4, first to fourth check), and the acknowledgments that answer those which are
 * not: PAWS (RFC 7323 §5), challenge acknowledgments (RFC 5961), both within a rate so that two confused peers do not answer each
 * other for ever.
 */
final class Admission {

    /** What becomes of a segment. */
    enum Verdict {
        /** Its acknowledgment and data are looked at. */
        HEARD,
        /** It is dropped; if an answer was owed, it has left. */
        DROPPED,
        /** It resets the connection. */
        RESETS
    }

    private final long challengeNanos;
    private final Receiver receiver;
    private final Sender sender;
    private final SegmentWriter writer;
    private long lastChallengeNanos = Long.MIN_VALUE / 2;

    Admission(TcpProfile profile, Receiver receiver, Sender sender, SegmentWriter writer) {
        challengeNanos = profile.acknowledgment().challengeNanos();
        this.receiver = receiver;
        this.sender = sender;
        this.writer = writer;
    }

    /** Judges a segment of a synchronized connection; {@code synIsDue} where its SYN completes a simultaneous open. */
    Verdict judge(long nowNanos, TcpSegment segment, boolean synIsDue) {
        boolean reset = segment.has(TcpFlags.RST);
        boolean old = !reset && writer.hasTimestamps() && receiver.isOld(nowNanos, segment.options());
        if (old || !receiver.accepts(segment.sequence(), segment.sequenceEnd())) {
            if (!reset) {
                answerUnacceptable(nowNanos, segment);
            }
            return Verdict.DROPPED;
        }
        // RFC 5961 §3.2: only the exact sequence number resets.
        if (reset && segment.sequence() == receiver.next()) {
            return Verdict.RESETS;
        }
        // RFC 5961 §4.2: a SYN inside a connection resets nothing either.
        if (reset || (segment.has(TcpFlags.SYN) && !synIsDue)) {
            challenge(nowNanos);
            return Verdict.DROPPED;
        }
        return segment.has(TcpFlags.ACK) ? Verdict.HEARD : Verdict.DROPPED;
    }

    /** Tells the peer where we stand, unless that was done just now. */
    void challenge(long nowNanos) {
        if (mayAnswer(nowNanos)) {
            writer.ack(nowNanos, sender.acceptableSequence());
        }
    }

    /** Whether another answer to something odd may leave now (Linux's {@code tcp_oow_rate_limited}). */
    boolean mayAnswer(long nowNanos) {
        if (nowNanos - lastChallengeNanos < challengeNanos) {
            return false;
        }
        lastChallengeNanos = nowNanos;
        return true;
    }

    private void answerUnacceptable(long nowNanos, TcpSegment segment) {
        boolean carriesData = segment.payload().length > 0;
        if (carriesData && Seq.isBefore(segment.sequence(), receiver.next())) {
            receiver.noteDuplicate(segment.sequence(), segment.sequenceEnd());
        }
        // Data is no part of an acknowledgment loop and is answered each time.
        if (carriesData || mayAnswer(nowNanos)) {
            writer.ack(nowNanos, sender.acceptableSequence());
        }
    }
}
