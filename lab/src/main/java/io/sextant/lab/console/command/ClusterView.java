package io.sextant.lab.console.command;

import io.sextant.cluster.flow.FlowSource;
import io.sextant.cluster.flow.HubbleAgent;
import io.sextant.cluster.flow.HubbleVersion;
import io.sextant.cluster.kubernetes.ApiStore;
import java.util.List;
import java.util.Optional;

/** What can be asked about the cluster from one machine. */
public interface ClusterView {

    /** The API server's objects. */
    ApiStore store();

    /** The release of the hubble command installed here. */
    HubbleVersion hubbleVersion();

    /** Whoever answers {@code hubble} here: the relay on the control machine, its own agent on a node. */
    Optional<FlowSource> flows();

    /** The agents behind that source: all of them for the relay, in the order their nodes joined; its own on a node. */
    List<HubbleAgent> flowAgents();
}
