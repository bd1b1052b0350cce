package io.sextant.lab.frr;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.yaml.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ours beside what FRR 8.4.4 printed; how it was recorded is told in {@code frr-running/README.md}. */
final class RunningConfigTest {

    private static final Path FOLDER = Path.of("src/test/resources/frr-running");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "everything",
                "001-r1",
                "005-r1",
                "011-r1",
                "017-r1",
                "101-r2",
                "bgp_link_bw_ip-r1",
                "bgp_comm_list_match-r1",
                "bgp_rr_ibgp-tor1"
            })
    void prints_what_frr_prints(String name) throws IOException {
        FrrConfigLoader.Result result = FrrConfigLoader.load(List.of(FOLDER.resolve(name + ".conf")));
        assertThat(result.problems()).noneMatch(problem -> problem.severity() == Severity.ERROR);
        List<String> real = Files.readAllLines(FOLDER.resolve(name + ".txt"));
        assertThat(ofTheRouter(result.config().runningConfig("vm").lines().toList()))
                .isEqualTo(ofTheRouter(real));
    }

    @ParameterizedTest
    @ValueSource(strings = {"everything", "017-r1", "bgp_link_bw_ip-r1"})
    void what_it_prints_is_a_configuration_that_prints_the_same(String name) {
        FrrConfig config =
                FrrConfigLoader.load(List.of(FOLDER.resolve(name + ".conf"))).config();
        String printed = config.runningConfig("vm");
        String text = printed.substring(printed.indexOf("!\n"));
        assertThat(FrrConfigLoader.parse(Path.of("again.conf"), text).config().runningConfig("vm"))
                .isEqualTo(printed);
    }

    private static List<String> ofTheRouter(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.startsWith("hostname ") && !line.matches("no ip(v6)? forwarding"))
                .toList();
    }
}
