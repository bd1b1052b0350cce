package io.sextant.lab.run;

import io.sextant.lab.report.ConnectionCounts;
import io.sextant.lab.report.ConnectionFate;
import io.sextant.lab.run.TrackedConnection.Outcome;
import io.sextant.lab.scenario.expect.Check;
import java.util.List;

/** Sums over connections. */
final class Tallies {

    /** A wait at the end of the run that counts as unanswered: Linux's first retransmission timeout of a SYN. */
    static final long UNANSWERED_NANOS = 1_000_000_000L;

    private Tallies() {}

    /**
     * Counts connections by what became of them.
     *
     * @param sinceNanos only moves from here on count as moves; 0 for the whole run
     */
    static ConnectionCounts counts(List<TrackedConnection> connections, long sinceNanos, long nowNanos) {
        long completed = 0;
        long untouched = 0;
        long moved = 0;
        long reset = 0;
        long refused = 0;
        long timedOut = 0;
        long open = 0;
        for (TrackedConnection each : connections) {
            completed += each.outcome() == Outcome.COMPLETED ? 1 : 0;
            reset += each.outcome() == Outcome.RESET ? 1 : 0;
            refused += each.outcome() == Outcome.REFUSED ? 1 : 0;
            timedOut += isTimedOut(each, nowNanos) ? 1 : 0;
            open += each.isOpen() && !isTimedOut(each, nowNanos) ? 1 : 0;
            moved += each.movedSince(sinceNanos) ? 1 : 0;
            untouched += isUntouched(each, nowNanos) ? 1 : 0;
        }
        return new ConnectionCounts(connections.size(), completed, untouched, moved, reset, refused, timedOut, open);
    }

    static long count(ConnectionCounts counts, Check.Outcome outcome) {
        return switch (outcome) {
            case TOTAL -> counts.total();
            case COMPLETED -> counts.completed();
            case RESET -> counts.reset();
            case REFUSED -> counts.refused();
            case TIMED_OUT -> counts.timedOut();
            case MOVED -> counts.moved();
            case UNTOUCHED -> counts.untouched();
        };
    }

    static boolean isTimedOut(TrackedConnection each, long nowNanos) {
        return each.outcome() == Outcome.TIMED_OUT
                || (each.isOpen() && each.isWaiting() && nowNanos - each.waitingSinceNanos() >= UNANSWERED_NANOS);
    }

    static boolean isUntouched(TrackedConnection each, long nowNanos) {
        boolean well = each.outcome() == Outcome.COMPLETED || (each.isOpen() && !isTimedOut(each, nowNanos));
        return well && !each.movedSince(0) && each.retransmissions() == 0;
    }

    static ConnectionFate fate(TrackedConnection each, long nowNanos) {
        return new ConnectionFate(
                each.id(),
                each.traffic(),
                each.client(),
                each.clientPort(),
                each.passages().stream().map(TrackedConnection.Passage::node).toList(),
                each.backend(),
                each.openedNanos(),
                each.isOpen() ? null : each.endedNanos(),
                each.stalledNanos(nowNanos),
                each.retransmissions(),
                isTimedOut(each, nowNanos)
                        ? Outcome.TIMED_OUT.word()
                        : each.outcome().word(),
                reason(each, nowNanos));
    }

    private static String reason(TrackedConnection each, long nowNanos) {
        StringBuilder text = new StringBuilder(each.reason());
        if (each.isOpen() && isTimedOut(each, nowNanos)) {
            text.append("still waits for an answer when the run ends");
        }
        if (each.movedSince(0)) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append("came in by ")
                    .append(each.node())
                    .append(" after ")
                    .append(each.passages().get(each.passages().size() - 2).node());
        }
        boolean survived = text.isEmpty() || each.outcome() == Outcome.COMPLETED;
        if (survived && each.retransmissions() > 0) {
            text.append(text.isEmpty() ? "survived, with " : ", with ")
                    .append(Journal.count((int) each.retransmissions(), "retransmission"));
        }
        return text.toString();
    }
}
