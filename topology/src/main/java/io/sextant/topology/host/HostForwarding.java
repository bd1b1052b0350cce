package io.sextant.topology.host;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.ecmp.KernelProfile;
import io.sextant.topology.forwarding.Fib;
import io.sextant.topology.forwarding.ForwardingModel;
import io.sextant.topology.forwarding.NexthopObjects;

/** What a host's forwarding table asks of it. */
final class HostForwarding implements Fib.Environment {

    private final Host host;

    HostForwarding(Host host) {
        this.host = host;
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
        return address instanceof Ipv4Address ipv4 && host.neighbours().isBad(device, ipv4);
    }

    @Override
    public boolean multipathUsesNeighbours() {
        return host.sysctl().multipathUsesNeighbours();
    }

    @Override
    public boolean ignoresRoutesWithLinkdown() {
        return host.sysctl().ignoreRoutesWithLinkdown();
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
