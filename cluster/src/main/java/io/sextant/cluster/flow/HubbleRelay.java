package io.sextant.cluster.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Hubble Relay: asks every agent that answers and merges their flows by time; equal times keep the agents' order. */
public final class HubbleRelay implements FlowSource {

    private final List<HubbleAgent> agents;

    /** The agents in the order their nodes joined; the list is read anew at each request. */
    public HubbleRelay(List<HubbleAgent> agents) {
        this.agents = agents;
    }

    @Override
    public List<Flow> observe(FlowRequest request) {
        List<Flow> merged = new ArrayList<>();
        for (HubbleAgent agent : agents) {
            merged.addAll(agent.observe(request));
        }
        merged.sort(Comparator.comparingLong(Flow::unixNanos));
        return request.limit(merged);
    }

    @Override
    public void addListener(FlowListener listener) {
        agents.forEach(agent -> agent.addListener(listener));
    }

    @Override
    public void removeListener(FlowListener listener) {
        agents.forEach(agent -> agent.removeListener(listener));
    }
}
