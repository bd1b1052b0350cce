package io.sextant.topology.ecmp;

/**
 * A multipath route as a router's own IPv4 sockets use it: which member, and from which address.
 *
 * <p>A socket without an address that connects looks up twice: from 0.0.0.0 for its source address, then from that one.
 * All others look up once. Kernels with {@link KernelProfile#prefersSource} favour, among inline next hops, the link the
 * source address belongs to. Over IPv6 there is nothing of this kind: one lookup from the bound address or {@code ::},
 * {@link FlowHash#hash31OfLocalIpv6} and {@link HashThresholdGroup#select}.
 */
public final class LocalRoute {
    private final KernelProfile kernel;
    private final FlowHash hash;
    private final HashThresholdGroup group;
    private final int[] nexthopSources;
    private final int preferredSource;

    /**
     * What the router sends.
     *
     * @param member of the group, or {@link HashThresholdGroup#NONE}
     * @param source the packet's source address, or 0 without a member
     */
    public record Choice(int member, int source) {}

    /**
     * A route over a group.
     *
     * @param nexthopSources the router's own address on each member's link
     * @param preferredSource the route's {@code src}, or 0
     */
    public LocalRoute(
            KernelProfile kernel, FlowHash hash, HashThresholdGroup group, int[] nexthopSources, int preferredSource) {
        if (nexthopSources.length != group.size()) {
            throw new IllegalArgumentException(
                    group.size() + " members but " + nexthopSources.length + " source addresses");
        }
        this.kernel = kernel;
        this.hash = hash;
        this.group = group;
        this.nexthopSources = nexthopSources.clone();
        this.preferredSource = preferredSource;
    }

    /** Where the flow's packets go. */
    public Choice choose(LocalFlow flow) {
        int member = lookUp(flow, flow.boundSource());
        int source = sourceVia(member, flow.boundSource());
        if (flow.socket().connects() && flow.boundSource() == 0 && member != HashThresholdGroup.NONE) {
            member = lookUp(flow, source);
        }
        return new Choice(member, source);
    }

    private int lookUp(LocalFlow flow, int source) {
        int hash31 = flow.hash31(hash, source);
        return kernel.prefersSource() ? group.selectFromSource(hash31, source, nexthopSources) : group.select(hash31);
    }

    private int sourceVia(int member, int boundSource) {
        if (boundSource != 0 || member == HashThresholdGroup.NONE) {
            return boundSource;
        }
        return preferredSource != 0 ? preferredSource : nexthopSources[member];
    }
}
