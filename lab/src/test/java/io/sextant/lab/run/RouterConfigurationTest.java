package io.sextant.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.scenario.ScenarioLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A router's configuration changes while it runs: by vtysh lines in the timeline, by sessions shut and opened. */
final class RouterConfigurationTest {

    private static final long SECOND = 1_000_000_000L;
    private static final String LAB = """
            sextant: 1
            duration: 60s
            topology:
              nodes:
                r1:
                  kind: frr-router
                  frr: r1.conf
                  interfaces: {eth0: {address: 10.0.0.1/30}}
                r2:
                  kind: frr-router
                  interfaces: {eth0: {address: 10.0.0.2/30}}
                  bgp: {asn: 65002, ebgp-requires-policy: false, connect-retry: 1s, networks: [10.2.0.0/16], neighbors: {r1: {asn: 65001}}}
              links: [{between: [r1:eth0, r2:eth0]}]
            timeline:
              - {at: 20s, action: session-down, target: r1, neighbor: r2, duration: 5s}
              - {at: 40s, vtysh: [conf t, router bgp 65001, address-family ipv4 unicast, network 10.9.0.0/16], on: r1}
              - {at: 50s, vtysh: clear bgp *, on: r2}
            """;
    private static final String CONFIG = """
            hostname r1
            router bgp 65001
             no bgp ebgp-requires-policy
             no bgp network import-check
             neighbor 10.0.0.2 remote-as external
             neighbor 10.0.0.2 timers connect 1
             neighbor 10.0.0.2 timers 3 9
            """;

    private ScenarioRun run = runOf(Path.of("src/test/resources/lab.yaml"));

    @BeforeEach
    void build(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("r1.conf"), CONFIG);
        run = runOf(Files.writeString(folder.resolve("lab.yaml"), LAB));
    }

    private static ScenarioRun runOf(Path file) {
        return new ScenarioRun(ScenarioLoader.load(file).scenario().orElseThrow(), RunOptions.QUIET);
    }

    private String print(long second, String router, String line) {
        run.runUntil(second * SECOND, now -> {});
        return run.consoles().print(router, "vtysh -c '" + line + "'");
    }

    @Test
    void a_session_is_shut_and_opened_again() {
        assertThat(print(19, "r2", "show bgp summary json")).contains("\"state\":\"Established\"");
        assertThat(print(22, "r1", "sh bgp su json")).contains("\"state\":\"Idle (Admin)\"", "\"peerState\":\"Admin\"");
        assertThat(print(22, "r1", "sh run")).contains(" neighbor 10.0.0.2 shutdown\n");
        assertThat(print(39, "r2", "show bgp summary json")).contains("\"state\":\"Established\"");
        assertThat(print(39, "r1", "sh run")).doesNotContain("shutdown");
    }

    @Test
    void what_is_configured_takes_effect_and_stands_in_the_running_configuration() {
        assertThat(print(39, "r2", "show ip route bgp")).doesNotContain("10.9.0.0/16");
        assertThat(print(42, "r2", "show ip route bgp")).contains("10.9.0.0/16");
        assertThat(print(42, "r1", "show running-config")).contains("  network 10.9.0.0/16\n");
    }

    @Test
    void a_session_that_is_cleared_comes_back() {
        assertThat(print(49, "r2", "show bgp neighbors")).contains("Connections established 2; dropped 1");
        assertThat(print(59, "r2", "show bgp neighbors")).contains("Connections established 3; dropped 2");
        assertThat(print(59, "r2", "clear bgp 10.9.9.9")).isEqualTo("% BGP: Unknown neighbor - \"10.9.9.9\"\n");
    }

    @Test
    void a_short_form_is_a_configuration_like_any_other() {
        assertThat(print(1, "r2", "show running-config"))
                .contains("router bgp 65002\n", " neighbor 10.0.0.1 remote-as 65001\n", "  network 10.2.0.0/16\n");
    }

    @Test
    void what_frr_refuses_is_said() {
        assertThat(run.consoles().print("r1", "vtysh -c 'configure terminal' -c 'rooter bgp 65001'"))
                .isEqualTo("% Unknown command: rooter bgp 65001\n");
    }
}
