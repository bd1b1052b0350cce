package io.sextant.lab.scenario.timeline;

import io.sextant.lab.scenario.cluster.ServiceName;
import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import io.sextant.protocol.address.IpPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the timeline.
 *
 * @param name how expectations refer to it; made from the verb and the target if the file gives none
 * @param atNanos counted from the start of the run
 * @param targets what the verb is done to, by name, in the topology's order: nodes, links ({@code LinkSpec.name()} or
 *     {@code node:interface} for a cable to a network's switch), {@code namespace/deployment} or {@code namespace/pod};
 *     empty for a note. A pod may be one that exists only later, so it is checked when the time comes
 * @param durationNanos after which the verb is undone; 0 for never
 * @param lossProbability for link-loss, 0 to 1
 * @param replicas for scale, from 0
 * @param service for withdraw and announce; null means every service
 * @param prefix for withdraw and announce on hosts that are no Kubernetes nodes; null means every prefix
 * @param gateway for set-gateway: a node that each target shares a prefix with, or an address; empty otherwise
 * @param daemon which of a router's daemons; bgpd unless the file says otherwise
 * @param neighbor whose session goes down or comes up: a node that each target shares a prefix with, or the peer's
 *     address; empty otherwise
 * @param text the command of exec, the lines of vtysh with line ends between them, the words of a note; empty otherwise
 */
public record TimedAction(
        Position position,
        String name,
        long atNanos,
        Verb verb,
        List<String> targets,
        long durationNanos,
        double lossProbability,
        int replicas,
        @Nullable ServiceName service,
        @Nullable IpPrefix prefix,
        String gateway,
        RouterDaemon daemon,
        String neighbor,
        String text)
        implements Located {

    public TimedAction {
        targets = List.copyOf(targets);
    }
}
