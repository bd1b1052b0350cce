package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.language.HttpUrl;
import io.sextant.lab.scenario.language.TrafficKeys;
import io.sextant.lab.scenario.shape.Durations;
import io.sextant.lab.scenario.shape.Field;
import io.sextant.lab.scenario.shape.Named;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.topology.NodeKind;
import io.sextant.lab.scenario.traffic.CurlSpec;
import io.sextant.lab.scenario.traffic.HttpLoadSpec;
import io.sextant.lab.scenario.traffic.HttpTarget;
import io.sextant.lab.scenario.traffic.PingSpec;
import io.sextant.lab.scenario.traffic.TrafficSpec;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What clients do. */
final class TrafficResolver {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long DEFAULT_PATIENCE_NANOS = 30 * NANOS_PER_SECOND;
    private static final double DEFAULT_RATE = 10;
    private static final int DEFAULT_PINGS = 5;
    private static final int DEFAULT_PAYLOAD = 56;
    private static final int DEFAULT_TTL = 64;
    private static final long MAXIMUM_CONNECTIONS = 10_000_000;

    private final Cluster cluster;
    private final Times times;
    private final Problems problems;

    TrafficResolver(Cluster cluster, Times times) {
        this.cluster = cluster;
        this.times = times;
        this.problems = cluster.names().problems();
    }

    List<TrafficSpec> traffic(List<Named<Values>> entries) {
        List<TrafficSpec> traffic = new ArrayList<>();
        for (Named<Values> named : entries) {
            named.value().flatMap(values -> one(named, values)).ifPresent(traffic::add);
        }
        return traffic;
    }

    private Optional<TrafficSpec> one(Named<Values> named, Values values) {
        List<String> from = from(values);
        long start = values.get(TrafficKeys.AT)
                .map(time -> times.nanos(time, values.position(TrafficKeys.AT)))
                .orElse(0L);
        if (from.isEmpty()) {
            return Optional.empty();
        }
        if (values.has(TrafficKeys.CURL)) {
            return target(values, TrafficKeys.CURL).map(target -> curl(named, values, from, target, start));
        }
        if (values.has(TrafficKeys.UDP)) {
            return new UdpResolver(cluster, times).udp(named, values, from, start);
        }
        return values.has(TrafficKeys.PING)
                ? ping(named, values, from, start)
                : target(values, TrafficKeys.HTTP).map(target -> load(named, values, from, target, start));
    }

    private List<String> from(Values values) {
        Position position = values.position(TrafficKeys.FROM);
        List<String> from = cluster.names().nodes(values.require(TrafficKeys.FROM), position);
        List<String> switches = cluster.names().nodes(NodeKind.SWITCH);
        from.stream()
                .filter(switches::contains)
                .forEach(name -> problems.error(
                        position, "a switch sends nothing of its own, found " + YamlScalar.quoted(name)));
        return from.stream().filter(name -> !switches.contains(name)).toList();
    }

    private Optional<HttpTarget> target(Values values, Field<HttpUrl> field) {
        Position position = values.position(field);
        return values.get(field).flatMap(url -> cluster.destination(url.host(), position)
                .map(destination -> new HttpTarget(
                        destination,
                        url.port(),
                        url.path(),
                        values.get(TrafficKeys.HOST).orElse(null))));
    }

    private CurlSpec curl(Named<Values> named, Values values, List<String> from, HttpTarget target, long start) {
        int count = values.get(TrafficKeys.COUNT).map(Math::toIntExact).orElse(1);
        long interval = values.get(TrafficKeys.INTERVAL).orElse(NANOS_PER_SECOND);
        checkEnd(values, start, count, interval);
        return new CurlSpec(named.position(), named.name(), from, target, start, count, interval);
    }

    private void checkEnd(Values values, long start, int count, long interval) {
        long last = start + (count - 1) * Math.min(interval, times.durationNanos() + 1);
        if (last > times.durationNanos()) {
            problems.warning(
                    values.position(TrafficKeys.COUNT),
                    "the last of these starts after the end of the run (" + Durations.text(times.durationNanos())
                            + ")");
        }
    }

    private Optional<TrafficSpec> ping(Named<Values> named, Values values, List<String> from, long start) {
        int count = values.get(TrafficKeys.COUNT).map(Math::toIntExact).orElse(DEFAULT_PINGS);
        long interval = values.get(TrafficKeys.INTERVAL).orElse(NANOS_PER_SECOND);
        checkEnd(values, start, count, interval);
        return values.get(TrafficKeys.PING)
                .flatMap(text -> cluster.destination(text, values.position(TrafficKeys.PING)))
                .map(destination -> new PingSpec(
                        named.position(),
                        named.name(),
                        from,
                        destination,
                        start,
                        count,
                        interval,
                        values.get(TrafficKeys.PAYLOAD).map(Math::toIntExact).orElse(DEFAULT_PAYLOAD),
                        values.get(TrafficKeys.TTL).map(Math::toIntExact).orElse(DEFAULT_TTL)));
    }

    private HttpLoadSpec load(Named<Values> named, Values values, List<String> from, HttpTarget target, long start) {
        long stop = stop(values, times, problems, start);
        double rate = values.get(TrafficKeys.RATE).orElse(DEFAULT_RATE);
        long fitting = (long) Math.ceil(Math.max(0, stop - start) / (double) NANOS_PER_SECOND * rate);
        long connections =
                values.get(TrafficKeys.CONNECTIONS).orElse(Math.max(1, Math.min(fitting, MAXIMUM_CONNECTIONS)));
        return new HttpLoadSpec(
                named.position(),
                named.name(),
                from,
                target,
                start,
                stop,
                Math.toIntExact(connections),
                rate,
                values.get(TrafficKeys.HOLD).orElse(0L),
                values.get(TrafficKeys.REQUEST_EVERY).orElse(NANOS_PER_SECOND),
                values.get(TrafficKeys.PATIENCE).orElse(DEFAULT_PATIENCE_NANOS));
    }

    /** When it stops, which lies after the start. */
    static long stop(Values values, Times times, Problems problems, long start) {
        long stop = values.get(TrafficKeys.STOP)
                .map(time -> times.nanos(time, values.position(TrafficKeys.STOP)))
                .orElse(times.durationNanos());
        if (stop <= start) {
            problems.error(
                    values.position(TrafficKeys.STOP),
                    "expected a stop after the start at " + Durations.text(start) + ", found " + Durations.text(stop));
        }
        return stop;
    }
}
