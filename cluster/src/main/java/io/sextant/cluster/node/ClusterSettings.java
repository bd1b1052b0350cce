package io.sextant.cluster.node;

import io.sextant.cluster.LabEpoch;
import io.sextant.cluster.datapath.CiliumProfile;
import io.sextant.cluster.datapath.RoutingMode;
import io.sextant.cluster.kubernetes.KubernetesProfile;
import io.sextant.cluster.kubernetes.KubernetesVersions;
import io.sextant.cluster.service.AddressPool;
import io.sextant.cluster.service.AllocationRules;
import io.sextant.protocol.address.IpPrefix;
import java.util.List;

/**
 * What holds for a whole cluster.
 *
 * @param maglevTableSize 0 for random selection, else one of Cilium's primes
 * @param routing how packets get to pods of other nodes
 * @param serviceCidrs where cluster IPs come from: one, or one of each version of IP, the default one first
 * @param allocation who hands out the pools' addresses
 * @param xdp load balancing in the native devices' drivers; only where the profile can
 * @param ageNanos how long the cluster has existed when the run starts
 */
public record ClusterSettings(
        String name,
        CiliumProfile cilium,
        int maglevTableSize,
        RoutingMode routing,
        boolean xdp,
        KubernetesProfile kubernetes,
        KubernetesVersions versions,
        List<IpPrefix> serviceCidrs,
        AllocationRules allocation,
        List<AddressPool> pools,
        LabEpoch epoch,
        long ageNanos) {

    public ClusterSettings {
        serviceCidrs = List.copyOf(serviceCidrs);
        pools = List.copyOf(pools);
    }

    /** As above, in tunnel mode; with XDP natively routed, the only mode in which XDP takes both ways of a flow. */
    public ClusterSettings(
            String name,
            CiliumProfile cilium,
            int maglevTableSize,
            boolean xdp,
            KubernetesProfile kubernetes,
            KubernetesVersions versions,
            List<IpPrefix> serviceCidrs,
            AllocationRules allocation,
            List<AddressPool> pools,
            LabEpoch epoch,
            long ageNanos) {
        this(
                name,
                cilium,
                maglevTableSize,
                xdp ? RoutingMode.NATIVE : RoutingMode.TUNNEL,
                xdp,
                kubernetes,
                versions,
                serviceCidrs,
                allocation,
                pools,
                epoch,
                ageNanos);
    }

    /** The article's cluster: Cilium 1.10, random selection, tc, pool 172.16.10.0/24, seven days and three hours old. */
    public static final ClusterSettings ARTICLE = new ClusterSettings(
            "default",
            CiliumProfile.V1_10,
            0,
            RoutingMode.TUNNEL,
            false,
            KubernetesProfile.V1_22,
            KubernetesVersions.ARTICLE,
            List.of(IpPrefix.parse("10.96.0.0/12")),
            AllocationRules.METALLB_0_10,
            List.of(AddressPool.of("default", "172.16.10.0/24")),
            LabEpoch.ARTICLE,
            (7 * 24 + 3) * 3_600_000_000_000L);

    public ClusterSettings withCilium(CiliumProfile profile, int newMaglevTableSize, boolean newXdp) {
        return new ClusterSettings(
                name,
                profile,
                newMaglevTableSize,
                routing,
                newXdp,
                kubernetes,
                versions,
                serviceCidrs,
                allocation,
                pools,
                epoch,
                ageNanos);
    }

    /** With native routing, XDP takes both ways of a forwarded flow; release 1.10 knows XDP in no other mode. */
    public ClusterSettings withRouting(RoutingMode mode) {
        return new ClusterSettings(
                name,
                cilium,
                maglevTableSize,
                mode,
                xdp,
                kubernetes,
                versions,
                serviceCidrs,
                allocation,
                pools,
                epoch,
                ageNanos);
    }
}
