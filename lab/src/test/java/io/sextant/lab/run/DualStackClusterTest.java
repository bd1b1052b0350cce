package io.sextant.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.report.NodePrintout;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.ScenarioLoader;
import io.sextant.lab.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which speaker announces what of a dual-stack service, over which session. */
final class DualStackClusterTest {

    private static final String LAB = """
            sextant: 1
            title: a dual-stack service, a router, two nodes
            duration: 20s
            topology:
              networks: {cluster: {prefix: 192.168.1.0/24}}
              nodes:
                r1:
                  kind: frr-router
                  interfaces: {eth0: {network: cluster, address: [192.168.1.1/24, "2001:db8:1::1/64"]}}
                  kernel: {profile: linux-6.18, hash-seed: 28}
                  bgp: {asn: 64512, sessions: SESSIONS, families: [ipv4, ipv6], neighbors: {k8s-nodes: {}}}
                k8s-worker[1-2]:
                  kind: k8s-node
                  interfaces: {eth0: {network: cluster, address: ["192.168.1.[21-22]/24", "2001:db8:1::[21-22]/64"]}}
                  gateway: [192.168.1.1, "2001:db8:1::1"]
                k8s-worker1: {role: control-plane}
            cluster:
              network: cluster
              service-cidr: [10.96.0.0/12, "fd00:10:96::/112"]
              bgp: {speaker: SPEAKER, asn: 64512, sessions: SESSIONS, peers: {r1: {}}}
              pools: {default: {addresses: [172.16.10.0/24, "2001:db8:a::/120"]}}
              deployments: {web1: {nodes: k8s-worker2}}
              services:
                web1-lb: {of: web1, ports: [{port: 80}], ip-family-policy: PreferDualStack, ip-families: FAMILIES}
            traffic:
              pods: {curl: "http://[2001:db8:a::]/", from: k8s-worker1, at: 18s}
            timeline:
              - {at: 17s, exec: "vtysh -c 'show bgp ipv6 unicast'", on: r1}
              - {at: 17s, exec: "ip route", on: r1}
              - {at: 17s, exec: "kubectl get svc web1-lb", on: k8s-worker1}
              - {at: 17s, exec: "kubectl get pods -o wide", on: k8s-worker1}
              - {at: 19s, exec: "hubble observe", on: k8s-worker2}
            """;

    private final Path folder;

    DualStackClusterTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void metallb_with_frr_says_both_over_one_ipv4_session() throws IOException {
        List<NodePrintout> printouts = printouts("metallb-frr", "ipv4", "[IPv4, IPv6]");

        assertThat(printouts.get(0).output())
                .contains("2001:db8:1::21", "2001:db8:1::22", "1 routes and 2 total paths");
        assertThat(printouts.get(1).output()).contains("172.16.10.0 ");
        assertThat(printouts.get(2).output()).contains("172.16.10.0,2001:db8:a::");
        assertThat(printouts.get(3).output()).contains("10.0.1.2");
    }

    @Test
    void ciliums_next_hop_over_ipv4_is_mapped_and_nowhere() throws IOException {
        List<NodePrintout> printouts = printouts("cilium", "ipv4", "[IPv4, IPv6]");

        assertThat(printouts.get(0).output()).contains("::ffff:c0a8:115").doesNotContain("*>i");
        assertThat(problems("cilium", "ipv4", "[IPv4, IPv6]"))
                .anySatisfy(problem -> assertThat(problem.toString()).contains("IPv4-mapped next hop"));
    }

    @Test
    void cilium_over_both_sessions_is_reached_by_both() throws IOException {
        List<NodePrintout> printouts = printouts("cilium", "[ipv4, ipv6]", "[IPv4, IPv6]");

        assertThat(printouts.get(0).output()).contains("*>i", "*=i").contains("2001:db8:1::22");
        assertThat(printouts.get(1).output()).contains("172.16.10.0 ");
    }

    @Test
    void metallbs_native_speaker_gives_the_primary_version_and_says_nothing_of_ipv6() throws IOException {
        assertThat(printouts("metallb", "ipv4", "[IPv4, IPv6]").get(2).output())
                .contains("172.16.10.0 ")
                .doesNotContain("2001:db8:a::");

        List<NodePrintout> primaryIpv6 = printouts("metallb", "ipv4", "[IPv6, IPv4]");
        assertThat(primaryIpv6.get(0).output()).contains("No BGP prefixes displayed");
        assertThat(primaryIpv6.get(1).output()).doesNotContain("172.16.10.0");
        assertThat(primaryIpv6.get(2).output()).contains("2001:db8:a::").doesNotContain("172.16.10.0");
        assertThat(primaryIpv6.get(3).output()).contains("10.0.1.2");
    }

    @Test
    void hubble_shows_ipv6_in_brackets_and_a_nodes_own_connection_by_its_address() throws IOException {
        List<NodePrintout> printouts = printouts("metallb-frr", "ipv6", "[IPv4, IPv6]");

        assertThat(printouts.get(4).output())
                .as("socket load balancing leads from the node straight to the pod")
                .contains("[fd00::1]:", "-> default/web1-", "to-endpoint FORWARDED (TCP Flags: SYN)");
    }

    private List<NodePrintout> printouts(String speaker, String sessions, String families) throws IOException {
        ScenarioLoader.Result loaded = load(speaker, sessions, families);
        Scenario scenario = loaded.scenario()
                .orElseThrow(() -> new AssertionError(loaded.problems().toString()));
        ScenarioRun run = new ScenarioRun(scenario, RunOptions.QUIET.withInvariants(true));
        run.runUntil(scenario.durationNanos(), now -> {});
        return run.finish().printouts();
    }

    private List<Problem> problems(String speaker, String sessions, String families) throws IOException {
        return load(speaker, sessions, families).problems();
    }

    private ScenarioLoader.Result load(String speaker, String sessions, String families) throws IOException {
        Path file = folder.resolve("dual.yaml");
        Files.writeString(
                file,
                LAB.replace("SPEAKER", speaker)
                        .replace("SESSIONS", sessions)
                        .replace("ip-families: FAMILIES", "ip-families: " + families));
        return ScenarioLoader.load(file);
    }
}
