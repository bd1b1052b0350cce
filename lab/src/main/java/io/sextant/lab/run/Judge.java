package io.sextant.lab.run;

import io.sextant.engine.Event;
import io.sextant.engine.Scheduler;
import io.sextant.lab.report.Verdict;
import io.sextant.lab.scenario.expect.Check;
import io.sextant.lab.scenario.expect.Expectation;
import io.sextant.lab.scenario.expect.Level;
import io.sextant.lab.scenario.expect.When;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches the expectations while the run goes on. A claim about one instant is looked at then; a claim about a span is
 * looked at when the span begins, whenever something changed in it, and when it ends. Printouts and Hubble's lines are
 * costly to make: within a span those are looked at every 100 ms of virtual time instead.
 */
final class Judge {

    /** How often a printout is looked at within a span, in virtual nanoseconds. */
    static final long PRINTOUT_INTERVAL_NANOS = 100_000_000L;

    /** Looks at the lab and says whether a claim holds now. */
    interface Witness {
        Finding look(Check check);
    }

    /**
     * What was found.
     *
     * @param found in words, for the verdict
     */
    record Finding(boolean holds, String found) {}

    private final class Watch extends Event {
        private final Expectation expectation;
        private boolean begun;
        private boolean decided;
        private boolean passed;
        private long decidedNanos;
        private String found = "the run ended before it could be looked at";

        Watch(Expectation expectation) {
            this.expectation = expectation;
        }

        @Override
        public String label() {
            return "expectation " + expectation.name();
        }

        @Override
        protected void fire() {
            long now = scheduler.nanos();
            When when = expectation.when();
            begun = true;
            look(now);
            if (now >= when.toNanos()) {
                close(now);
            } else if (!decided) {
                scheduler.schedule(
                        this, isCostly() ? Math.min(when.toNanos(), now + PRINTOUT_INTERVAL_NANOS) : when.toNanos());
            }
        }

        private boolean isCostly() {
            return expectation.check() instanceof Check.Printout || expectation.check() instanceof Check.Hubble;
        }

        private boolean wantsChanges() {
            return begun && !decided && !isCostly() && expectation.when().toNanos() > scheduler.nanos();
        }

        private void look(long now) {
            if (decided) {
                return;
            }
            Finding finding = witness.look(expectation.check());
            found = finding.found();
            boolean early =
                    switch (expectation.when().kind()) {
                        case AT -> true;
                        case WITHIN, NEVER -> finding.holds();
                        case DURING -> !finding.holds();
                    };
            if (early) {
                decide(now, (expectation.when().kind() == When.Kind.NEVER) != finding.holds());
            }
        }

        /** The span is over: what could have been decided earlier was not. */
        private void close(long now) {
            if (!decided) {
                decide(now, expectation.when().kind() != When.Kind.WITHIN);
            }
        }

        private void decide(long now, boolean holds) {
            decided = true;
            passed = holds;
            decidedNanos = now;
        }

        private Verdict verdict() {
            Verdict.Outcome outcome = decided && passed
                    ? Verdict.Outcome.PASSED
                    : expectation.level() == Level.WARNING ? Verdict.Outcome.WARNED : Verdict.Outcome.FAILED;
            return new Verdict(
                    expectation.name(),
                    expectation.description(),
                    expectation.position().toString(),
                    outcome,
                    Claims.describe(expectation),
                    found,
                    decided ? decidedNanos : null,
                    decided && passed ? expectation.pass() : expectation.fail());
        }
    }

    private final Scheduler scheduler;
    private final Witness witness;
    private final List<Watch> watches = new ArrayList<>();
    private final Event changeEvent = new Event() {
        @Override
        public String label() {
            return "expectations look at a change";
        }

        @Override
        protected void fire() {
            for (Watch watch : watches) {
                if (watch.wantsChanges()) {
                    watch.look(scheduler.nanos());
                    if (watch.decided) {
                        scheduler.cancel(watch);
                    }
                }
            }
        }
    };

    Judge(Scheduler scheduler, Witness witness, List<Expectation> expectations) {
        this.scheduler = scheduler;
        this.witness = witness;
        for (Expectation expectation : expectations) {
            Watch watch = new Watch(expectation);
            watches.add(watch);
            scheduler.schedule(watch, expectation.when().fromNanos());
        }
    }

    /** Something a claim may be about has changed; it is looked at once this instant's other events have run. */
    void changed() {
        if (!changeEvent.isPending() && isAnyoneWatching()) {
            scheduler.schedule(changeEvent, scheduler.nanos());
        }
    }

    /** In the order of the file. */
    List<Verdict> verdicts() {
        return watches.stream().map(Watch::verdict).toList();
    }

    private boolean isAnyoneWatching() {
        for (int i = 0; i < watches.size(); i++) {
            if (watches.get(i).wantsChanges()) {
                return true;
            }
        }
        return false;
    }
}
