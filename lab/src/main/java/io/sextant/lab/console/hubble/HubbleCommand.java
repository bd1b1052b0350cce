package io.sextant.lab.console.hubble;

import io.sextant.cluster.flow.FlowSource;
import io.sextant.cluster.flow.HubbleVersion;
import io.sextant.cluster.flow.ObserveCommand;
import io.sextant.lab.console.command.ClusterView;
import io.sextant.lab.console.command.Command;
import io.sextant.lab.console.command.Machine;
import io.sextant.lab.console.command.Outcome;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.lab.console.command.Outcome.Running;
import java.util.List;

/**
 * {@code hubble observe}, {@code status} and {@code list nodes}: through the relay on the control machine, from the node's own agent on a node, as if called in
 * the agent's pod.
 */
public final class HubbleCommand implements Command {

    private static final int STATUS_ERROR = 1;
    private static final String COMMANDS = "hubble observe [flags], hubble status, hubble list nodes, hubble version";

    @Override
    public String name() {
        return "hubble";
    }

    @Override
    public boolean isOn(Machine machine) {
        return machine.cluster().flatMap(ClusterView::flows).isPresent();
    }

    @Override
    public Outcome run(Machine machine, List<String> arguments) {
        ClusterView cluster = machine.cluster().orElseThrow();
        FlowSource source = cluster.flows().orElseThrow();
        HubbleVersion version = cluster.hubbleVersion();
        String word = arguments.isEmpty() ? "" : arguments.get(0);
        List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
        return switch (word) {
            case "observe" -> observe(machine, source, version, rest);
            case "status" -> status(machine, cluster).status();
            case "list" -> list(machine, cluster, rest);
            case "version" -> Printed.ok("hubble v" + version.text() + "\n");
            default ->
                new Printed(
                        "unknown command \"" + word + "\" for \"hubble\"; here there are " + COMMANDS + "\n",
                        STATUS_ERROR);
        };
    }

    private static HubbleStatus status(Machine machine, ClusterView cluster) {
        return new HubbleStatus(cluster.flowAgents(), !machine.role().isKubernetesNode(), machine.nowNanos());
    }

    private static Outcome list(Machine machine, ClusterView cluster, List<String> words) {
        return words.equals(List.of("nodes")) || words.equals(List.of("node"))
                ? status(machine, cluster).nodes()
                : new Printed("here there is hubble list nodes, without flags\n", STATUS_ERROR);
    }

    private static Outcome observe(Machine machine, FlowSource source, HubbleVersion version, List<String> words) {
        ObserveCommand command;
        try {
            command = ObserveCommand.parse(words, version, machine.unixNanos());
        } catch (IllegalArgumentException e) {
            return new Printed(e.getMessage() + "\n", STATUS_ERROR);
        }
        if (command.request().follow()) {
            return new Running(new FollowProgram(command, source));
        }
        return Printed.ok(command.run(source));
    }
}
