package io.sextant.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.report.DatagramReport;
import io.sextant.lab.report.RunReport;
import io.sextant.lab.report.TrafficReport;
import io.sextant.lab.report.Verdict;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.ScenarioLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** UDP flows of a scenario, to servers that answer, that keep silent, that are not there, and that lose their power. */
final class UdpTrafficTest {

    private static final String LAB = """
            sextant: 1
            title: two clients, a router, two servers with one address
            duration: 10s
            topology:
              nodes:
                r1:
                  kind: frr-router
                  kernel: {hash-policy: 1, hash-seed: 1}
                  interfaces:
                    c1: {address: 10.0.1.1/24}
                    c2: {address: 10.0.2.1/24}
                    s1: {address: 10.1.1.1/24}
                    s2: {address: 10.1.2.1/24}
                  routes: [172.16.0.1 nexthop via 10.1.1.2 nexthop via 10.1.2.2]
                c[1-2]:
                  kind: host
                  interfaces: {eth0: {address: "10.0.[1-2].2/24"}}
                  gateway: r1
                s[1-2]:
                  kind: host
                  interfaces: {eth0: {address: "10.1.[1-2].2/24"}, lo: {address: 172.16.0.1/32}}
                  gateway: r1
                  listen: {udp-echo: 7, udp-discard: 9}
              links:
                - {between: ["r1:c[1-2]", "c[1-2]:eth0"]}
                - {between: ["r1:s[1-2]", "s[1-2]:eth0"]}
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void every_flow_is_answered_by_the_node_it_hashes_to() throws IOException {
        TrafficReport report = traffic("{udp: '172.16.0.1:7', from: 'c[1-2]', at: 1s, stop: 5s, flows: 20, rate: 5/s}");
        DatagramReport datagrams = datagrams(report);
        assertThat(report.requests()).isEqualTo(400);
        assertThat(report.answers()).isEqualTo(400);
        assertThat(datagrams.received()).isEqualTo(400);
        assertThat(datagrams.losses()).isEmpty();
        assertThat(datagrams.receivers()).extracting(each -> each.node()).containsExactly("s1", "s2");
        assertThat(datagrams.receivers()).allMatch(each -> each.received() % 20 == 0);
        assertThat(report.longestOutageNanos()).isZero();
        // Two links of 50 µs each way, and 166 octets on the wire at 1 Gb/s on each of the four.
        assertThat(report.latency().minNanos()).isBetween(200_000L, 210_000L);
    }

    @Test
    void a_silent_server_takes_datagrams_that_nobody_expects_an_answer_to() throws IOException {
        TrafficReport report = traffic("{udp: 's1:9', from: c1, at: 1s, count: 30, rate: 10/s, echo: false}");
        assertThat(report.requests()).isEqualTo(30);
        assertThat(report.answers()).isZero();
        assertThat(datagrams(report).lost()).isZero();
    }

    @Test
    void a_closed_port_is_where_they_were_lost() throws IOException {
        TrafficReport report = traffic("{udp: '10.1.1.2:77', from: c1, at: 1s, count: 5}");
        assertThat(datagrams(report).received()).isZero();
        assertThat(datagrams(report).losses()).singleElement().satisfies(loss -> {
            assertThat(loss.node()).isEqualTo("s1");
            assertThat(loss.packets()).isEqualTo(5);
        });
    }

    @Test
    void an_outage_is_as_long_as_the_power_is_off_and_the_server_comes_back() throws IOException {
        TrafficReport report = traffic("{udp: 's1:7', from: c1, at: 1s, stop: 9s, rate: 10/s}\n"
                + "timeline: [{at: 3s, name: off, fault: node-power-off, target: s1, duration: 5s}]");
        DatagramReport datagrams = datagrams(report);
        assertThat(report.requests()).isEqualTo(80);
        assertThat(report.longestOutageNanos()).isBetween(4_900_000_000L, 5_100_000_000L);
        // ARP gives up after three seconds and takes what had waited along; what the next try holds up arrives late.
        assertThat(datagrams.lost()).isEqualTo(30);
        assertThat(datagrams.losses().stream().mapToLong(loss -> loss.packets()).sum())
                .isEqualTo(datagrams.lost());
    }

    @Test
    void expectations_count_what_was_lost() throws IOException {
        RunReport report = run("""
                {udp: 's1:7', from: c1, at: 1s, count: 10}
                expect:
                  none: {udp: {traffic: u, loss: 0%}, at: end}
                  some: {udp: {traffic: u, loss: '>= 1'}, at: end}
                  quick: {outage: {traffic: u, is: '<= 1s'}, at: end}
                """);
        assertThat(report.verdicts())
                .extracting(Verdict::outcome)
                .containsExactly(Verdict.Outcome.PASSED, Verdict.Outcome.FAILED, Verdict.Outcome.PASSED);
    }

    private TrafficReport traffic(String traffic) throws IOException {
        return run(traffic).traffic().get(0);
    }

    private static DatagramReport datagrams(TrafficReport report) {
        DatagramReport datagrams = report.datagrams();
        if (datagrams == null) {
            throw new AssertionError("the report of UDP flows says nothing of datagrams");
        }
        return datagrams;
    }

    private RunReport run(String traffic) throws IOException {
        Path file = Files.writeString(folder.resolve("udp.yaml"), LAB + "traffic:\n  u: " + traffic + "\n");
        ScenarioLoader.Result loaded = ScenarioLoader.load(file);
        Scenario scenario = loaded.scenario()
                .orElseThrow(() -> new AssertionError(loaded.problems().toString()));
        ScenarioRun run = new ScenarioRun(scenario, RunOptions.QUIET.withInvariants(true));
        run.runUntil(scenario.durationNanos(), now -> {});
        return run.finish();
    }
}
