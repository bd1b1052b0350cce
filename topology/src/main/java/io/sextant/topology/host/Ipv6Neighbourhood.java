package io.sextant.topology.host;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.icmp.Icmpv6;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import io.sextant.topology.neighbour.NeighbourOwner;
import io.sextant.topology.neighbour.NeighbourSettings;

/** What a host's IPv6 neighbour table asks of it and tells it. */
final class Ipv6Neighbourhood implements NeighbourOwner {

    private final Host host;
    private final Ipv6Stack ipv6;

    Ipv6Neighbourhood(Host host, Ipv6Stack ipv6) {
        this.host = host;
        this.ipv6 = ipv6;
    }

    @Override
    public String name() {
        return host.name();
    }

    @Override
    public NeighbourSettings neighbourSettings() {
        return ipv6.sysctl().neighbour();
    }

    @Override
    public boolean isLocal(long high, long low) {
        return ipv6.isLocal(high, low);
    }

    @Override
    public boolean isRouter() {
        return ipv6.sysctl().forwarding();
    }

    /** ndisc_error_report: the sender, here or elsewhere, is told address unreachable. */
    @Override
    public void undeliverable(NetworkInterface device, Frame packet) {
        int code = Icmpv6.ADDRESS_UNREACHABLE;
        ipv6.errors().send(Icmpv6.DESTINATION_UNREACHABLE, code, 0, packet, packet.start(), device);
        host.network().drop(host.name(), device.name(), DropReason.ND_FAILED, packet);
    }

    @Override
    public void reachabilityChanged(NetworkInterface device, IpAddress address, boolean bad) {
        ipv6.fib().neighbourChanged(device, address, bad);
    }
}
