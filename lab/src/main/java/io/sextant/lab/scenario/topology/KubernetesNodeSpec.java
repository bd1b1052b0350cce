package io.sextant.lab.scenario.topology;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import java.util.List;

/**
 * What a node needs to be part of the cluster.
 *
 * @param nets what it is in IPv4 and, in a dual-stack cluster, in IPv6
 */
public record KubernetesNodeSpec(NodeRole role, List<Net> nets) {

    /**
     * One version of IP.
     *
     * @param internalAddress its address on the cluster's network: kubelet's InternalIP, the BGP source
     * @param podCidr the block its pods' addresses come from
     * @param routerAddress its CiliumInternalIP, the address of cilium_host, inside {@code podCidr}
     */
    public record Net(IpAddress internalAddress, IpPrefix podCidr, IpAddress routerAddress) {}

    public KubernetesNodeSpec {
        nets = List.copyOf(nets);
    }

    /** The IPv4 address on the cluster's network: the VXLAN endpoint, the BGP identifier. */
    public Ipv4Address internalAddress() {
        return (Ipv4Address) nets.get(0).internalAddress();
    }
}
