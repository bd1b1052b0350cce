package io.sextant.lab.report.page;

import io.sextant.lab.report.Figures;
import io.sextant.lab.report.Verdict;
import java.util.List;

/** What was expected, what was found, and the scenario's own words about it. */
final class VerdictSection {
    private static final int ROWS = 200;
    private static final int WARNINGS = 50;

    private final Markup out;

    VerdictSection(Markup out) {
        this.out = out;
    }

    void write(List<Verdict> verdicts, List<String> warnings) {
        if (!verdicts.isEmpty()) {
            out.open("section", "id", "expectations").leaf("h2", "Expectations");
            Table table = new Table(out).begin("", "", "Expectation", "Expected", "Found", "#Decided at, s");
            int shown = Math.min(ROWS, verdicts.size());
            verdicts.subList(0, shown).forEach(verdict -> row(table, verdict));
            table.end(verdicts.size() - shown);
            out.close();
        }
        if (!warnings.isEmpty()) {
            out.open("section", "id", "warnings").leaf("h2", "Warnings").open("ul", "class", "warnings");
            int shown = Math.min(WARNINGS, warnings.size());
            warnings.subList(0, shown).forEach(warning -> out.leaf("li", warning));
            out.close();
            if (shown < warnings.size()) {
                out.leaf(
                        "p",
                        Figures.count(warnings.size() - shown, "warning is", "warnings are")
                                + " left out here; report.json has them all.",
                        "class",
                        "leftout");
            }
            out.close();
        }
    }

    private void row(Table table, Verdict verdict) {
        table.row();
        out.open("td")
                .leaf("span", word(verdict.outcome()), "class", "mark " + style(verdict.outcome()))
                .close();
        out.open("th", "scope", "row").text(verdict.name());
        if (!verdict.description().isEmpty()) {
            out.leaf("span", verdict.description(), "class", "sub");
        }
        out.leaf("code", verdict.where(), "class", "sub").close();
        table.text(verdict.expected());
        out.open("td").text(verdict.found());
        if (!verdict.hint().isEmpty()) {
            out.open("span", "class", "sub")
                    .leaf("b", "Hint: ")
                    .text(verdict.hint())
                    .close();
        }
        out.close();
        Long decided = verdict.decidedNanos();
        table.figure(decided == null ? "–" : Figures.seconds(decided));
        table.endRow();
    }

    private static String word(Verdict.Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "✓ pass";
            case WARNED -> "! warn";
            case FAILED -> "✗ fail";
        };
    }

    private static String style(Verdict.Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "good";
            case WARNED -> "warn";
            case FAILED -> "bad";
        };
    }
}
