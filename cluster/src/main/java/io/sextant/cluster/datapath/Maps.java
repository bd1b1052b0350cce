package io.sextant.cluster.datapath;

import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the programs of one node share: its maps, its own addresses, and the packet being looked at. */
final class Maps {

    final CiliumProfile profile;
    final RoutingMode routing;
    /** Where tunnels from here start. */
    final Ipv4Address tunnelIp;

    private final NodeNet ipv4;
    private final @Nullable NodeNet ipv6;
    private final Block ipv4Pods;
    private final Block ipv6Pods;
    final ServiceMap services = new ServiceMap();
    final IpCache ipCache = new IpCache();
    final PairMap<LocalEndpoint> endpoints = new PairMap<>();
    final AffinityMap affinity = new AffinityMap();
    final NeighbourMap neighbours = new NeighbourMap();
    final NatMap nat;
    final Conntrack conntrack;
    final Packet packet;

    Maps(CiliumProfile profile, RoutingMode routing, NodeNet ipv4, @Nullable NodeNet ipv6, RandomGenerator natPorts) {
        this.profile = profile;
        this.routing = routing;
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
        tunnelIp = (Ipv4Address) ipv4.nodeIp();
        ipv4Pods = Block.of(ipv4.podCidr());
        ipv6Pods = ipv6 == null ? Block.NOTHING : Block.of(ipv6.podCidr());
        packet = new Packet(ipv6 != null);
        nat = new NatMap(natPorts, profile.snatRetries());
        conntrack = new Conntrack(profile, nat);
    }

    /** The pod of this node the packet is from. */
    @Nullable
    LocalEndpoint source() {
        return endpoints.get(packet.sourceHigh, packet.sourceLow);
    }

    /** The pod of this node the packet is for. */
    @Nullable
    LocalEndpoint destination() {
        return endpoints.get(packet.destinationHigh, packet.destinationLow);
    }

    /** Whether the packet is for the node's own address: the host endpoint of {@code cilium_lxc}. */
    boolean isForHost() {
        NodeNet net = net();
        return packet.isTo(net.routerIp()) || packet.isTo(net.nodeIp());
    }

    /** Whether the packet's source is of this node's block of pod addresses. */
    boolean isFromPods() {
        return ipv4Pods.contains(packet.sourceHigh, packet.sourceLow)
                || ipv6Pods.contains(packet.sourceHigh, packet.sourceLow);
    }

    /** The node to tunnel to for the packet's destination, or 0. */
    int tunnelBits() {
        return ipCache.tunnelBits(packet.destinationHigh, packet.destinationLow);
    }

    /** What the node is in the packet's version of IP; a packet of a version the node has not was not read. */
    NodeNet net() {
        return ipv6 != null && packet.version() == IpVersion.IPV6 ? ipv6 : ipv4;
    }
}
