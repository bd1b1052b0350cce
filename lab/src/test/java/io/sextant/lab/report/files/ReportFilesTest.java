package io.sextant.lab.report.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sextant.lab.report.RunReport;
import io.sextant.lab.report.SampleReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportFilesTest {
    @Test
    void the_json_tells_everything_with_the_unit_in_the_name() throws IOException {
        JsonNode json = new ObjectMapper().readTree(ReportJson.render(SampleReports.nodeFailure()));
        assertThat(json.get("version").asInt()).isEqualTo(1);
        assertThat(json.get("passed").asBoolean()).isFalse();
        assertThat(json.get("labStart").asText()).isEqualTo("2021-11-06T14:00:00Z");
        assertThat(json.at("/faults/0/detection/atNanos").asLong()).isEqualTo(143_213_847_112L);
        assertThat(json.at("/faults/0/detection/by").asText()).isEqualTo("hold timer expired (90 s)");
        assertThat(json.at("/faults/1/detection").isNull()).isTrue();
        assertThat(json.at("/faults/0/fates")).hasSize(168);
        assertThat(json.at("/traffic/0/latency/p99Nanos").asLong()).isEqualTo(3_020_500_000L);
        assertThat(json.at("/verdicts/3/outcome").asText()).isEqualTo("failed");
        assertThat(json.at("/happenings/14/kind").asText()).isEqualTo("fault");
    }

    @Test
    void every_number_is_whole_and_every_time_says_nanos() throws IOException {
        List<String> names = new ArrayList<>();
        collect(new ObjectMapper().readTree(ReportJson.render(SampleReports.nodeFailure())), names);
        assertThat(names).isNotEmpty().noneMatch(name -> name.matches("at|.*(Time|Seconds|Millis)"));
    }

    private static void collect(JsonNode node, List<String> names) {
        assertThat(node.isFloatingPointNumber()).isFalse();
        node.fieldNames().forEachRemaining(names::add);
        node.forEach(child -> collect(child, names));
    }

    @Test
    void fields_come_in_the_order_of_the_record() throws IOException {
        List<String> names = new ArrayList<>();
        new ObjectMapper()
                .readTree(ReportJson.render(SampleReports.curl()))
                .fieldNames()
                .forEachRemaining(names::add);
        assertThat(names)
                .containsExactly(
                        "version",
                        "scenario",
                        "title",
                        "description",
                        "seed",
                        "passed",
                        "labStart",
                        "durationNanos",
                        "endedNanos",
                        "limit",
                        "fingerprint",
                        "eventsProcessed",
                        "framesReceived",
                        "verdicts",
                        "faults",
                        "traffic",
                        "losses",
                        "happenings",
                        "loads",
                        "ecmpWidth",
                        "captures",
                        "printouts",
                        "warnings",
                        "replay");
    }

    @Test
    void hostile_text_comes_back_as_it_was_but_for_half_a_pair() throws IOException {
        JsonNode json = new ObjectMapper().readTree(ReportJson.render(SampleReports.hostile()));
        assertThat(json.get("title").asText()).isEqualTo(SampleReports.HOSTILE.replace('\uD800', '\uFFFD'));
    }

    @Test
    void files_are_written_whole_and_leave_nothing_else(@TempDir Path folder) throws IOException {
        RunReport report = SampleReports.huge();
        Path json = ReportFiles.writeJson(folder, report);
        assertThat(json).isEqualTo(folder.resolve("node-failure/report.json"));
        assertThat(new ObjectMapper().readTree(json.toFile()).at("/faults/0/fates"))
                .hasSize(100_000);
        try (var files = Files.list(folder.resolve("node-failure"))) {
            assertThat(files).containsExactly(json);
        }
    }

    @Test
    void a_file_that_was_there_is_replaced(@TempDir Path folder) throws IOException {
        Path file = ReportFiles.writeText(folder.resolve("a/junit.xml"), "a long text");
        ReportFiles.writeText(file, "short é");
        assertThat(file).hasContent("short é");
    }

    @Test
    void a_scenario_cannot_write_outside_its_folder(@TempDir Path folder) {
        for (String name : List.of("../up", "..", ".", "a/b", "/tmp/x", "a\u0000b")) {
            assertThatThrownBy(() -> ReportFiles.place(folder, named(name), "index.html"))
                    .as(name)
                    .isInstanceOf(IOException.class);
        }
    }

    private static RunReport named(String scenario) {
        RunReport r = SampleReports.curl();
        return new RunReport(
                scenario,
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
                r.printouts(),
                r.warnings(),
                r.replay());
    }
}
