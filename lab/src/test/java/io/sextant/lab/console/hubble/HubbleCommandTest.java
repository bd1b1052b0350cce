package io.sextant.lab.console.hubble;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.cluster.flow.DropCode;
import io.sextant.cluster.flow.Flow;
import io.sextant.cluster.flow.FlowEndpoint;
import io.sextant.cluster.flow.FlowListener;
import io.sextant.cluster.flow.FlowRequest;
import io.sextant.cluster.flow.FlowSource;
import io.sextant.cluster.flow.FlowVerdict;
import io.sextant.cluster.flow.HubbleAgent;
import io.sextant.cluster.flow.HubbleVersion;
import io.sextant.cluster.flow.Layer4;
import io.sextant.cluster.flow.TracePoint;
import io.sextant.cluster.flow.TrafficDirection;
import io.sextant.cluster.kubernetes.ApiStore;
import io.sextant.cluster.kubernetes.Delay;
import io.sextant.lab.console.Shell;
import io.sextant.lab.console.TestMachine;
import io.sextant.lab.console.command.ClusterView;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.lab.console.command.Outcome.Running;
import io.sextant.lab.console.command.Role;
import io.sextant.protocol.address.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HubbleCommandTest {

    private final TestMachine control = TestMachine.of("k8s-control", Role.CONTROL);
    private final Source source = new Source();
    private final List<HubbleAgent> agents = List.of(
            new HubbleAgent("k8s-master1", control.epoch()),
            new HubbleAgent("k8s-worker1", control.epoch()),
            new HubbleAgent("k8s-worker2", control.epoch()));

    HubbleCommandTest() {
        control.with(new View(new ApiStore(new Delay(control.simulator), 0), source, agents));
    }

    @Test
    void what_is_kept_is_printed_line_by_line() {
        source.flows.add(ping(0, "10.0.0.1"));
        source.flows.add(ping(1, "10.0.0.2"));
        assertThat(control.run("hubble observe --last 1")).isEqualTo(Printed.ok(line(18, "10.0.0.2")));
    }

    @Test
    void following_goes_on_until_it_is_interrupted() {
        source.flows.add(ping(0, "10.0.0.1"));
        Running running = (Running) new Shell().run(control, "hubble observe --follow --from-ip 10.0.0.1");
        assertThat(running.program().isEndless()).isTrue();
        running.program().start(printed -> {
            throw new AssertionError("it does not end by itself");
        });
        source.listeners.forEach(listener -> listener.onFlow(ping(2, "10.0.0.9")));
        source.listeners.forEach(listener -> listener.onFlow(ping(3, "10.0.0.1")));
        assertThat(running.program().interrupt()).isEqualTo(Printed.ok(line(17, "10.0.0.1") + line(20, "10.0.0.1")));
        assertThat(source.listeners).isEmpty();
    }

    @Test
    void its_version_and_its_refusals() {
        assertThat(control.text("hubble version")).isEqualTo("hubble v0.8.2\n");
        assertThat(control.run("hubble observe --frob")).isEqualTo(new Printed("unknown flag: --frob\n", 1));
        assertThat(control.run("hubble ui").status()).isEqualTo(1);
    }

    /** The layouts are those of the real commands' printouts in public reports; the numbers are this lab's. */
    @Test
    void the_relay_knows_how_every_agent_fares() {
        record(agents.get(0), 5_000);
        record(agents.get(1), 100);
        agents.get(1).start(400 * TestMachine.SECOND);
        agents.get(2).stop();
        control.simulator.runUntil(1_000 * TestMachine.SECOND);
        assertThat(control.text("hubble list nodes")).isEqualTo("""
                NAME          STATUS        AGE      FLOWS/S   CURRENT/MAX-FLOWS
                k8s-master1   Connected     16m40s   5.00      4095/4095 (100.00%)
                k8s-worker1   Connected     10m0s    0.17      100/4095 (  2.44%)
                k8s-worker2   Unavailable   N/A      N/A       N/A
                """);
        assertThat(control.text("hubble status")).isEqualTo("""
                Healthcheck (via localhost:4245): Ok
                Current/Max Flows: 4,195/8,190 (51.22%)
                Flows/s: 5.10
                Connected Nodes: 2/3
                Unavailable Nodes: 1
                  - k8s-worker2
                """);
    }

    @Test
    void an_agent_knows_itself_only() {
        TestMachine worker = TestMachine.of("k8s-worker1", Role.WORKER);
        HubbleAgent own = new HubbleAgent("k8s-worker1", worker.epoch());
        worker.with(new View(new ApiStore(new Delay(worker.simulator), 0), source, List.of(own)));
        record(own, 40);
        worker.simulator.runUntil(10 * TestMachine.SECOND);
        assertThat(worker.text("hubble status")).isEqualTo("""
                Healthcheck (via unix:///var/run/cilium/hubble.sock): Ok
                Current/Max Flows: 40/4,095 (0.98%)
                Flows/s: 4.00
                """);
        assertThat(worker.run("hubble list nodes"))
                .isEqualTo(new Printed("rpc error: code = Unimplemented desc = GetNodes not implemented\n", 1));
    }

    private static void record(HubbleAgent agent, int flows) {
        FlowEndpoint world = new FlowEndpoint(0, 2, "", List.of(), "");
        for (int i = 0; i < flows; i++) {
            agent.drop(0, DropCode.POLICY_DENIED, new byte[64], 0, 64, world, world, TrafficDirection.INGRESS);
        }
    }

    private static Flow ping(int second, String from) {
        FlowEndpoint world = new FlowEndpoint(0, 2, "", List.of(), "");
        return new Flow(
                1_635_689_957_000_000_000L + second * TestMachine.SECOND,
                FlowVerdict.FORWARDED,
                0,
                "",
                "",
                Ipv4Address.parse(from),
                Ipv4Address.parse("10.0.0.5"),
                new Layer4.Icmpv4(8, 0),
                world,
                world,
                "n1",
                null,
                Flow.EVENT_TRACE,
                0,
                null,
                null,
                TrafficDirection.INGRESS,
                0,
                TracePoint.TO_ENDPOINT,
                false);
    }

    private static String line(int second, String from) {
        return "Oct 31 14:19:" + second + ".000: " + from + " -> 10.0.0.5 to-endpoint FORWARDED (ICMPv4 EchoRequest)\n";
    }

    /** Keeps what it is given, as an agent would; selecting is the request's, whose last flow is enough here. */
    private static final class Source implements FlowSource {
        private final List<Flow> flows = new ArrayList<>();
        private final List<FlowListener> listeners = new ArrayList<>();

        @Override
        public List<Flow> observe(FlowRequest request) {
            List<Flow> chosen = flows.stream().filter(request::matches).toList();
            int from = request.number() == 0 ? 0 : Math.max(0, chosen.size() - request.number());
            return chosen.subList(from, chosen.size());
        }

        @Override
        public void addListener(FlowListener listener) {
            listeners.add(listener);
        }

        @Override
        public void removeListener(FlowListener listener) {
            listeners.remove(listener);
        }
    }

    private record View(ApiStore store, FlowSource source, List<HubbleAgent> agents) implements ClusterView {
        @Override
        public HubbleVersion hubbleVersion() {
            return HubbleVersion.V0_8_2;
        }

        @Override
        public Optional<FlowSource> flows() {
            return Optional.of(source);
        }

        @Override
        public List<HubbleAgent> flowAgents() {
            return agents;
        }
    }
}
