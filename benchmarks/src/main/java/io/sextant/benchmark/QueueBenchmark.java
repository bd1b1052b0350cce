package io.sextant.benchmark;

import io.sextant.engine.Event;
import io.sextant.engine.RunLimits;
import io.sextant.engine.Simulator;
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

/**
 * Nanoseconds an event, through the simulator as everything else uses it: taking the first, firing it, scheduling
 * the next.
 *
 * <p>Two loads. {@code hold} is the classic one: every event schedules itself again after a random delay of up to
 * 100 µs. {@code net} is half frames, due after a link's 50 µs and up to 12 µs of serialisation, and half
 * retransmission timers, 200 ms away; every fourth frame cancels its timer and schedules it anew.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms1g"})
public class QueueBenchmark {

    private static final int EVENTS = 1_000;
    private static final int HOLD_MAX_NANOS = 100_000;
    private static final int LINK_DELAY_NANOS = 50_000;
    private static final int SERIALISATION_MAX_NANOS = 12_000;
    private static final long RETRANSMISSION_NANOS = 200_000_000;

    @Param({"16", "1000", "100000", "1000000"})
    int pending;

    @Param({"hold", "net"})
    String load;

    private Simulator simulator;
    private int chance = 1;

    @Setup
    public void fill() {
        simulator = new Simulator(RunLimits.GENEROUS.withMaxEvents(Long.MAX_VALUE));
        switch (load) {
            case "hold" -> {
                for (int i = 0; i < pending; i++) {
                    simulator.schedule(new Hold(), random(HOLD_MAX_NANOS));
                }
            }
            case "net" -> {
                for (int i = 0; i < pending / 2; i++) {
                    RetransmissionTimer timer = new RetransmissionTimer();
                    simulator.schedule(timer, RETRANSMISSION_NANOS + random(HOLD_MAX_NANOS));
                    simulator.schedule(new FrameArrival(timer), random(LINK_DELAY_NANOS));
                }
            }
            default -> throw new IllegalArgumentException("no load '" + load + "'");
        }
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long event() {
        for (int i = 0; i < EVENTS; i++) {
            simulator.step();
        }
        return simulator.nanos();
    }

    /** Cheap and good enough to spread events: xorshift32, scaled. */
    private int random(int bound) {
        chance ^= chance << 13;
        chance ^= chance >>> 17;
        chance ^= chance << 5;
        return (int) ((chance & 0xffffffffL) * bound >>> 32);
    }

    private final class Hold extends Event {

        @Override
        protected void fire() {
            simulator.schedule(this, simulator.nanos() + 1 + random(HOLD_MAX_NANOS));
        }
    }

    private final class FrameArrival extends Event {

        private final RetransmissionTimer timer;

        FrameArrival(RetransmissionTimer timer) {
            this.timer = timer;
        }

        @Override
        protected void fire() {
            long nowNanos = simulator.nanos();
            simulator.schedule(this, nowNanos + LINK_DELAY_NANOS + random(SERIALISATION_MAX_NANOS));
            if (random(4) == 0) {
                simulator.cancel(timer);
                simulator.schedule(timer, nowNanos + RETRANSMISSION_NANOS);
            }
        }
    }

    private final class RetransmissionTimer extends Event {

        @Override
        protected void fire() {
            simulator.schedule(this, simulator.nanos() + RETRANSMISSION_NANOS);
        }
    }
}
