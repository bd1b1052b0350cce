package io.sextant.topology.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.address.Ipv6Prefix;
import io.sextant.topology.TestNet;
import io.sextant.topology.device.Ipv6InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.Fib;
import io.sextant.topology.forwarding.Route;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What addresses and their routes do when an interface is taken down or loses its carrier; read off Linux 6.18 in a namespace. */
class InterfaceDownTest {

    private static final Ipv6Address GLOBAL = Ipv6Address.parse("2001:db8::1");
    private static final Ipv6Prefix NETWORK6 = Ipv6Prefix.parse("2001:db8::/64");
    private static final Ipv4Prefix NETWORK = Ipv4Prefix.parse("10.1.1.0/24");

    private final TestNet net = new TestNet();
    private final Host host = net.router("r", "eth0 10.1.1.1/24", "eth1 10.1.1.2/24");
    private final NetworkInterface eth0 = host.interfaceNamed("eth0").orElseThrow();
    private final NetworkInterface eth1 = host.interfaceNamed("eth1").orElseThrow();

    private List<String> devices(Fib fib, IpPrefix prefix) {
        return fib.routes().stream()
                .filter(route -> route.prefix().equals(prefix))
                .map(Route::nextHops)
                .map(hops -> hops.get(0).device().name())
                .toList();
    }

    private void withIpv6() {
        eth0.addAddress(new Ipv6InterfaceAddress(GLOBAL, 64));
    }

    @Test
    void an_interface_that_is_taken_down_loses_its_ipv6_addresses_and_keeps_its_ipv4_ones() {
        withIpv6();
        eth0.setUp(false);
        assertThat(eth0.ipv6Addresses()).isEmpty();
        assertThat(host.ipv6().isLocal(GLOBAL)).isFalse();
        assertThat(devices(host.ipv6().fib(), NETWORK6)).isEmpty();
        assertThat(eth0.addresses()).hasSize(1);
        eth0.setUp(true);
        assertThat(eth0.ipv6Addresses()).singleElement().matches(address -> address.address()
                .isLinkLocal());
        assertThat(devices(host.ipv6().fib(), NETWORK6)).isEmpty();
    }

    @Test
    void it_keeps_all_but_the_link_local_one_where_it_is_told_to() {
        withIpv6();
        host.ipv6().sysctl().setKeepAddressesOnDown(true);
        eth0.setUp(false);
        assertThat(eth0.ipv6Addresses()).containsExactly(new Ipv6InterfaceAddress(GLOBAL, 64));
        assertThat(devices(host.ipv6().fib(), NETWORK6)).isEmpty();
        eth0.setUp(true);
        assertThat(eth0.ipv6Addresses()).hasSize(2);
        assertThat(devices(host.ipv6().fib(), NETWORK6)).containsExactly("eth0");
    }

    @Test
    void an_interface_without_a_carrier_keeps_its_addresses_and_networks() {
        var bridge = net.bridge("b");
        var link = net.cable("r:eth0", bridge);
        withIpv6();
        link.setUp(false);
        assertThat(eth0.ipv6Addresses()).hasSize(2);
        assertThat(devices(host.ipv6().fib(), NETWORK6)).containsExactly("eth0");
        assertThat(devices(host.fib(), NETWORK)).containsExactly("eth0");
    }

    @Test
    void a_network_that_two_interfaces_share_stays_with_the_other() {
        assertThat(devices(host.fib(), NETWORK)).containsExactly("eth0");
        eth0.setUp(false);
        assertThat(devices(host.fib(), NETWORK)).containsExactly("eth1");
        eth0.setUp(true);
        assertThat(devices(host.fib(), NETWORK)).containsExactly("eth1");
        eth1.removeAddress(eth1.addresses().get(0).address());
        assertThat(devices(host.fib(), NETWORK)).containsExactly("eth0");
    }

    @Test
    void an_ipv6_network_that_two_interfaces_share_stays_with_the_other() {
        withIpv6();
        eth1.addAddress(new Ipv6InterfaceAddress(Ipv6Address.parse("2001:db8::2"), 64));
        eth0.removeAddress(GLOBAL);
        assertThat(devices(host.ipv6().fib(), NETWORK6)).containsExactly("eth1");
    }
}
