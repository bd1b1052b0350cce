package io.sextant.cluster.service;

/** Who hands out load balancer addresses, as far as versions of IP are concerned. */
public enum AllocationRules {
    /**
     * MetalLB 0.10, and Cilium 1.10's operator with MetalLB inside: one address, of the version of the primary cluster IP
     * ({@code internal/allocator}, Allocate with isIPv6; {@code controller/service.go}).
     */
    METALLB_0_10,
    /**
     * MetalLB since 0.12: an address of each of the service's versions, all from one pool in the order of its ranges; a pool
     * that lacks one of them gives none ({@code internal/allocator}, AllocateFromPool).
     */
    METALLB_0_13,
    /**
     * Cilium's LB-IPAM: each version by itself, from whatever pool has it, IPv4 first; what cannot be had is left out
     * ({@code operator/pkg/lbipam}).
     */
    CILIUM
}
