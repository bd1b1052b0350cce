package io.sextant.benchmark;

import io.sextant.engine.Trace;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an entry in the trace costs, its share of SHA-256 included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-XX:+UseSerialGC"})
public class TraceBenchmark {

    private long nowNanos;
    private final Trace trace = new Trace(() -> nowNanos);

    @Benchmark
    public void words() {
        nowNanos += 50_000;
        trace.words(1, 7, nowNanos, -1);
    }

    @Benchmark
    public void text() {
        nowNanos += 50_000;
        trace.text("session k8s-worker1 ESTABLISHED");
    }
}
