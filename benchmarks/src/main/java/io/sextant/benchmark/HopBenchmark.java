package io.sextant.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds a hop in {@link EchoWorkload}, everything a run does included: checksums, ARP, ECMP, the fingerprint. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms512m"})
public class HopBenchmark {

    private static final int HOPS = 10_000;

    @Param({"16", "1000"})
    int flows;

    @Param({"false", "true"})
    boolean taps;

    private EchoWorkload workload;

    @Setup
    public void wire() {
        workload = new EchoWorkload(flows);
        if (taps) {
            workload.tapEverything();
        }
        workload.run(HOPS);
    }

    @Benchmark
    @OperationsPerInvocation(HOPS)
    public long hops() {
        return workload.run(HOPS);
    }

    /** Without JMH: CPU time of a long run, and what the run's fingerprint is. */
    public static void main(String[] arguments) {
        int flows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        long hops = arguments.length > 1 ? Long.parseLong(arguments[1]) : 5_000_000;
        EchoWorkload workload = new EchoWorkload(flows);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadCpuTime();
            long done = workload.run(hops);
            long nanos = threads.getCurrentThreadCpuTime() - before;
            System.out.printf(
                    Locale.ROOT,
                    "%d flows: %.0f ns a hop, %.2f million hops a CPU second%n",
                    flows,
                    (double) nanos / done,
                    done * 1e3 / nanos);
        }
        System.out.println("fingerprint " + workload.trace.fingerprint() + ", drops " + workload.network.drops());
    }
}
