package io.sextant.lab.scenario.topology;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;

/**
 * What a node needs to be part of the cluster.
 *
 * @param internalAddress its address on the cluster's network: kubelet's InternalIP, the VXLAN endpoint, the BGP source
 * @param podCidr the block its pods' addresses come from
 * @param routerAddress its CiliumInternalIP, the address of cilium_host, inside {@code podCidr}
 */
public record KubernetesNodeSpec(
        NodeRole role, Ipv4Address internalAddress, Ipv4Prefix podCidr, Ipv4Address routerAddress) {}
