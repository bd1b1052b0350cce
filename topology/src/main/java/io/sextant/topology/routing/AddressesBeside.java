package io.sextant.topology.routing;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.Ipv6InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.host.Host;
import java.util.stream.Stream;

/** The IPv6 addresses of the interface that has an address (FRR 8.4 {@code bgp_nexthop_set}, {@code if_lookup_by_ipv4_exact}). */
public final class AddressesBeside {

    private AddressesBeside() {}

    public static Stream<Ipv6Address> of(Host host, IpAddress own) {
        return deviceOf(host, own)
                .flatMap(device -> device.ipv6Addresses().stream())
                .map(Ipv6InterfaceAddress::address);
    }

    /** Without martian ones, as of a loopback (FRR 8.4 {@code if_get_ipv4_address}). */
    static Stream<Ipv4Address> ipv4Of(Host host, IpAddress own) {
        return deviceOf(host, own)
                .flatMap(device -> device.addresses().stream())
                .map(InterfaceAddress::address)
                .filter(address -> !address.isMartian());
    }

    private static Stream<NetworkInterface> deviceOf(Host host, IpAddress own) {
        return host.interfaces().stream()
                .filter(device -> device.addresses().stream()
                                .anyMatch(each -> each.address().equals(own))
                        || device.ipv6Addresses().stream()
                                .anyMatch(each -> each.address().equals(own)))
                .limit(1);
    }
}
