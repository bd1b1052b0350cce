package io.sextant.lab.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step from a fault to whole traffic.
 *
 * @param name what was reached
 * @param atNanos when, or null when it was not reached before the next event or the end
 * @param how who noticed and how, or empty
 */
public record Milestone(String name, @Nullable Long atNanos, String how) {

    /** The four milestones of a fault, in the order in which they usually come. */
    public static List<Milestone> of(FaultReport fault) {
        FaultReport.Detection detection = fault.detection();
        List<Milestone> milestones = new ArrayList<>();
        milestones.add(
                detection == null
                        ? new Milestone("detected", null, "")
                        : new Milestone(
                                "detected",
                                detection.atNanos(),
                                detection.router() + " about " + detection.peer() + ": " + detection.by()));
        milestones.add(new Milestone("routes withdrawn", fault.withdrawnNanos(), ""));
        milestones.add(new Milestone("FIB changed", fault.fibChangedNanos(), ""));
        milestones.add(new Milestone("traffic whole", fault.wholeNanos(), ""));
        return milestones;
    }
}
