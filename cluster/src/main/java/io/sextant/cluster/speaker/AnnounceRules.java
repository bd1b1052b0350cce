package io.sextant.cluster.speaker;

/** When a node announces a service (facts §6.1 and §6.3). */
public enum AnnounceRules {
    /**
     * MetalLB's speaker, alone or inside Cilium 1.10 ({@code speaker/bgp_controller.go}): policy Cluster needs a ready
     * endpoint anywhere, else the address is withdrawn from every node; Local needs one on this node.
     */
    METALLB,
    /**
     * Cilium's BGP control plane: policy Cluster is announced unconditionally, even with no endpoint at all; Local needs
     * a ready endpoint on this node.
     */
    CILIUM
}
