package io.sextant.lab.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.run.RunOptions;
import io.sextant.lab.run.ScenarioRun;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.ScenarioLoader;
import io.sextant.lab.yaml.Problem;
import io.sextant.lab.yaml.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One case run in the lab, and what its routers print at the end. */
public final class CorpusRun {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CorpusCase corpusCase;
    private final ScenarioRun run;
    private final List<String> differences = new ArrayList<>();
    private int droppedReasons;

    private CorpusRun(CorpusCase corpusCase, ScenarioRun run) {
        this.corpusCase = corpusCase;
        this.run = run;
    }

    /** Runs the case and says what its routers print otherwise than FRR did, a line for each place. */
    public static List<String> differences(CorpusCase corpusCase, Path folder) throws IOException {
        ScenarioLoader.Result loaded = ScenarioLoader.load(CorpusScenario.write(corpusCase, folder));
        List<String> errors = loaded.problems().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(Problem::toString)
                .toList();
        if (!errors.isEmpty()) {
            return errors;
        }
        Scenario scenario = loaded.scenario().orElseThrow();
        ScenarioRun run = new ScenarioRun(scenario, RunOptions.QUIET);
        CorpusRun self = new CorpusRun(corpusCase, run);
        run.runUntil(scenario.durationNanos(), now -> {});
        run.limit().ifPresent(self.differences::add);
        corpusCase.expected().properties().forEach(router -> self.compare(router.getKey(), router.getValue()));
        run.discard();
        self.compareDroppedReasons();
        return self.differences;
    }

    private void compare(String router, JsonNode expected) {
        for (Family family : Family.values()) {
            if (expected.has(family.part("bgp"))) {
                compare(router, family, expected);
            }
        }
    }

    private void compare(String router, Family family, JsonNode expected) {
        JsonNode bgp = Normaliser.bgp(vtysh(router, family.table()));
        JsonNode expectedBgp = expected.get(family.part("bgp"));
        expectedBgp
                .path("routes")
                .properties()
                .forEach(route -> dropReasons(
                        route.getValue(), bgp.path("routes").path(route.getKey()), "peerId", "selectionReason"));
        differences.addAll(JsonDifference.of(router + " " + family.part("bgp"), expectedBgp, bgp));
        expected.get(family.part("detail")).properties().forEach(prefix -> {
            JsonNode detail = Normaliser.detail(vtysh(router, family.detail(prefix.getKey())));
            dropDetailReasons(prefix.getValue().path("paths"), detail.path("paths"));
            String place = router + " " + family.part("detail") + " · " + prefix.getKey();
            differences.addAll(JsonDifference.of(place, prefix.getValue(), detail));
        });
        JsonNode summary = Normaliser.summary(vtysh(router, "show bgp summary json"), family);
        String part = family.part("summary");
        differences.addAll(JsonDifference.of(router + " " + part, expected.get(part), summary));
        JsonNode rib = Normaliser.rib(vtysh(router, family.routes()));
        JsonNode wanted = Normaliser.withoutChance((ObjectNode) expected.get(family.part("rib")));
        differences.addAll(JsonDifference.of(router + " " + family.part("rib"), wanted, rib));
        JsonNode kernel = Normaliser.kernel(print(router, "ip " + family.kernel()));
        differences.addAll(
                JsonDifference.of(router + " " + family.part("kernel"), expected.get(family.part("kernel")), kernel));
    }

    /** Where the recordings gave different reasons for the same choice, ours is not asked for. */
    private void dropReasons(JsonNode expected, JsonNode found, String id, String key) {
        for (int i = 0; i < expected.size(); i++) {
            JsonNode one = expected.get(i);
            boolean samePath = one.path(id).equals(found.path(i).path(id));
            if (one.path("bestpath").asBoolean(false) && !one.has(key) && samePath) {
                ((ObjectNode) found.get(i)).remove(key);
                droppedReasons++;
            }
        }
    }

    private void dropDetailReasons(JsonNode expected, JsonNode found) {
        for (int i = 0; i < expected.size(); i++) {
            JsonNode best = expected.get(i).path("bestpath");
            if (best.path("overall").asBoolean(false)
                    && !best.has("selectionReason")
                    && found.path(i).path("bestpath") instanceof ObjectNode own) {
                own.remove("selectionReason");
                droppedReasons++;
            }
        }
    }

    /** No more is left out than the recorder left out. */
    private void compareDroppedReasons() {
        if (droppedReasons > corpusCase.droppedReasons()) {
            differences.add("reasons left out: expected at most " + corpusCase.droppedReasons() + " as meta.json says,"
                    + " found " + droppedReasons);
        }
    }

    private JsonNode vtysh(String router, String line) {
        return print(router, "vtysh -c '" + line + "'");
    }

    private JsonNode print(String router, String command) {
        StringBuilder printed = new StringBuilder();
        run.consoles().run(router, command, (text, status) -> printed.append(text));
        try {
            return JSON.readTree(Normaliser.withoutLinkLocals(printed.toString()));
        } catch (JsonProcessingException e) {
            differences.add(router + " " + command + ": expected JSON, found " + printed);
            return JSON.createObjectNode();
        }
    }
}
