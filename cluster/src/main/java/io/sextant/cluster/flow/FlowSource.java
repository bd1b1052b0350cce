package io.sextant.cluster.flow;

import java.util.List;

/** Whoever answers GetFlows: one agent, or the relay for all of them. */
public interface FlowSource {

    /** The flows still kept that the request asks for, oldest first. */
    List<Flow> observe(FlowRequest request);

    void addListener(FlowListener listener);

    void removeListener(FlowListener listener);
}
