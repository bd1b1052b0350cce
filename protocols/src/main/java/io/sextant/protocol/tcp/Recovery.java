package io.sextant.protocol.tcp;

/**
 * What is out, what is believed lost, and how much may be in flight. With SACK a segment is lost when three behind it have arrived
 * (RFC 6675 §4); without, the first is when three duplicate acknowledgments came, and each of those counts as a segment that has
 * left the network (RFC 6582, the way Linux counts it). A timeout loses everything.
 */
final class Recovery {

    /** What is to be sent again after an acknowledgment. */
    enum Order {
        /** Nothing beyond what {@link #mayResend} allows anyway. */
        NOTHING,
        /** Lost segments, as the window allows. */
        AS_ALLOWED,
        /** Lost segments, the first of them whatever the window says. */
        AT_LEAST_ONE
    }

    private static final int THRESHOLD = 3;

    private final Congestion congestion;
    private final SentLog log = new SentLog();
    private boolean sack;

    /** Duplicate acknowledgments; without SACK only. */
    private int duplicates;

    Recovery(int initialWindow) {
        congestion = new Congestion(initialWindow);
    }

    void start(boolean withSack) {
        sack = withSack;
    }

    SentLog log() {
        return log;
    }

    Congestion congestion() {
        return congestion;
    }

    boolean isWindowFull() {
        int inFlight = log.inFlight() - Math.min(duplicates, log.count() - log.lost());
        return inFlight >= congestion.window();
    }

    /** Whether slow start has less out than it might have: then the window does not grow. */
    boolean isWindowUsed(boolean heldBack) {
        return heldBack || (congestion.window() < congestion.threshold() && congestion.window() < 2 * log.count());
    }

    /** Whether the segment at {@code index} was lost and may leave again within the congestion window or {@code free} of it. */
    boolean mayResend(int index, boolean free) {
        return log.needsSending(index) && (free || !isWindowFull());
    }

    /** Takes the SACK blocks of an acknowledgment and says whether they bring news. */
    boolean onSackBlocks(int[] blocks, int unacknowledged, int next) {
        int news = 0;
        for (int i = 0; sack && i < blocks.length; i += 2) {
            boolean sane = Seq.isBefore(blocks[i], blocks[i + 1]) && !Seq.isAfter(blocks[i + 1], next);
            // A block at or below the acknowledgment tells of a duplicate (RFC 2883): nothing to learn here.
            if (sane && Seq.isAfter(blocks[i], unacknowledged)) {
                news += log.markSacked(blocks[i], blocks[i + 1]);
            }
        }
        return news > 0;
    }

    /** An acknowledgment that moves nothing came while something is out. */
    void onDuplicate() {
        if (!sack) {
            duplicates = Math.min(duplicates + 1, log.count());
        }
    }

    /** {@code acked} segments have left the log; all but the one that filled the hole had been counted as duplicates. */
    void onAdvance(int acked) {
        duplicates = Math.min(Math.max(0, duplicates - Math.max(0, acked - 1)), log.count());
    }

    /** Judges what an acknowledgment of {@code acked} segments shows; {@code used} as {@link #isWindowUsed} was before it. */
    Order judge(int acked, boolean used, boolean sackNews, int unacknowledged, int next) {
        if (congestion.phase() != Congestion.Phase.OPEN && congestion.isRecovered(unacknowledged)) {
            duplicates = congestion.phase() == Congestion.Phase.RECOVERY ? 0 : duplicates;
            congestion.leaveRecovery();
        }
        return switch (congestion.phase()) {
            case OPEN -> whileOpen(acked, used, next);
            case RECOVERY -> whileRecovering(acked, sackNews);
            case LOSS -> {
                congestion.onAcknowledged(acked, acked > 0);
                yield Order.NOTHING;
            }
        };
    }

    private Order whileOpen(int acked, boolean used, int next) {
        if (sack) {
            log.markLostBelowSacked(THRESHOLD);
        } else if (duplicates >= THRESHOLD && log.count() > 0) {
            log.markLost(0);
        }
        if (log.lost() > 0) {
            congestion.enterRecovery(next);
            return Order.AT_LEAST_ONE;
        }
        congestion.onAcknowledged(acked, used && acked > 0);
        return Order.NOTHING;
    }

    private Order whileRecovering(int acked, boolean sackNews) {
        if (sack) {
            log.markLostBelowSacked(THRESHOLD);
            return acked > 0 || sackNews ? Order.AS_ALLOWED : Order.NOTHING;
        }
        if (acked > 0 && log.count() > 0) {
            // RFC 6582 §3.2 step 3: a partial acknowledgment shows the next hole.
            log.markLost(0);
            return Order.AT_LEAST_ONE;
        }
        return Order.NOTHING;
    }

    /** The retransmission timer ran out: everything counts as lost. */
    void onTimeout(int next) {
        congestion.enterLoss(next);
        duplicates = 0;
        log.markAllLost();
    }
}
