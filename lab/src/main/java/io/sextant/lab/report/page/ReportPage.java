package io.sextant.lab.report.page;

import io.sextant.lab.report.Figures;
import io.sextant.lab.report.RunReport;
import io.sextant.lab.report.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code index.html}: one file that needs no network, no script and no other file, for the screen in light and dark, for
 * paper, and for screen readers. It is well-formed XML too. Equal reports give equal octets, and however much a run has
 * to tell, the page stays below 2 MB: every table says how many rows it leaves out.
 */
public final class ReportPage {
    private static final int DESCRIPTION_CHARACTERS = 8_000;

    /** Nothing may be loaded and nothing may run, even if something slipped through. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private final Markup out = new Markup();
    private final RunReport report;

    private ReportPage(RunReport report) {
        this.report = report;
    }

    /** The page as text, to be written as UTF-8. */
    public static String render(RunReport report) {
        return new ReportPage(report).whole();
    }

    private String whole() {
        out.doctype().open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml");
        head();
        out.open("body");
        header();
        out.open("main");
        new VerdictSection(out).write(report.verdicts(), report.warnings());
        new Timeline(out, report).write();
        new EventSections(out, report).write();
        new TrafficSection(out).write(report.traffic());
        Appendix appendix = new Appendix(out, report);
        appendix.losses();
        appendix.story();
        appendix.printouts();
        appendix.captures();
        out.close();
        footer();
        out.close().close();
        return out.finished();
    }

    private void head() {
        out.open("head");
        out.empty("meta", "charset", "utf-8");
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        out.empty("meta", "name", "color-scheme", "content", "light dark");
        out.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
        out.leaf("title", report.scenario() + " – Sextant report");
        out.style(styleSheet());
        out.close();
    }

    private void header() {
        boolean passed = report.passed();
        out.open("header");
        out.open("p", "class", "kicker")
                .text("Sextant report · ")
                .leaf("code", report.scenario())
                .close();
        out.leaf("h1", report.title().isEmpty() ? report.scenario() : report.title());
        out.open("p", "class", "verdict " + (passed ? "good" : "bad"));
        out.leaf("span", passed ? "✓ Passed" : "✗ Failed", "class", "chip");
        out.text(" " + tally()).close();
        String limit = report.limit();
        if (limit != null) {
            out.open("p", "class", "limit")
                    .leaf("b", "The run met a limit: ")
                    .text(limit)
                    .close();
        }
        if (!report.description().isEmpty()) {
            out.open("p", "class", "lead")
                    .lines(report.description(), DESCRIPTION_CHARACTERS)
                    .close();
        }
        new KeyFigures(out).write(report);
        out.close();
    }

    private String tally() {
        long total = report.verdicts().size();
        if (total == 0) {
            return "Nothing was expected of this run.";
        }
        long held = count(Verdict.Outcome.PASSED);
        long failed = count(Verdict.Outcome.FAILED);
        long warned = count(Verdict.Outcome.WARNED);
        return Figures.count(held) + " of " + Figures.count(total, "expectation holds", "expectations hold")
                + (failed > 0 ? ", " + Figures.count(failed, "fails", "fail") : "")
                + (warned > 0 ? ", " + Figures.count(warned, "warns", "warn") : "") + ".";
    }

    private long count(Verdict.Outcome outcome) {
        return report.verdicts().stream().filter(v -> v.outcome() == outcome).count();
    }

    private void footer() {
        out.open("footer").leaf("h2", "This run");
        out.open("dl");
        entry("Fingerprint", report.fingerprint());
        entry("Replay", report.replay());
        entry("Seed", String.valueOf(report.seed()));
        entry("Lab clock", Figures.clock(report.labStart(), 0) + " UTC at time 0");
        entry(
                "Virtual time",
                Figures.seconds(report.endedNanos()) + " s of " + Figures.seconds(report.durationNanos()) + " s");
        entry("Events", Figures.count(report.eventsProcessed()));
        entry("Frames received", Figures.count(report.framesReceived()));
        out.close();
        out.leaf(
                "p",
                "Times are rounded to the microsecond; report.json beside this page has every nanosecond and every row."
                        + " The fingerprint is the SHA-256 of the run's trace: the same scenario and seed give the same"
                        + " fingerprint on any machine.",
                "class",
                "small");
        out.close();
    }

    private void entry(String term, String value) {
        out.open("div").leaf("dt", term).open("dd").leaf("code", value).close().close();
    }

    private static String styleSheet() {
        try (InputStream in = ReportPage.class.getResourceAsStream("page.css")) {
            if (in == null) {
                throw new IllegalStateException("page.css is not beside its class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("page.css cannot be read", e);
        }
    }
}
