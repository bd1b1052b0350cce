package io.sextant.cluster.datapath;

import io.sextant.cluster.flow.FlowEndpoint;
import io.sextant.cluster.flow.ReservedIdentity;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

/**
 * What one node knows of the cluster's addresses: {@code cilium_ipcache} and {@code cilium_tunnel_map} in one. Pods'
 * addresses come and go; anything unknown is the world.
 */
public final class IpCache {

    /** One address: who it is, and which node to tunnel to (0 for none). */
    record Entry(FlowEndpoint endpoint, int tunnelBits) {}

    private final LongMap<Entry> entries = new LongMap<>();
    private final LongMap<Ipv4Address> tunnels = new LongMap<>();
    private int blockMask = Ipv4Prefix.mask(24);

    /** An address of this or another node's pod, or of another node. */
    public void put(Ipv4Address address, FlowEndpoint endpoint, @Nullable Ipv4Address tunnel) {
        entries.put(address.bits() & 0xFFFF_FFFFL, new Entry(endpoint, tunnel == null ? 0 : tunnel.bits()));
    }

    /** A node's block of pod addresses and where to tunnel to; all blocks are of one length. */
    public void putTunnel(Ipv4Prefix block, Ipv4Address node) {
        blockMask = Ipv4Prefix.mask(block.length());
        tunnels.put(block.address().bits() & 0xFFFF_FFFFL, node);
    }

    /** Forgets everything; the agent then puts back what is. */
    public void clear() {
        entries.clear();
        tunnels.clear();
    }

    /** Whether the address is a pod's or a node's. */
    boolean knows(int addressBits) {
        return entries.get(addressBits & 0xFFFF_FFFFL) != null;
    }

    /** The node to tunnel to for this address, or 0. */
    int tunnelBits(int addressBits) {
        Entry entry = entries.get(addressBits & 0xFFFF_FFFFL);
        if (entry != null) {
            return entry.tunnelBits();
        }
        Ipv4Address node = tunnels.get(addressBits & blockMask & 0xFFFF_FFFFL);
        return node == null ? 0 : node.bits();
    }

    FlowEndpoint endpoint(int addressBits) {
        Entry entry = entries.get(addressBits & 0xFFFF_FFFFL);
        return entry == null ? ReservedIdentity.WORLD.endpoint() : entry.endpoint();
    }
}
