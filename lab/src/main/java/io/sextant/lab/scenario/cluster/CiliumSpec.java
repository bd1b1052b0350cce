package io.sextant.lab.scenario.cluster;

/**
 * The datapath's settings.
 *
 * @param routing how packets get to pods of other nodes
 * @param xdp load balancing in the driver's hook ({@code loadBalancer.acceleration}), ahead of every tap
 * @param maglevTableSize one of Cilium's primes, 251 to 131071
 */
public record CiliumSpec(
        CiliumVersion version,
        BackendAlgorithm algorithm,
        ForwardingMode mode,
        Routing routing,
        boolean xdp,
        int maglevTableSize) {}
