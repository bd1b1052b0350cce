package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.language.HostPort;
import io.sextant.lab.scenario.language.TrafficKeys;
import io.sextant.lab.scenario.shape.Named;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.topology.ListenSpec;
import io.sextant.lab.scenario.traffic.Destination;
import io.sextant.lab.scenario.traffic.TrafficSpec;
import io.sextant.lab.scenario.traffic.UdpSpec;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/** UDP flows. */
final class UdpResolver {

    private static final int DEFAULT_PAYLOAD = 100;
    private static final double DEFAULT_RATE = 10;

    /** Linux has 28,232 ephemeral ports (32768 to 60999); some are left to others. */
    private static final int MAXIMUM_FLOWS_A_NODE = 28_000;

    private static final int HIGHEST_PORT = 65_535;

    private final Cluster cluster;
    private final Times times;
    private final Problems problems;

    UdpResolver(Cluster cluster, Times times) {
        this.cluster = cluster;
        this.times = times;
        this.problems = cluster.names().problems();
    }

    Optional<TrafficSpec> udp(Named<Values> named, Values values, List<String> from, long start) {
        long stop = TrafficResolver.stop(values, times, problems, start);
        int flows = flows(values, from.size());
        int payload = payload(values);
        boolean echo = values.get(TrafficKeys.ECHO).orElse(true);
        Position position = values.position(TrafficKeys.UDP);
        Optional<HostPort> target = values.get(TrafficKeys.UDP);
        Optional<Destination> destination = target.flatMap(found -> cluster.destination(found.host(), position));
        if (target.isEmpty() || destination.isEmpty()) {
            return Optional.empty();
        }
        int port = target.get().port();
        checkListener(destination.get(), port, echo, position);
        return Optional.of(new UdpSpec(
                named.position(),
                named.name(),
                from,
                destination.get(),
                port,
                start,
                stop,
                flows,
                sourcePort(values, flows, from.size()),
                values.get(TrafficKeys.RATE).orElse(DEFAULT_RATE),
                values.get(TrafficKeys.COUNT).orElse(Long.MAX_VALUE),
                payload,
                echo));
    }

    private int flows(Values values, int nodes) {
        int flows = values.get(TrafficKeys.FLOWS).map(Math::toIntExact).orElse(nodes);
        if ((flows - 1) / nodes >= MAXIMUM_FLOWS_A_NODE) {
            problems.error(
                    values.position(TrafficKeys.FLOWS),
                    "expected at most " + MAXIMUM_FLOWS_A_NODE + " flows a node, found " + flows + " on "
                            + (nodes == 1 ? "one node" : nodes + " nodes"));
        }
        return flows;
    }

    private int sourcePort(Values values, int flows, int nodes) {
        int first = values.get(TrafficKeys.SOURCE_PORT).map(Math::toIntExact).orElse(0);
        int last = first + (flows - 1) / nodes;
        if (first > 0 && last > HIGHEST_PORT) {
            problems.error(
                    values.position(TrafficKeys.SOURCE_PORT),
                    "expected a source-port that leaves room for the flows of a node, found " + first
                            + ", which leads to " + last);
        }
        return first;
    }

    private int payload(Values values) {
        int payload = values.get(TrafficKeys.PAYLOAD).map(Math::toIntExact).orElse(DEFAULT_PAYLOAD);
        if (payload < UdpSpec.SHORTEST_PAYLOAD_OCTETS) {
            problems.error(
                    values.position(TrafficKeys.PAYLOAD),
                    "expected at least " + UdpSpec.SHORTEST_PAYLOAD_OCTETS
                            + " octets in UDP, which fill the shortest frame, found " + payload);
        }
        return payload;
    }

    /** Says so when nobody will answer at a node, which may be meant. */
    private void checkListener(Destination destination, int port, boolean echo, Position position) {
        cluster.topology().nodes().stream()
                .filter(node -> node.name().equals(destination.node()))
                .forEach(node -> {
                    ListenSpec listen = node.listen();
                    boolean heard = listen.udpEcho().contains(port)
                            || !echo && listen.udpDiscard().contains(port);
                    if (!heard) {
                        problems.warning(
                                position,
                                YamlScalar.quoted(node.name()) + " does not listen to UDP port " + port
                                        + (echo ? " for echo" : ""));
                    }
                });
    }
}
