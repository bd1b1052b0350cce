package io.sextant.lab.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.report.PlainText;
import io.sextant.lab.report.RunReport;
import io.sextant.lab.report.SampleReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class TerminalSummaryTest {
    private static String plain(RunReport report) {
        return new TerminalSummary(false, "pcap-out", "reports/" + report.scenario() + "/index.html").render(report);
    }

    @Test
    void a_node_failure_reads_like_the_golden_text() throws IOException {
        assertGolden("node-failure.txt", plain(SampleReports.nodeFailure()));
    }

    @Test
    void a_run_without_faults_is_short() throws IOException {
        assertGolden("curl.txt", plain(SampleReports.curl()));
    }

    @Test
    void no_line_is_wider_than_100_columns_whatever_it_says() {
        for (RunReport report : new RunReport[] {
            SampleReports.nodeFailure(),
            SampleReports.curl(),
            withoutPrintouts(SampleReports.hostile()),
            SampleReports.huge()
        }) {
            assertThat(plain(report).lines())
                    .allSatisfy(
                            line -> assertThat(PlainText.columns(line)).as(line).isLessThanOrEqualTo(100));
        }
    }

    @Test
    void no_control_character_reaches_the_terminal() {
        String text = plain(SampleReports.hostile());
        assertThat(text.chars().filter(c -> c != '\n' && c != '\t' && Character.isISOControl(c)))
                .isEmpty();
        assertThat(text).doesNotContain("\u202e").contains("␛[31m");
    }

    @Test
    void colours_are_used_only_when_asked_for() {
        String coloured = new TerminalSummary(true, "pcap-out", "").render(SampleReports.nodeFailure());
        assertThat(coloured).contains("\u001b[");
        assertThat(plain(SampleReports.nodeFailure())).doesNotContain("\u001b");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(withoutReportLine(SampleReports.nodeFailure()));
    }

    @Test
    void markup_of_the_colour_library_is_text_like_any_other() {
        assertThat(new TerminalSummary(true, "", "").render(SampleReports.hostile()))
                .contains("@|red x|@");
    }

    @Test
    void a_huge_run_says_how_much_it_leaves_out() {
        String text = plain(SampleReports.huge());
        assertThat(text.length()).isLessThan(1_000_000);
        assertThat(text)
                .contains("9,940 lines are left out here")
                .contains("99,994 reasons are left out here")
                .contains("80 faults are left out here")
                .contains("✗ LIMIT      the run met its limit of 1,284,310 events at 240 s");
    }

    @Test
    void only_a_failed_run_says_how_to_repeat_it() {
        assertThat(plain(SampleReports.nodeFailure()))
                .contains("replay       ./sextant run scenarios/node-failure.yaml");
        assertThat(plain(SampleReports.curl())).doesNotContain("replay").contains("fingerprint  3f0c9a1b");
    }

    private static String withoutReportLine(RunReport report) {
        return plain(report).replace("report       reports/node-failure/index.html\n", "");
    }

    private static RunReport withoutPrintouts(RunReport r) {
        return new RunReport(
                r.scenario(),
                r.title(),
                r.description(),
                r.seed(),
                r.labStart(),
                r.durationNanos(),
                r.endedNanos(),
                r.limit(),
                r.fingerprint(),
                r.eventsProcessed(),
                r.framesReceived(),
                r.verdicts(),
                r.faults(),
                r.traffic(),
                r.losses(),
                r.happenings(),
                r.loads(),
                r.ecmpWidth(),
                r.captures(),
                java.util.List.of(),
                r.warnings(),
                r.replay());
    }

    private static void assertGolden(String name, String actual) throws IOException {
        Path file = Path.of("src/test/resources/io/sextant/lab/report/terminal", name);
        if (Boolean.getBoolean("sextant.updateGolden")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, actual);
        }
        assertThat(actual).as("-Dsextant.updateGolden=true writes it").isEqualTo(Files.readString(file));
    }
}
