package io.sextant.protocol.tcp;

/** What a segment that is heard brings: payload and FIN (RFC 9293 §3.10.7.4, seventh and eighth check). */
final class Intake {

    /** What came of it. */
    enum Outcome {
        /** Nothing the user must know. */
        NOTHING,
        /** There is data to read. */
        DATA,
        /** The peer's FIN, after all of its data. */
        FIN,
        /** Data to read, and with it the peer's FIN. */
        DATA_AND_FIN
    }

    private final Receiver receiver;
    private final AckPolicy acks;
    private final Sender sender;
    private final int largestSegment;

    Intake(Receiver receiver, AckPolicy acks, Sender sender, int largestSegment) {
        this.receiver = receiver;
        this.acks = acks;
        this.sender = sender;
        this.largestSegment = largestSegment;
    }

    /** Whether any of the payload is new, so that a user who has closed must refuse it. */
    boolean bringsNews(TcpSegment segment) {
        int end = start(segment) + segment.payload().length;
        return segment.payload().length > 0 && Seq.isAfter(end, receiver.next());
    }

    /** Takes payload and FIN, each in order, early, again or not at all. */
    Outcome take(long nowNanos, TcpSegment segment) {
        int start = start(segment);
        int end = start + segment.payload().length;
        int before = receiver.unread();
        if (segment.payload().length > 0 && !takePayload(nowNanos, segment, start, end)) {
            return Outcome.NOTHING;
        }
        boolean fin = segment.has(TcpFlags.FIN);
        if (fin && !Seq.isBefore(end, receiver.next())) {
            receiver.noteFin(end);
        }
        boolean data = receiver.unread() > before;
        if (receiver.takeFin()) {
            return data ? Outcome.DATA_AND_FIN : Outcome.FIN;
        }
        if (fin) {
            acks.demandNow();
        }
        return data ? Outcome.DATA : Outcome.NOTHING;
    }

    /** False where there is no room for it, so that its FIN does not count either. */
    private boolean takePayload(long nowNanos, TcpSegment segment, int start, int end) {
        if (!Seq.isAfter(end, receiver.next())) {
            receiver.noteDuplicate(start, end);
            acks.enterQuickModeFirmly(receiver.offered());
            acks.demandNow();
            return true;
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
                largestSegment,
                receiver.offered(),
                sender.rtt().timeoutNanos(0));
        if (hadHoles) {
            acks.demandNow();
        }
        return true;
    }

    private static int start(TcpSegment segment) {
        return segment.sequence() + (segment.has(TcpFlags.SYN) ? 1 : 0);
    }
}
