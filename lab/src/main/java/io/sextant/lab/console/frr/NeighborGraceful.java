package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.Capability;
import io.sextant.protocol.bgp.profile.GracefulRestartOptions;
import io.sextant.protocol.bgp.speaker.BgpSpeaker;
import io.sextant.protocol.bgp.speaker.PeerFamilyView;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Graceful restart in {@code show bgp neighbors} (FRR 8.4 {@code BGP_SHOW_PEER_GR_CAPABILITY}), text and JSON. */
final class NeighborGraceful {

    private final Neighbor neighbor;
    private final GracefulRestartOptions options;
    private final long restartNanos;
    private final long staleNanos;

    NeighborGraceful(Neighbor neighbor) {
        this.neighbor = neighbor;
        this.options = neighbor.frr().speaker().config().gracefulRestart();
        this.restartNanos = neighbor.view().timers().restartNanos();
        this.staleNanos = neighbor.view().timers().staleNanos();
    }

    /** The whole part of a neighbour. */
    void text(Lines out) {
        out.line("  Graceful restart information:");
        if (neighbor.remoteRestart().isPresent()) {
            out.line("    End-of-RIB send: ", marked(PeerFamilyView::endOfRibSent));
            out.line("    End-of-RIB received: ", marked(PeerFamilyView::endOfRibReceived));
        }
        out.lineIf(runs(restartNanos), "    The remaining time of restart timer is ", left(restartNanos));
        out.lineIf(runs(staleNanos), "    The remaining time of stalepath timer is ", left(staleNanos));
        capability(out);
    }

    /** What {@code neighbors graceful-restart} tells as well. */
    void capability(Lines out) {
        out.line("    Local GR Mode: ", neighbor.localMode());
        out.line("    Remote GR Mode: ", neighbor.remoteMode());
        out.line("    R bit: ", bit(Capability.GracefulRestart::restarting) ? "True" : "False");
        out.line("    N bit: ", bit(Capability.GracefulRestart::notification) ? "True" : "False");
        out.line("    Timers:");
        out.line("      Configured Restart Time(sec): ", options.restartSeconds());
        out.line("      Received Restart Time(sec): ", neighbor.receivedRestartSeconds());
        // FRR 8.4 says it twice.
        out.lineIf(runs(restartNanos), "      Restart Time Remaining(sec): ", left(restartNanos));
        out.lineIf(runs(restartNanos), "      Restart Time Remaining(sec): ", left(restartNanos));
        families().forEach(family -> text(out, family));
    }

    private void text(Lines out, AddressFamily family) {
        PeerFamilyView view = neighbor.family(family);
        out.line("    ", Frr.familyName(family), ":");
        out.line("      F bit: ", preserved(family) ? "True" : "False");
        out.line("      End-of-RIB sent: ", view.endOfRibSent() ? "Yes" : "No");
        out.line("      End-of-RIB sent after update: ", view.endOfRibSent() && view.markedLast() ? "Yes" : "No");
        out.line("      End-of-RIB received: ", view.endOfRibReceived() ? "Yes" : "No");
        out.line("      Timers:");
        out.line("        Configured Stale Path Time(sec): ", options.stalePathSeconds());
        out.lineIf(runs(staleNanos), "      Stale Path Remaining(sec): ", left(staleNanos));
        out.lineIf(
                neighbor.restarts(),
                "        Configured Selection Deferral Time(sec): ",
                options.selectDeferralSeconds());
    }

    /** The whole part of a neighbour. */
    void json(ObjectNode out) {
        ObjectNode sent = out.putObject("endOfRibSend");
        ObjectNode received = out.putObject("endOfRibRecv");
        if (neighbor.remoteRestart().isPresent()) {
            having(PeerFamilyView::endOfRibSent).forEach(family -> sent.put(Frr.familyKey(family), true));
            having(PeerFamilyView::endOfRibReceived).forEach(family -> received.put(Frr.familyKey(family), true));
        }
        if (runs(restartNanos)) {
            out.put("gracefulRestartTimerMsecs", left(restartNanos) * 1000);
        }
        if (runs(staleNanos)) {
            out.put("gracefulStalepathTimerMsecs", left(staleNanos) * 1000);
        }
        capability(out);
    }

    /** As {@link #capability(Lines)}. */
    void capability(ObjectNode out) {
        out.put("localGrMode", neighbor.localMode()).put("remoteGrMode", neighbor.remoteMode());
        out.put("rBit", bit(Capability.GracefulRestart::restarting));
        out.put("nBit", bit(Capability.GracefulRestart::notification));
        ObjectNode timers = out.putObject("timers").put("configuredRestartTimer", options.restartSeconds());
        timers.put("receivedRestartTimer", neighbor.receivedRestartSeconds());
        if (runs(restartNanos)) {
            timers.put("restartTimerRemaining", left(restartNanos));
        }
        families().forEach(family -> json(out.putObject(Frr.familyKey(family)), family));
    }

    private void json(ObjectNode out, AddressFamily family) {
        PeerFamilyView view = neighbor.family(family);
        out.put("fBit", preserved(family));
        out.putObject("endOfRibStatus")
                .put("endOfRibSend", view.endOfRibSent())
                .put("endOfRibSentAfterUpdate", view.endOfRibSent() && view.markedLast())
                .put("endOfRibRecv", view.endOfRibReceived());
        ObjectNode timers = out.putObject("timers").put("stalePathTimer", options.stalePathSeconds());
        if (runs(staleNanos)) {
            timers.put("stalePathTimerRemaining", left(staleNanos));
        }
        if (neighbor.restarts()) {
            // FRR 8.4 prints the stale path time here.
            timers.put("selectionDeferralTimer", options.stalePathSeconds());
        }
    }

    /** The families spoken of: all activated ones, where both sides announced graceful restart. */
    private List<AddressFamily> families() {
        return neighbor.restartsBothWays() ? activated() : List.of();
    }

    private List<AddressFamily> activated() {
        return List.copyOf(neighbor.view().families().keySet());
    }

    private List<AddressFamily> having(Predicate<PeerFamilyView> what) {
        return activated().stream()
                .filter(family -> what.test(neighbor.family(family)))
                .toList();
    }

    private String marked(Predicate<PeerFamilyView> what) {
        return having(what).stream().map(Frr::familyName).collect(Collectors.joining(", "));
    }

    private boolean preserved(AddressFamily family) {
        return neighbor.agreed()
                .filter(both -> both.retainedFamilies().contains(family) && both.preserved(family))
                .isPresent();
    }

    private boolean bit(Predicate<Capability.GracefulRestart> which) {
        return neighbor.restartsBothWays()
                && neighbor.remoteRestart().filter(which).isPresent();
    }

    private static boolean runs(long nanos) {
        return nanos != BgpSpeaker.NEVER;
    }

    private long left(long nanos) {
        return neighbor.secondsUntil(nanos);
    }
}
