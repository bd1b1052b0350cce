package io.sextant.topology;

import io.sextant.engine.Scheduler;
import io.sextant.engine.Trace;
import io.sextant.engine.random.RandomStreams;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import io.sextant.topology.frame.FramePool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What all parts of one run share: time, chance, trace, the frame pool, the ledger of drops, and a list of the parts
 * themselves. Belongs to one thread.
 */
public final class Network {

    /** Kind of the trace entry for a frame's arrival: interface and length, packet id, digest of the octets. */
    public static final int TRACE_ARRIVAL = 1;

    /** Kind of the trace entry for a dropped frame: hash of place and reason, packet id, digest of the octets. */
    public static final int TRACE_DROP = 2;

    private final Scheduler scheduler;
    private final RandomStreams streams;
    private final Trace trace;
    private final FramePool pool = new FramePool();
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final List<DropListener> dropListeners = new ArrayList<>();
    private int lastInterfaceId;
    private long arrivals;
    private long drops;

    public Network(Scheduler scheduler, RandomStreams streams, Trace trace) {
        this.scheduler = scheduler;
        this.streams = streams;
        this.trace = trace;
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    public long nowNanos() {
        return scheduler.nanos();
    }

    /** The random stream of this name; the same name gives the same stream. */
    public RandomGenerator random(String name) {
        return streams.stream(name);
    }

    public Trace trace() {
        return trace;
    }

    public FramePool pool() {
        return pool;
    }

    /** Called by each new part. Names are unique within a class. */
    public void register(Part part) {
        if (parts.putIfAbsent(key(part.getClass(), part.name()), part) != null) {
            throw new IllegalArgumentException("there is a " + key(part.getClass(), part.name()) + " already");
        }
    }

    /** All parts of a class, such as {@code Host.class}, in order of creation. */
    public <T extends Part> List<T> parts(Class<T> type) {
        return parts.values().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The part of a class with this name. */
    public <T extends Part> Optional<T> part(Class<T> type, String name) {
        return Optional.ofNullable(parts.get(key(type, name))).map(type::cast);
    }

    /** Hears every drop from now on. */
    public void addDropListener(DropListener listener) {
        dropListeners.add(listener);
    }

    /** Ends a frame's life: the listeners hear why, the pool gets the cell back. */
    public void drop(String node, String port, DropReason reason, Frame frame) {
        drops++;
        long place = ((long) node.hashCode() * 31 + port.hashCode()) * 31
                + reason.name().hashCode();
        trace.words(TRACE_DROP, place, frame.packetId(), FrameDigest.of(frame.octets(), frame.start(), frame.end()));
        for (int i = 0; i < dropListeners.size(); i++) {
            dropListeners.get(i).onDrop(nowNanos(), node, port, reason, frame);
        }
        pool.give(frame);
    }

    /**
     * Ends the life of a frame that met someone it was not for. That is nobody's loss, for such a frame is a copy, unless a
     * switch flooded the packet and this was its last copy: then the reason is {@link DropReason#UNKNOWN_STATION}.
     */
    public void dropStray(String node, String port, DropReason reason, Frame frame) {
        drop(node, port, frame.countStray() ? DropReason.UNKNOWN_STATION : reason, frame);
    }

    /** Puts a frame's arrival at an interface into the trace. */
    public void traceArrival(int interfaceId, Frame frame) {
        arrivals++;
        long digest = FrameDigest.of(frame.octets(), frame.start(), frame.end());
        trace.words(TRACE_ARRIVAL, (long) interfaceId << 32 | frame.length(), frame.packetId(), digest);
    }

    /** Frames received by interfaces since the start of the run: hops. */
    public long arrivals() {
        return arrivals;
    }

    /** Frames dropped since the start of the run. */
    public long drops() {
        return drops;
    }

    /** A new number for an interface, counted from 1. */
    public int nextInterfaceId() {
        return ++lastInterfaceId;
    }

    /**
     * Between events every cell out of the pool is in a queue: on a link or waiting for a neighbour. Empty when that
     * holds, else what is wrong; fit for the engine's invariants.
     */
    public Optional<String> frameLeak() {
        long queued = 0;
        for (Part part : parts.values()) {
            queued += part.queuedFrames();
        }
        return queued == pool.outstanding()
                ? Optional.empty()
                : Optional.of(pool.outstanding() + " frames are out of the pool, " + queued + " are in queues");
    }

    private static String key(Class<?> type, String name) {
        return type.getSimpleName() + " " + name;
    }
}
