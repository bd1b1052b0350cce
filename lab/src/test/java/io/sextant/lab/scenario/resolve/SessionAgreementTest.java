package io.sextant.lab.scenario.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.scenario.ScenarioLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionAgreementTest {

    private static final String LAB = """
            sextant: 1
            topology:
              networks: {cluster: {prefix: 192.168.1.0/24}}
              nodes:
                r1: {kind: frr-router, interfaces: {eth0: {network: cluster, address: 192.168.1.1}}, frr: r1.conf}
                n[1-2]: {kind: k8s-node, interfaces: {eth0: {network: cluster, address: "192.168.1.[11-12]"}}}
            cluster:
              network: cluster
              bgp: {asn: 64513, peers: {r1: {asn: 64512}}}
            """;

    private static List<String> warnings(Path folder, String... router) throws IOException {
        Files.writeString(folder.resolve("r1.conf"), String.join("\n", router) + "\n");
        Path file = Files.writeString(folder.resolve("lab.yaml"), LAB);
        ScenarioLoader.Result result = ScenarioLoader.load(file);
        assertThat(result.scenario()).isPresent();
        return result.problems().stream().map(problem -> problem.message()).toList();
    }

    @Test
    void a_router_whose_own_file_fits_is_passed_in_silence(@TempDir Path folder) throws IOException {
        assertThat(warnings(
                        folder,
                        "router bgp 64512",
                        " neighbor 192.168.1.11 remote-as 64513",
                        " neighbor 192.168.1.12 remote-as external"))
                .isEmpty();
    }

    @Test
    void a_listen_range_expects_whoever_is_in_it(@TempDir Path folder) throws IOException {
        assertThat(warnings(
                        folder,
                        "router bgp 64512",
                        " neighbor nodes peer-group",
                        " neighbor nodes remote-as 64513",
                        " bgp listen range 192.168.1.0/28 peer-group nodes"))
                .isEmpty();
    }

    @Test
    void what_does_not_fit_is_said_of_each_node(@TempDir Path folder) throws IOException {
        assertThat(warnings(folder, "router bgp 64512", " neighbor 192.168.1.11 remote-as internal"))
                .containsExactly("'r1' expects 'n1' in AS 64512, it is in AS 64513", "'r1' has no neighbour 'n2'");
        assertThat(warnings(
                        folder,
                        "router bgp 64999",
                        " neighbor 192.168.1.11 remote-as 64513",
                        " neighbor 192.168.1.12 remote-as 64513"))
                .containsExactly("'r1' is in AS 64999, the nodes expect AS 64512, so there will be no session");
    }

    @Test
    void a_file_without_bgp_is_no_speaker(@TempDir Path folder) throws IOException {
        assertThat(warnings(folder, "hostname r1")).containsExactly("'r1' speaks no BGP, so there will be no session");
    }
}
