package io.sextant.cluster.flow;

import io.sextant.cluster.LabEpoch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hubble inside one node's Cilium agent: the last {@value #CAPACITY_FLOWS} events of that node, and nobody else's.
 * Recording allocates nothing once the ring has gone round; flows are made when someone asks.
 */
public final class HubbleAgent implements FlowSource {

    /** {@code hubble-event-buffer-capacity}: 4095. */
    public static final int CAPACITY_FLOWS = 4095;

    private final String nodeName;
    private final LabEpoch epoch;
    private final @Nullable FlowSlot[] slots = new @Nullable FlowSlot[CAPACITY_FLOWS];
    private final List<FlowListener> listeners = new ArrayList<>();
    private long recorded;
    private long forgotten;
    private boolean running = true;
    private long startedNanos;

    public HubbleAgent(String nodeName, LabEpoch epoch) {
        this.nodeName = nodeName;
        this.epoch = epoch;
    }

    public String nodeName() {
        return nodeName;
    }

    /** Events seen since the agent started. */
    public long recordedFlows() {
        return recorded - forgotten;
    }

    /** When it was started last; 0 where it has run from the beginning. */
    public long startedNanos() {
        return startedNanos;
    }

    /**
     * Records a trace notification for the IP frame that stands at {@code [start, end)} with its Ethernet header.
     *
     * @param isReply null when the event does not say
     */
    public void trace(
            long nowNanos,
            TracePoint point,
            byte[] octets,
            int start,
            int end,
            FlowEndpoint source,
            FlowEndpoint destination,
            TrafficDirection direction,
            @Nullable Boolean isReply) {
        if (running) {
            byte reply = isReply == null ? FlowSlot.REPLY_UNKNOWN : (byte) (isReply ? 1 : 0);
            FlowSlot slot = next();
            slot.event(nowNanos, Flow.EVENT_TRACE, point.number(), direction, reply);
            slot.endpoints(source, destination);
            slot.packet(octets, start, end);
            tell(slot);
        }
    }

    /** Records a drop notification; the frame as in {@link #trace}. */
    public void drop(
            long nowNanos,
            DropCode code,
            byte[] octets,
            int start,
            int end,
            FlowEndpoint source,
            FlowEndpoint destination,
            TrafficDirection direction) {
        if (running) {
            FlowSlot slot = next();
            slot.event(nowNanos, Flow.EVENT_DROP, code.number(), direction, FlowSlot.REPLY_UNKNOWN);
            slot.endpoints(source, destination);
            slot.packet(octets, start, end);
            tell(slot);
        }
    }

    /** The agent is gone: events are lost, and what it kept with it. */
    public void stop() {
        running = false;
        forgotten = recorded;
    }

    public void start(long nowNanos) {
        running = true;
        startedNanos = nowNanos;
    }

    public boolean isRunning() {
        return running;
    }

    @Override
    public List<Flow> observe(FlowRequest request) {
        return running ? request.select(flows()) : List.of();
    }

    /** All flows kept, oldest first. */
    public List<Flow> flows() {
        long from = Math.max(forgotten, recorded - CAPACITY_FLOWS);
        List<Flow> flows = new ArrayList<>((int) (recorded - from));
        for (long i = from; i < recorded; i++) {
            FlowSlot slot = slots[(int) (i % CAPACITY_FLOWS)];
            if (slot != null) {
                flows.add(slot.toFlow(nodeName, epoch));
            }
        }
        return flows;
    }

    @Override
    public void addListener(FlowListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeListener(FlowListener listener) {
        listeners.remove(listener);
    }

    private FlowSlot next() {
        int place = (int) (recorded++ % CAPACITY_FLOWS);
        FlowSlot slot = slots[place];
        if (slot == null) {
            slot = new FlowSlot();
            slots[place] = slot;
        }
        return slot;
    }

    private void tell(FlowSlot slot) {
        if (!listeners.isEmpty()) {
            Flow flow = slot.toFlow(nodeName, epoch);
            for (FlowListener listener : List.copyOf(listeners)) {
                listener.onFlow(flow);
            }
        }
    }
}
