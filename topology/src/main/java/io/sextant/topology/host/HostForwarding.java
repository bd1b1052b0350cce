package io.sextant.topology.host;

import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.ecmp.KernelProfile;
import io.sextant.topology.forwarding.Fib;

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
    public boolean isNeighbourBad(NetworkInterface device, int addressBits) {
        return host.neighbours().isBad(device, addressBits);
    }

    @Override
    public boolean multipathUsesNeighbours() {
        return host.sysctl().multipathUsesNeighbours();
    }

    @Override
    public boolean ignoresRoutesWithLinkdown() {
        return host.sysctl().ignoreRoutesWithLinkdown();
    }
}
