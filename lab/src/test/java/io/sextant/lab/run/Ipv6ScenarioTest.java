package io.sextant.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.report.DatagramReport;
import io.sextant.lab.report.Loss;
import io.sextant.lab.report.NodePrintout;
import io.sextant.lab.report.RunReport;
import io.sextant.lab.report.TrafficReport;
import io.sextant.lab.report.Verdict;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.ScenarioLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scenario whose interfaces have addresses of both versions. */
final class Ipv6ScenarioTest {

    private static final String LAB = """
            sextant: 1
            title: a client, a router, a server, both versions of IP
            duration: 10s
            topology:
              nodes:
                r1:
                  kind: frr-router
                  interfaces:
                    c: {address: [10.0.1.1/24, "2001:db8:1::1/64"]}
                    s: {address: [10.0.2.1/24, "2001:db8:2::1/64"]}
                c1:
                  kind: host
                  interfaces: {eth0: {address: [10.0.1.2/24, "2001:db8:1::2/64"]}}
                  gateway: r1
                s1:
                  kind: host
                  interfaces: {eth0: {address: ["2001:db8:2::2/64"]}}
                  routes: ["default via 2001:db8:2::1"]
              links:
                - {between: ["r1:c", "c1:eth0"]}
                - {between: ["r1:s", "s1:eth0"]}
            timeline:
              - {at: 1s, exec: "ping6 -c 2 2001:db8:2::2", on: c1}
              - {at: 5s, exec: "ip -6 neigh", on: r1}
              - {at: 5s, exec: "ip -6 route", on: c1}
              - {at: 5s, exec: "ping -c 1 2001:db8:3::1", on: c1}
              - {at: 5s, exec: "curl 'http://[2001:db8:2::2]/'", on: c1}
            """;

    private static final String TRAFFIC = """
            sextant: 1
            title: what a scenario can ask of IPv6
            duration: 20s
            topology:
              nodes:
                r1:
                  kind: frr-router
                  interfaces:
                    c: {address: [10.0.1.1/24, "2001:db8:1::1/64"]}
                    s: {address: "2001:db8:2::1/64"}
                c1:
                  kind: host
                  interfaces: {eth0: {address: [10.0.1.2/24, "2001:db8:1::2/64"]}}
                  gateway: [10.0.1.1, "2001:db8:1::1"]
                s1:
                  kind: host
                  listen: {http: [80, 8080], udp-echo: 7}
                  interfaces: {eth0: {address: "2001:db8:2::2/64"}}
                  gateway: r1
              links:
                - {between: ["r1:c", "c1:eth0"]}
                - {between: ["r1:s", "s1:eth0"], loss: 10%}
            traffic:
              by-address: {ping: "2001:db8:2::2", from: c1, count: 2}
              by-name: {ping: s1, from: c1, at: 2s, count: 3}
              page: {curl: "http://[2001:db8:2::2]:8080/", from: c1, at: 3s}
              load: {http: "http://s1/", from: c1, at: 4s, connections: 10, rate: 5/s}
              echo: {udp: "[2001:db8:2::2]:7", from: c1, at: 7s, stop: 12s, rate: 20/s}
            expect:
              route: {route: {on: c1, prefix: "::/0", via: r1}, at: 1s}
              no-route: {route: {on: c1, prefix: "2001:db8:9::/64", state: missing}, at: 1s}
              width: {ecmp-width: {on: s1, prefix: "::/0", is: 1}, at: 1s}
              page: {http: {traffic: page, status: 200, is: 1}, at: end}
              load: {http: {traffic: load, status: 200, is: 10}, at: end}
              echoes: {udp: {traffic: echo, loss: "1%..40%"}, at: end}
              requests: {captured: {at: "c1:eth0", protocol: icmp6, host: "2001:db8:2::2", is: ">= 6"}, at: end}
              no-icmp: {captured: {at: "c1:eth0", protocol: icmp, is: 0}, at: end}
              port: {captured: {at: "s1:eth0", protocol: tcp, port: 8080, host: c1, is: ">= 8"}, at: end}
              datagrams: {captured: {at: "c1:eth0", protocol: udp, port: 7, is: ">= 100"}, at: end}
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_ping_crosses_the_router_and_the_consoles_show_how() throws IOException {
        List<String> texts = printouts(LAB);
        assertThat(texts.get(0))
                .startsWith("PING 2001:db8:2::2(2001:db8:2::2) 56 data bytes")
                .contains("64 bytes from 2001:db8:2::2: icmp_seq=1 ttl=63 time=")
                .contains("2 packets transmitted, 2 received, 0% packet loss");
        assertThat(texts.get(1))
                .contains("2001:db8:1::2 dev c lladdr ", "2001:db8:2::2 dev s lladdr ")
                .doesNotContain("router");
        assertThat(texts.get(2)).isEqualTo("""
                        2001:db8:1::/64 dev eth0 proto kernel metric 256 pref medium
                        fe80::/64 dev eth0 proto kernel metric 256 pref medium
                        default via 2001:db8:1::1 dev eth0 proto static metric 1024 pref medium
                        """);
        assertThat(texts.get(3)).contains("From 2001:db8:1::1 icmp_seq=1 Destination unreachable: No route");
        assertThat(texts.get(4)).contains("Connection refused");
    }

    @Test
    void traffic_claims_and_gateways_are_of_either_version() throws IOException {
        RunReport report = report(TRAFFIC);
        assertThat(report.verdicts()).hasSize(10).allSatisfy(verdict -> assertThat(verdict.outcome())
                .as(verdict.name() + ": " + verdict.found())
                .isEqualTo(Verdict.Outcome.PASSED));
        assertThat(report.traffic())
                .extracting(TrafficReport::target)
                .contains("http://[2001:db8:2::2]:8080/", "[2001:db8:2::2]:7/udp");
        DatagramReport echo = Objects.requireNonNull(report.traffic().get(4).datagrams());
        assertThat(echo.losses().stream().mapToLong(Loss::packets).sum()).isEqualTo(echo.sent() - echo.answered());
    }

    @Test
    void what_cannot_be_meant_is_refused_at_its_place() throws IOException {
        assertThat(problems(LAB.replace("2001:db8:2::2/64", "2001:db8:2::2/129")))
                .contains("a length is 0 to 128");
        assertThat(problems(LAB.replace("2001:db8:2::2/64", "ff02::1/64"))).contains("it is not a host's address");
        assertThat(problems(LAB.replace("default via 2001:db8:2::1", "default via 2001:db8:9::1")))
                .contains("the next hop 2001:db8:9::1 is on none of this node's networks");
        assertThat(problems(LAB.replace("default via 2001:db8:2::1", "10.0.0.0/8 via 2001:db8:2::1")))
                .contains("all IPv4 or all IPv6");
    }

    private String problems(String yaml) throws IOException {
        return load(yaml).problems().toString();
    }

    private ScenarioLoader.Result load(String yaml) throws IOException {
        return ScenarioLoader.load(Files.writeString(folder.resolve("lab.yaml"), yaml));
    }

    private List<String> printouts(String yaml) throws IOException {
        return report(yaml).printouts().stream().map(NodePrintout::output).toList();
    }

    private RunReport report(String yaml) throws IOException {
        ScenarioLoader.Result loaded = load(yaml);
        Scenario scenario = loaded.scenario()
                .orElseThrow(() -> new AssertionError(loaded.problems().toString()));
        ScenarioRun run = new ScenarioRun(scenario, RunOptions.QUIET.withInvariants(true));
        run.runUntil(scenario.durationNanos(), now -> {});
        return run.finish();
    }
}
