package io.sextant.lab.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.report.ConnectionCounts;
import io.sextant.lab.report.FaultReport;
import io.sextant.lab.report.Loss;
import io.sextant.lab.report.RunReport;
import io.sextant.lab.report.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SweepTest {

    private final Sweep sweep = new Sweep();

    private static RunReport report(long seed, @Nullable Long detected, long lost, boolean holds) {
        FaultReport.Detection detection =
                detected == null ? null : new FaultReport.Detection("r1", "n1", detected, "hold timer expired");
        FaultReport fault = new FaultReport(
                "power-off",
                "node-power-off",
                List.of("n1"),
                1_000,
                detection,
                null,
                detected == null ? null : detected + 71,
                null,
                lost == 0 ? List.of() : List.of(new Loss("n1", "power", "no power", lost, lost * 100)),
                new ConnectionCounts(0, 0, 0, 0, 0, 0, 0, 0),
                List.of(),
                List.of());
        Verdict verdict = new Verdict(
                "in-time", "", "x.yaml:1:1", holds ? Verdict.Outcome.PASSED : Verdict.Outcome.FAILED, "", "", null, "");
        return new RunReport(
                "x",
                "x",
                "",
                seed,
                Instant.EPOCH,
                10_000,
                10_000,
                null,
                "",
                1,
                1,
                List.of(verdict),
                List.of(fault),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "");
    }

    @Test
    void figures_count_from_the_event_and_keep_least_mean_and_most() {
        sweep.add(report(1, 7_000L, 6, true));
        sweep.add(report(2, 9_000L, 9, true));
        sweep.add(report(3, 8_001L, 0, true));
        EventLaw law = sweep.events().get(0);
        assertThat(law.range(EventLaw.Figure.DETECTED)).contains(new Range(3, 6_000, 7_000, 8_000));
        assertThat(law.range(EventLaw.Figure.DETECTED_TO_FIB)).contains(new Range(3, 71, 71, 71));
        assertThat(law.range(EventLaw.Figure.PACKETS_LOST)).contains(new Range(3, 0, 5, 9));
        assertThat(law.range(EventLaw.Figure.WHOLE)).isEmpty();
        assertThat(law.detectors()).containsExactly("hold timer expired (3)");
    }

    @Test
    void a_figure_that_is_missing_in_some_runs_says_in_how_many_it_was() {
        sweep.add(report(1, 7_000L, 0, true));
        sweep.add(report(2, null, 0, true));
        assertThat(sweep.events().get(0).range(EventLaw.Figure.DETECTED)).contains(new Range(1, 6_000, 6_000, 6_000));
    }

    @Test
    void a_failure_names_its_seeds_and_how_to_repeat_it() {
        sweep.add(report(1, 7_000L, 0, true));
        sweep.add(report(17, 7_000L, 0, false));
        assertThat(sweep.failures()).containsEntry("in-time", List.of(17L));
        assertThat(SweepText.render("x.yaml", sweep))
                .contains("0 of 1 expectations hold under every seed")
                .contains("in-time fails under 1 of 2 seeds: 17")
                .contains("sextant run x.yaml --seed 17");
    }
}
