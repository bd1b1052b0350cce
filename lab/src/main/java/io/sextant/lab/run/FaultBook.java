package io.sextant.lab.run;

import io.sextant.lab.report.ConnectionFate;
import io.sextant.lab.report.FaultReport;
import io.sextant.lab.report.Loss;
import io.sextant.lab.scenario.timeline.TimedAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What followed from each fault or action: everything between it and the next one, or the end of the run, is put down to
 * it.
 */
final class FaultBook {

    /** A fault or action that has begun, with the books as they stood then. */
    private record Entry(TimedAction action, long atNanos, List<Loss> lossesBefore, Map<Long, Long> retransmissions) {}

    private final Journal journal;
    private final ConnectionLedger connections;
    private final LossLedger losses;
    private final Cables cables;
    private final List<Entry> entries = new ArrayList<>();
    private final List<List<Loss>> lossesAtNext = new ArrayList<>();

    FaultBook(Journal journal, ConnectionLedger connections, LossLedger losses, Cables cables) {
        this.journal = journal;
        this.connections = connections;
        this.losses = losses;
        this.cables = cables;
    }

    void begin(TimedAction action, long nowNanos) {
        Map<Long, Long> retransmissions = new TreeMap<>();
        for (TrackedConnection each : connections.connections()) {
            if (each.isOpen()) {
                retransmissions.put(each.id(), each.retransmissions());
            }
        }
        List<Loss> now = losses.losses();
        if (!entries.isEmpty()) {
            lossesAtNext.add(now);
        }
        entries.add(new Entry(action, nowNanos, now, retransmissions));
    }

    /** When an event of the timeline took place; empty while it has not. */
    Optional<Long> atNanos(String event) {
        return entries.stream()
                .filter(entry -> entry.action().name().equals(event))
                .map(Entry::atNanos)
                .findFirst();
    }

    /** How the router found out about an event; empty while it has not. */
    Optional<Journal.SessionLoss> detection(String event) {
        return index(event).flatMap(this::detection);
    }

    /** When a router's table changed first after an event. */
    Optional<Journal.FibChange> fibChange(String event, @Nullable String router) {
        return index(event).flatMap(index -> journal.fibChanges().stream()
                .filter(change -> isWithin(index, change.atNanos()))
                .filter(change -> router == null || change.router().equals(router))
                .findFirst());
    }

    List<FaultReport> reports(long nowNanos) {
        List<FaultReport> reports = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            reports.add(report(i, nowNanos));
        }
        return reports;
    }

    private FaultReport report(int index, long nowNanos) {
        Entry entry = entries.get(index);
        long end = endOf(index, nowNanos);
        Optional<Long> fibChanged = journal.fibChanges().stream()
                .map(Journal.FibChange::atNanos)
                .filter(at -> isWithin(index, at))
                .findFirst();
        List<TrackedConnection> concerned = concerned(index, end);
        List<ConnectionFate> fates = concerned.stream()
                .filter(each -> wasTouched(index, each, end))
                .map(each -> Tallies.fate(each, nowNanos))
                .toList();
        TimedAction action = entry.action();
        return new FaultReport(
                action.name(),
                action.verb().word(),
                action.targets(),
                entry.atNanos(),
                detection(index)
                        .map(loss ->
                                new FaultReport.Detection(loss.router(), loss.peer(), loss.atNanos(), loss.words()))
                        .orElse(null),
                withdrawn(index).orElse(null),
                fibChanged.orElse(null),
                whole(entry, end).orElse(null),
                lossesOf(index),
                Tallies.counts(concerned, entry.atNanos(), nowNanos),
                load(index, fibChanged.orElse(entry.atNanos()), end),
                fates);
    }

    /** The first session that was lost, as those saw it that were not the target; else as the target did. */
    private Optional<Journal.SessionLoss> detection(int index) {
        List<String> targets = entries.get(index).action().targets();
        List<Journal.SessionLoss> losses = journal.sessionLosses().stream()
                .filter(loss -> isWithin(index, loss.atNanos()))
                .filter(loss -> targets.isEmpty()
                        || targets.contains(loss.peer())
                        || targets.contains(loss.router())
                        || targets.stream().anyMatch(target -> isCut(target, loss)))
                .toList();
        return losses.stream()
                .filter(loss -> !targets.contains(loss.router()))
                .findFirst()
                .or(() -> losses.stream().findFirst());
    }

    /** Whether a session ran over the cable of this name, or to the one node that stands at its end. */
    private boolean isCut(String cable, Journal.SessionLoss loss) {
        List<String> nodes = cables.nodesOn(cable);
        return nodes.contains(loss.peer()) && (nodes.size() == 1 || nodes.contains(loss.router()));
    }

    /** The last time a way through one of the targets was lost. */
    private Optional<Long> withdrawn(int index) {
        List<String> targets = entries.get(index).action().targets();
        return journal.routeLosses().stream()
                .filter(loss -> isWithin(index, loss.atNanos()))
                .filter(loss -> loss.through().stream()
                        .anyMatch(node -> targets.contains(node)
                                || targets.stream().anyMatch(target -> cables.nodesOn(target)
                                        .contains(node))))
                .map(Journal.RouteLoss::atNanos)
                .reduce((first, second) -> second);
    }

    /** When the last trouble was over: a stalled connection went on, or after a broken one its client got an answer again. */
    private Optional<Long> whole(Entry entry, long end) {
        long whole = -1;
        for (ConnectionLedger.Stall stall : connections.stalls()) {
            boolean inSpan = stall.toNanos() >= entry.atNanos() && stall.fromNanos() < end;
            if (inSpan && stall.connection().lastAnswerNanos() >= stall.toNanos()) {
                whole = Math.max(whole, stall.toNanos());
            }
        }
        for (TrackedConnection broken : connections.connections()) {
            boolean inSpan = !broken.isOpen() && broken.endedNanos() >= entry.atNanos() && broken.endedNanos() < end;
            if (inSpan && broken.outcome() != TrackedConnection.Outcome.COMPLETED) {
                Optional<Long> next = connections.answerTimes().firstAfter(broken, broken.endedNanos());
                if (next.isEmpty()) {
                    return Optional.empty();
                }
                whole = Math.max(whole, next.get());
            }
        }
        return whole < 0 ? Optional.empty() : Optional.of(whole);
    }

    /** Connections that were open when it began, or were opened before the next event. */
    private List<TrackedConnection> concerned(int index, long end) {
        Entry entry = entries.get(index);
        return connections.connections().stream()
                .filter(each -> each.openedNanos() < end)
                .filter(each -> each.isOpen() || each.endedNanos() >= entry.atNanos())
                .toList();
    }

    private boolean wasTouched(int index, TrackedConnection each, long end) {
        Entry entry = entries.get(index);
        long before = entry.retransmissions().getOrDefault(each.id(), 0L);
        long after = index + 1 < entries.size()
                ? entries.get(index + 1).retransmissions().getOrDefault(each.id(), each.retransmissions())
                : each.retransmissions();
        boolean broke =
                !each.isOpen() && each.outcome() != TrackedConnection.Outcome.COMPLETED && each.endedNanos() < end;
        return broke || each.movedSince(entry.atNanos()) || after > before;
    }

    private List<FaultReport.NodeLoad> load(int index, long changedNanos, long end) {
        long before = entries.get(index).atNanos();
        // As long a span before as after, so that the two can be compared.
        long span = Math.max(1, Math.min(before, end - changedNanos));
        List<FaultReport.NodeLoad> load = new ArrayList<>();
        for (NodeIntake intake : connections.intakes()) {
            load.add(new FaultReport.NodeLoad(
                    intake.node(),
                    intake.packetsBetween(before - span, before),
                    intake.packetsBetween(changedNanos, changedNanos + span),
                    intake.connectionsBetween(before - span, before),
                    intake.connectionsBetween(changedNanos, changedNanos + span)));
        }
        return load;
    }

    private List<Loss> lossesOf(int index) {
        Entry entry = entries.get(index);
        if (index < lossesAtNext.size()) {
            return LossLedger.difference(lossesAtNext.get(index), entry.lossesBefore());
        }
        return LossLedger.difference(losses.losses(), entry.lossesBefore());
    }

    private Optional<Integer> index(String event) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).action().name().equals(event)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private boolean isWithin(int index, long atNanos) {
        return atNanos >= entries.get(index).atNanos() && atNanos < endOf(index, Long.MAX_VALUE);
    }

    private long endOf(int index, long lastNanos) {
        return index + 1 < entries.size() ? entries.get(index + 1).atNanos() : lastNanos;
    }
}
