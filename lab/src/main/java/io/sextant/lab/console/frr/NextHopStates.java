package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.Machine;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.routing.NextHopState;
import io.sextant.topology.routing.RibNextHop;
import io.sextant.topology.routing.RibRoute;
import io.sextant.topology.routing.RouteOrigin;
import io.sextant.topology.routing.Zebra;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What zebra knows of next hops; asking here watches nothing. */
final class NextHopStates {

    private static final IpPrefix LINK_LOCAL = IpPrefix.of(new Ipv6Address(0xFE80_0000_0000_0000L, 0), 64);

    private final Zebra zebra;
    private final List<NetworkInterface> devices;

    NextHopStates(Machine machine) {
        this.zebra = machine.zebra().orElseThrow();
        this.devices = machine.host().interfaces();
    }

    /** What is watched, else what the table would say; empty where no route leads there. */
    Optional<NextHopState> of(IpAddress address) {
        if (address instanceof Ipv6Address ipv6 && ipv6.isLinkLocal()) {
            return linkLocal(ipv6);
        }
        return zebra.nextHops().stream()
                .filter(state -> state.address().equals(address))
                .findFirst()
                .or(() -> resolve(address));
    }

    /** Every interface is on that network; zebra takes the one whose route it had first. */
    private Optional<NextHopState> linkLocal(Ipv6Address address) {
        return devices.stream()
                .filter(device -> device.isRunning()
                        && device.ipv6Addresses().stream()
                                .anyMatch(each -> each.address().isLinkLocal()))
                .findFirst()
                .map(device -> new NextHopState(
                        address, LINK_LOCAL, RouteOrigin.CONNECTED, 0, 0, List.of(RibNextHop.on(device))));
    }

    private Optional<NextHopState> resolve(IpAddress address) {
        return zebra.routes().stream()
                .filter(route -> route.installed() && route.prefix().contains(address))
                .max(Comparator.comparingInt((RibRoute route) -> route.prefix().length()))
                .map(route -> new NextHopState(
                        address,
                        route.prefix(),
                        route.origin(),
                        route.distance(),
                        route.metric(),
                        route.nextHops().stream().filter(RibNextHop::active).toList()));
    }
}
