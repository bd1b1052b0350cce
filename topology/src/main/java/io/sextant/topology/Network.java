package io.sextant.topology;

import io.sextant.engine.Scheduler;
import io.sextant.engine.Trace;
import io.sextant.engine.random.RandomStreams;
import io.sextant.topology.frame.Frame;
import io.sextant.topology.frame.FramePool;
import io.sextant.topology.hook.DropReason;
import io.sextant.topology.host.Host;
import io.sextant.topology.link.Link;
import io.sextant.topology.link.LinkModel;
import io.sextant.topology.link.Port;
import io.sextant.topology.link.Switch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Everything of one run that frames pass through: hosts, switches and links by name, the frame pool, and the ledger of
 * drops. Belongs to one thread.
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
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Map<String, Switch> switches = new LinkedHashMap<>();
    private final Map<String, Link> links = new LinkedHashMap<>();
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

    /** Called by a new host; its name must be new among hosts and switches. */
    public void register(Host host) {
        requireNew(host.name());
        hosts.put(host.name(), host);
    }

    /** Called by a new switch; its name must be new among hosts and switches. */
    public void register(Switch added) {
        requireNew(added.name());
        switches.put(added.name(), added);
    }

    /** Wires two ports with a new link. */
    public Link connect(String name, LinkModel model, Port near, Port far) {
        if (links.containsKey(name)) {
            throw new IllegalArgumentException("there is a link " + name + " already");
        }
        Link link = new Link(this, name, model, near, far);
        links.put(name, link);
        return link;
    }

    public Optional<Host> host(String name) {
        return Optional.ofNullable(hosts.get(name));
    }

    public Optional<Switch> switchNamed(String name) {
        return Optional.ofNullable(switches.get(name));
    }

    public Optional<Link> link(String name) {
        return Optional.ofNullable(links.get(name));
    }

    /** Hosts in order of creation. */
    public Collection<Host> hosts() {
        return Collections.unmodifiableCollection(hosts.values());
    }

    /** Switches in order of creation. */
    public Collection<Switch> switches() {
        return Collections.unmodifiableCollection(switches.values());
    }

    /** Links in order of creation. */
    public Collection<Link> links() {
        return Collections.unmodifiableCollection(links.values());
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
        for (Link link : links.values()) {
            queued += link.inFlight();
        }
        for (Host host : hosts.values()) {
            queued += host.queuedFrames();
        }
        return queued == pool.outstanding()
                ? Optional.empty()
                : Optional.of(pool.outstanding() + " frames are out of the pool, " + queued + " are in queues");
    }

    private void requireNew(String name) {
        if (hosts.containsKey(name) || switches.containsKey(name)) {
            throw new IllegalArgumentException("there is a node " + name + " already");
        }
    }
}
