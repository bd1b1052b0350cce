package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.capture.CaptureSpec;
import io.sextant.lab.scenario.cluster.ClusterSpec;
import io.sextant.lab.scenario.expect.Expectation;
import io.sextant.lab.scenario.language.ClusterKeys;
import io.sextant.lab.scenario.language.ScenarioKeys;
import io.sextant.lab.scenario.shape.Named;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.timeline.TimedAction;
import io.sextant.lab.scenario.topology.TopologySpec;
import io.sextant.lab.scenario.traffic.TrafficSpec;
import io.sextant.lab.yaml.Problems;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The whole scenario, piece by piece, in the order in which the pieces refer to one another. */
public final class Resolver {

    /** Everything but what the file says about itself. */
    public record Pieces(
            TopologySpec topology,
            @Nullable ClusterSpec cluster,
            List<TrafficSpec> traffic,
            List<TimedAction> timeline,
            CaptureSpec capture,
            List<Expectation> expectations) {}

    private Resolver() {}

    /**
     * The pieces; worth something only if {@code problems} has no errors afterwards.
     *
     * @param seed draws what the file leaves to chance
     */
    public static Pieces resolve(Values values, long durationNanos, long seed, Problems problems) {
        Names names = new Names(problems);
        AddressBook book = new AddressBook(problems);
        Optional<Values> clusterValues = values.get(ScenarioKeys.CLUSTER);
        TopologySpec topology =
                new TopologyResolver(names, book).topology(values.require(ScenarioKeys.TOPOLOGY), clusterValues);
        ClusterSpec clusterSpec = clusterValues
                .map(new ClusterResolver(names, book, topology)::cluster)
                .orElse(null);
        Cluster cluster = new Cluster(names, book, topology, clusterSpec, declaredServices(clusterValues));
        Times times = new Times(durationNanos, seed, problems);
        List<TimedAction> timeline = new TimelineResolver(cluster, times)
                .timeline(values.get(ScenarioKeys.TIMELINE).orElse(List.of()));
        List<TrafficSpec> traffic = new TrafficResolver(cluster, times)
                .traffic(values.get(ScenarioKeys.TRAFFIC).orElse(List.of()));
        CaptureSpec capture = new CaptureResolver(cluster).capture(values.get(ScenarioKeys.CAPTURE));
        List<String> declared = values.get(ScenarioKeys.TRAFFIC).orElse(List.of()).stream()
                .map(Named::name)
                .toList();
        CheckResolver checks = new CheckResolver(cluster, traffic, declared, times.events());
        List<Expectation> expectations = new ExpectResolver(checks, times)
                .expectations(values.get(ScenarioKeys.EXPECT).orElse(List.of()));
        return new Pieces(topology, clusterSpec, traffic, timeline, capture, expectations);
    }

    private static List<String> declaredServices(Optional<Values> cluster) {
        return cluster.flatMap(values -> values.get(ClusterKeys.SERVICES)).orElse(List.of()).stream()
                .map(Named::name)
                .toList();
    }
}
