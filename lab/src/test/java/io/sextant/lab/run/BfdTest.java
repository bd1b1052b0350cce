package io.sextant.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.ScenarioLoader;
import io.sextant.protocol.bgp.session.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BFD asked for by frr.conf, beside what FRR 8.4.4 answered for the same files (resources, frr-bfd). */
final class BfdTest {

    private static final long SECOND = 1_000_000_000L;

    private static final String SCENARIO = """
            sextant: 1
            duration: 60s
            topology:
              nodes:
                ba: {kind: frr-router, frr: ba.conf, interfaces: {v0: {address: 10.9.0.1/24}}}
                bb: {kind: frr-router, frr: bb.conf, interfaces: {v0: {address: 10.9.0.2/24}}}
              links:
                - {between: ["ba:v0", "bb:v0"]}
            timeline:
              - {at: 20s, name: cut, fault: node-power-off, target: bb, duration: 5s}
              - {at: 40s, name: killed, fault: daemon-kill, target: bb, daemon: bfdd, duration: 5s}
            """;

    @TempDir
    private Path folder = Path.of("");

    private ScenarioRun run() throws IOException {
        for (String name : new String[] {"ba.conf", "bb.conf"}) {
            Files.writeString(folder.resolve(name), resource(name));
        }
        Path file = Files.writeString(folder.resolve("bfd.yaml"), SCENARIO);
        ScenarioLoader.Result loaded = ScenarioLoader.load(file);
        assertThat(loaded.scenario()).as("%s", loaded.problems()).isPresent();
        Scenario scenario = loaded.scenario().orElseThrow();
        return new ScenarioRun(scenario, RunOptions.QUIET);
    }

    private static String resource(String name) throws IOException {
        try (var in = BfdTest.class.getResourceAsStream("/frr-bfd/" + name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String vtysh(ScenarioRun run, String command) {
        StringBuilder printed = new StringBuilder();
        run.consoles().run("ba", "vtysh -c '" + command + "'", (text, status) -> printed.append(text));
        return printed.toString();
    }

    /** Discriminators are drawn, and times and counts are the moment's. */
    private static String steady(String text) {
        return text.replaceAll("(ID: |\"id\":|\"remote-id\":)[1-9]\\d*", "$1N")
                .replaceAll("(?m)^(?:\\d+|N) +(\\d+\\.\\d+\\.\\d+\\.\\d+ )", "N $1")
                .replaceAll("(time: |time\":)\\d+", "$1N")
                .replaceAll("(input|output): \\d+ packets", "$1: N packets")
                .replaceAll("Zebra notifications: \\d+", "Zebra notifications: N")
                .strip();
    }

    @ParameterizedTest
    @CsvSource({
        "show bfd peers, peers.txt",
        "show bfd peers brief, brief.txt",
        "show bfd peers json, peers.json",
        "show bfd peers counters, counters.txt",
        "show bfd peer 10.9.0.2, peer.txt"
    })
    void prints_what_frr_prints(String command, String golden) throws IOException {
        ScenarioRun run = run();
        run.runUntil(15 * SECOND, now -> {});
        assertThat(steady(vtysh(run, command))).isEqualTo(steady(resource(golden)));
        run.discard();
    }

    @Test
    void a_peer_without_power_is_reset_within_three_intervals_and_comes_back() throws IOException {
        ScenarioRun run = run();
        run.runUntil(20 * SECOND + 590_000_000L, now -> {});
        assertThat(state(run)).isEqualTo(State.ESTABLISHED);
        run.runUntil(20 * SECOND + 901_000_000L, now -> {});
        assertThat(state(run)).isNotEqualTo(State.ESTABLISHED);
        assertThat(vtysh(run, "show bgp neighbors 10.9.0.2"))
                .containsPattern("Last reset 00:00:0\\d,  Notification sent \\(Cease/BFD Down\\)");
        run.runUntil(39 * SECOND, now -> {});
        assertThat(state(run)).isEqualTo(State.ESTABLISHED);
        run.discard();
    }

    @Test
    void a_bfdd_that_dies_takes_the_peers_session_with_it_though_bgp_is_well() throws IOException {
        ScenarioRun run = run();
        run.runUntil(40 * SECOND + 901_000_000L, now -> {});
        assertThat(state(run)).isNotEqualTo(State.ESTABLISHED);
        run.discard();
    }

    private static State state(ScenarioRun run) {
        return run.lab()
                .router("ba")
                .flatMap(Router::bgpd)
                .flatMap(bgpd -> bgpd.speaker())
                .orElseThrow()
                .peers()
                .get(0)
                .state();
    }
}
