package io.sextant.cluster.datapath;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the programs of one node share: its maps, its own addresses, and the packet being looked at. */
final class Maps {

    final CiliumProfile profile;
    final RoutingMode routing;
    final Ipv4Address nodeIp;
    final Ipv4Address routerIp;
    final Ipv4Prefix podCidr;
    final ServiceMap services = new ServiceMap();
    final IpCache ipCache = new IpCache();
    final LongMap<LocalEndpoint> endpoints = new LongMap<>();
    final AffinityMap affinity = new AffinityMap();
    final NeighbourMap neighbours = new NeighbourMap();
    final NatMap nat;
    final Conntrack conntrack;
    final Packet packet = new Packet();

    Maps(
            CiliumProfile profile,
            RoutingMode routing,
            Ipv4Address nodeIp,
            Ipv4Address routerIp,
            Ipv4Prefix podCidr,
            RandomGenerator natPorts) {
        this.profile = profile;
        this.routing = routing;
        this.nodeIp = nodeIp;
        this.routerIp = routerIp;
        this.podCidr = podCidr;
        nat = new NatMap(natPorts, profile.snatRetries());
        conntrack = new Conntrack(profile, nat);
    }

    @Nullable
    LocalEndpoint endpoint(int addressBits) {
        return endpoints.get(addressBits & 0xFFFF_FFFFL);
    }

    /** Whether the address is the node's own: the host endpoint of {@code cilium_lxc}. */
    boolean isHost(int addressBits) {
        return addressBits == routerIp.bits() || addressBits == nodeIp.bits();
    }
}
