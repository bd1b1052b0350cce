package io.sextant.cluster.speaker;

/** When a node announces a service (facts §6.1 and §6.3). */
public enum AnnounceRules {
    /**
     * MetalLB's native speaker, alone or inside Cilium 1.10 ({@code speaker/bgp_controller.go}): policy Cluster needs a ready
     * endpoint anywhere, else the address is withdrawn from every node; Local needs one on this node. It has no IPv6
     * ({@code internal/bgp/bgp.go}, Session.Set): while one is among what is to be announced, every change is refused.
     */
    METALLB,
    /** MetalLB with FRR for its BGP: the same rules, for both versions of IP. */
    METALLB_FRR,
    /**
     * Cilium's BGP control plane: policy Cluster is announced unconditionally, even with no endpoint at all; Local needs
     * a ready endpoint on this node.
     */
    CILIUM
}
