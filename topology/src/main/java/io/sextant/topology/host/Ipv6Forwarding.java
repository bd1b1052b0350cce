package io.sextant.topology.host;

import io.sextant.protocol.address.IpAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.ecmp.KernelProfile;
import io.sextant.topology.forwarding.Fib;
import io.sextant.topology.forwarding.ForwardingModel;
import io.sextant.topology.forwarding.NexthopObjects;

/** What a host's IPv6 routes ask of it. */
final class Ipv6Forwarding implements Fib.Environment {

    private final Host host;
    private final Ipv6Stack ipv6;

    Ipv6Forwarding(Host host, Ipv6Stack ipv6) {
        this.host = host;
        this.ipv6 = ipv6;
    }

    @Override
    public long nanos() {
        return host.network().nowNanos();
    }

    @Override
    public KernelProfile kernel() {
        return host.profile().kernel();
    }

    @Override
    public boolean isNeighbourBad(NetworkInterface device, IpAddress address) {
        return ipv6.neighbours().isBad(device, address);
    }

    /** There is no such setting for IPv6. */
    @Override
    public boolean multipathUsesNeighbours() {
        return false;
    }

    @Override
    public boolean ignoresRoutesWithLinkdown() {
        return ipv6.sysctl().ignoreRoutesWithLinkdown();
    }

    @Override
    public NexthopObjects nexthops() {
        return host.nexthops();
    }

    @Override
    public ForwardingModel forwardingModel() {
        return host.forwardingModel();
    }
}
