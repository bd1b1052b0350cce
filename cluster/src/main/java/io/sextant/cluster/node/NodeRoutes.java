package io.sextant.cluster.node;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.Ipv6InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.host.Ipv6Stack;

/** Routes and addresses as the agent and its CNI plugin add them, in either version of IP. */
final class NodeRoutes {

    private NodeRoutes() {}

    /** {@code ip route add} or {@code ip -6 route add}, without a metric. */
    static Route added(IpPrefix prefix, NextHop hop) {
        Route route = Route.to(prefix, RouteProtocol.BOOT, hop);
        return prefix.address() instanceof Ipv6Address ? route.withMetric(Ipv6Stack.ADDED_METRIC) : route;
    }

    /** {@code ip addr add} of a host's address: /32 or /128. */
    static void addAddress(NetworkInterface device, IpAddress address) {
        if (address instanceof Ipv4Address ipv4) {
            device.addAddress(new InterfaceAddress(ipv4, ipv4.lengthBits()));
        } else if (address instanceof Ipv6Address ipv6) {
            device.addAddress(new Ipv6InterfaceAddress(ipv6, ipv6.lengthBits()));
        }
    }
}
