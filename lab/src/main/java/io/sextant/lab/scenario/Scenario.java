package io.sextant.lab.scenario;

import io.sextant.lab.scenario.capture.CaptureSpec;
import io.sextant.lab.scenario.cluster.ClusterSpec;
import io.sextant.lab.scenario.expect.Expectation;
import io.sextant.lab.scenario.timeline.TimedAction;
import io.sextant.lab.scenario.topology.TopologySpec;
import io.sextant.lab.scenario.traffic.TrafficSpec;
import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scenario, complete and consistent: every name it uses exists, every address has its place, every time is inside the run.
 * Only {@link ScenarioLoader} makes one.
 *
 * @param position the start of the file
 * @param name the file's name without its ending, in kebab case; output folders are called by it
 * @param title one line for lists
 * @param description what it teaches, or empty
 * @param seed of every random stream
 * @param durationNanos how long the run lasts
 * @param start what the lab's clocks show when the run starts
 * @param cluster null if there is no Kubernetes in it
 * @param timeline ordered by time, then as in the file
 */
public record Scenario(
        Position position,
        String name,
        String title,
        String description,
        long seed,
        long durationNanos,
        Instant start,
        TopologySpec topology,
        @Nullable ClusterSpec cluster,
        List<TrafficSpec> traffic,
        List<TimedAction> timeline,
        CaptureSpec capture,
        List<Expectation> expectations)
        implements Located {

    public Scenario {
        traffic = List.copyOf(traffic);
        timeline = List.copyOf(timeline);
        expectations = List.copyOf(expectations);
    }
}
