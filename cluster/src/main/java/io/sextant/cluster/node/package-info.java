/**
 * The cluster put together: nodes with their devices, agents that write the datapath's maps from the API, pods in network
 * namespaces of their own. {@link io.sextant.cluster.node.Cluster} is what the lab builds and drives. Knows everything
 * in this module but who speaks BGP; what runs in a pod is behind {@link io.sextant.cluster.node.PodProgram}.
 */
@NullMarked
package io.sextant.cluster.node;

import org.jspecify.annotations.NullMarked;
