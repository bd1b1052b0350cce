package io.sextant.cluster.datapath;

import io.sextant.cluster.flow.FlowEndpoint;
import io.sextant.cluster.flow.ReservedIdentity;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.Ipv6Prefix;
import org.jspecify.annotations.Nullable;

/**
 * What one node knows of the cluster's addresses: {@code cilium_ipcache} and {@code cilium_tunnel_map} in one. Pods'
 * addresses come and go; anything unknown is the world.
 */
public final class IpCache {

    /** One address: who it is, and which node to tunnel to (0 for none); tunnels run over IPv4. */
    record Entry(FlowEndpoint endpoint, int tunnelBits) {}

    private final PairMap<Entry> entries = new PairMap<>();
    private final PairMap<Ipv4Address> tunnels = new PairMap<>();
    private Block ipv4Block = Block.of(Ipv4Prefix.DEFAULT_ROUTE);
    private Block ipv6Block = Block.of(Ipv6Prefix.DEFAULT_ROUTE);

    /** An address of this or another node's pod, or of another node. */
    public void put(IpAddress address, FlowEndpoint endpoint, @Nullable Ipv4Address tunnel) {
        entries.put(address, new Entry(endpoint, tunnel == null ? 0 : tunnel.bits()));
    }

    /** A node's block of pod addresses and where to tunnel to; all blocks of a version of IP are of one length. */
    public void putTunnel(IpPrefix block, Ipv4Address node) {
        if (block.address().version() == IpVersion.IPV4) {
            ipv4Block = Block.of(block);
        } else {
            ipv6Block = Block.of(block);
        }
        tunnels.put(block.address(), node);
    }

    /** Forgets everything; the agent then puts back what is. */
    public void clear() {
        entries.clear();
        tunnels.clear();
    }

    /** Whether the address is a pod's or a node's. */
    boolean knows(long high, long low) {
        return entries.get(high, low) != null;
    }

    /** The node to tunnel to for this address, or 0. */
    int tunnelBits(long high, long low) {
        Entry entry = entries.get(high, low);
        if (entry != null) {
            return entry.tunnelBits();
        }
        Block block = IpAddress.isMapped(high, low) ? ipv4Block : ipv6Block;
        Ipv4Address node = tunnels.get(high & block.highMask(), low & block.lowMask());
        return node == null ? 0 : node.bits();
    }

    FlowEndpoint endpoint(long high, long low) {
        Entry entry = entries.get(high, low);
        return entry == null ? ReservedIdentity.WORLD.endpoint() : entry.endpoint();
    }
}
