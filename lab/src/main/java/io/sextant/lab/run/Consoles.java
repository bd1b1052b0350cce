package io.sextant.lab.run;

import io.sextant.cluster.LabEpoch;
import io.sextant.cluster.datapath.CiliumProfile;
import io.sextant.cluster.flow.FlowSource;
import io.sextant.cluster.flow.HubbleAgent;
import io.sextant.cluster.flow.HubbleVersion;
import io.sextant.cluster.kubernetes.ApiStore;
import io.sextant.cluster.node.CiliumNode;
import io.sextant.cluster.node.Cluster;
import io.sextant.lab.console.Shell;
import io.sextant.lab.console.command.ClusterView;
import io.sextant.lab.console.command.FrrRouter;
import io.sextant.lab.console.command.Machine;
import io.sextant.lab.console.command.Outcome;
import io.sextant.lab.console.command.Program;
import io.sextant.lab.console.command.Role;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.topology.NodeKind;
import io.sextant.lab.scenario.topology.NodeRole;
import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.topology.host.Host;
import io.sextant.topology.routing.BgpDaemon;
import io.sextant.topology.routing.Zebra;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The shells of the lab's machines. */
public final class Consoles {

    /** The node that kubectl and hubble are installed on, by the article's name for it. */
    private static final String CONTROL = "k8s-control";

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Lab lab;
    private final Shell shell = new Shell();

    public Consoles(Lab lab) {
        this.lab = lab;
    }

    /** What the lab's clocks show at virtual time 0. */
    static LabEpoch epoch(Scenario scenario) {
        Instant start = scenario.start();
        return new LabEpoch(start.getEpochSecond() * NANOS_PER_SECOND + start.getNano());
    }

    /** What the command prints at once; a command that takes time prints nothing here. */
    String print(String node, String command) {
        return shell.run(machine(node), command) instanceof Outcome.Printed printed ? printed.text() : "";
    }

    /** Runs a command; the receiver gets what it printed and its exit status, now or when virtual time has passed. */
    public Optional<Program> run(String node, String command, BiConsumer<String, Integer> receiver) {
        Outcome outcome = shell.run(machine(node), command);
        if (outcome instanceof Outcome.Printed printed) {
            receiver.accept(printed.text(), printed.status());
            return Optional.empty();
        }
        Program program = ((Outcome.Running) outcome).program();
        program.start(printed -> receiver.accept(printed.text(), printed.status()));
        return Optional.of(program);
    }

    /** Where kubectl and the relay's hubble are. */
    String controlNode() {
        if (lab.hosts().containsKey(CONTROL)) {
            return CONTROL;
        }
        return lab.scenario().topology().nodes(NodeKind.K8S_NODE).stream()
                .map(NodeSpec::name)
                .findFirst()
                .orElse(CONTROL);
    }

    Machine machine(String name) {
        Host host = lab.requireHost(name);
        Optional<NodeSpec> node = lab.scenario().topology().node(name);
        return new LabMachine(name, host, role(name, node.orElse(null)));
    }

    private static Role role(String name, @Nullable NodeSpec node) {
        if (node == null) {
            return Role.POD;
        }
        if (name.equals(CONTROL)) {
            return Role.CONTROL;
        }
        return switch (node.kind()) {
            case FRR_ROUTER -> Role.ROUTER;
            case HOST, SWITCH -> Role.HOST;
            case K8S_NODE ->
                node.kubernetes() != null && node.kubernetes().role() == NodeRole.CONTROL_PLANE
                        ? Role.MASTER
                        : Role.WORKER;
        };
    }

    private final class LabMachine implements Machine {

        private final String name;
        private final Host host;
        private final Role role;

        LabMachine(String name, Host host, Role role) {
            this.name = name;
            this.host = host;
            this.role = role;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Role role() {
            return role;
        }

        @Override
        public Host host() {
            return host;
        }

        @Override
        public LabEpoch epoch() {
            return Consoles.epoch(lab.scenario());
        }

        @Override
        public Optional<BgpDaemon> bgpd() {
            return lab.router(name).flatMap(Router::bgpd);
        }

        @Override
        public Optional<Zebra> zebra() {
            return lab.router(name).map(Router::zebra);
        }

        @Override
        public Optional<FrrRouter> router() {
            return lab.router(name).map(router -> router);
        }

        @Override
        public Optional<ClusterView> cluster() {
            return role == Role.HOST || role == Role.ROUTER || role == Role.POD
                    ? Optional.empty()
                    : lab.cluster().map(cluster -> new LabClusterView(cluster, this));
        }
    }

    private record LabClusterView(Cluster cluster, LabMachine machine) implements ClusterView {

        @Override
        public ApiStore store() {
            return cluster.controlPlane().store();
        }

        @Override
        public HubbleVersion hubbleVersion() {
            // The releases the facts were measured with: 0.8.2 beside Cilium 1.10, 0.11.6 beside later ones.
            return cluster.settings().cilium().equals(CiliumProfile.V1_10)
                    ? HubbleVersion.V0_8_2
                    : HubbleVersion.V0_11_6;
        }

        @Override
        public Optional<FlowSource> flows() {
            if (machine.role().isKubernetesNode()) {
                return Optional.of(cluster.node(machine.name()).hubble());
            }
            return machine.role() == Role.CONTROL ? Optional.of(cluster.relay()) : Optional.empty();
        }

        @Override
        public List<HubbleAgent> flowAgents() {
            return machine.role().isKubernetesNode()
                    ? List.of(cluster.node(machine.name()).hubble())
                    : cluster.nodes().stream().map(CiliumNode::hubble).toList();
        }
    }
}
