package io.sextant.topology.host;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.icmp.Icmp;
import io.sextant.protocol.icmp.UnreachableCode;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import io.sextant.topology.neighbour.NeighbourOwner;
import io.sextant.topology.neighbour.NeighbourSettings;

/** What a host's neighbour table asks of it and tells it. */
final class HostNeighbourhood implements NeighbourOwner {

    private final Host host;

    HostNeighbourhood(Host host) {
        this.host = host;
    }

    @Override
    public String name() {
        return host.name();
    }

    @Override
    public NeighbourSettings neighbourSettings() {
        return host.sysctl().neighbour();
    }

    @Override
    public boolean isLocal(long high, long low) {
        return host.kindOf((int) low) == LocalAddresses.LOCAL;
    }

    @Override
    public boolean isRouter() {
        return host.sysctl().ipForward();
    }

    /** arp_error_report: the sender, here or elsewhere, is told host unreachable. */
    @Override
    public void undeliverable(NetworkInterface device, Frame packet) {
        int code = UnreachableCode.HOST.number();
        host.icmpErrors().send(Icmp.DESTINATION_UNREACHABLE, code, 0, packet, packet.start(), false);
        host.network().drop(host.name(), device.name(), DropReason.ARP_FAILED, packet);
    }

    @Override
    public void reachabilityChanged(NetworkInterface device, IpAddress address, boolean bad) {
        host.fib().neighbourChanged(device, address, bad);
    }
}
