package io.sextant.cluster.datapath;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;

/**
 * What a node is in one version of IP.
 *
 * @param nodeIp its address on the nodes' network: the source of what it masquerades or balances by native routing
 * @param routerIp its CiliumInternalIP, on cilium_host: the source of what it balances through the tunnel
 * @param podCidr the block of its pods
 */
public record NodeNet(IpAddress nodeIp, IpAddress routerIp, IpPrefix podCidr) {

    public NodeNet {
        IpVersion version = nodeIp.version();
        if (routerIp.version() != version || podCidr.address().version() != version) {
            throw new IllegalArgumentException(nodeIp + ", " + routerIp + " and " + podCidr + " mix versions of IP");
        }
    }

    public IpVersion version() {
        return nodeIp.version();
    }
}
