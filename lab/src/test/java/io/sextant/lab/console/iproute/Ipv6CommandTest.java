package io.sextant.lab.console.iproute;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.console.TestMachine;
import io.sextant.lab.console.command.Role;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.topology.device.Ipv6InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteKind;
import io.sextant.topology.forwarding.RouteProtocol;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code ip -6} printed in a namespace of Linux 6.18 with the same addresses and routes. */
class Ipv6CommandTest {

    private final TestMachine machine = TestMachine.of("a", Role.HOST);

    @BeforeEach
    void addressesAndRoutes() {
        NetworkInterface va = machine.nic("va");
        TestMachine other = machine.beside("b", Role.HOST);
        other.nic("vb");
        machine.cable("va", other, "vb");
        va.addAddress(Ipv6InterfaceAddress.parse("2001:db8::1/64"));
        add(Route.to(IpPrefix.parse("2001:db8:5::/64"), RouteProtocol.BOOT, via("2001:db8::2", 1)), 1024);
        add(
                Route.to(
                        IpPrefix.parse("2001:db8:6::/64"),
                        RouteProtocol.BOOT,
                        via("2001:db8::2", 1),
                        via("2001:db8::3", 2)),
                1024);
        add(Route.to(IpPrefix.parse("::/0"), RouteProtocol.BOOT, via("fe80::2", 1)), 1024);
        add(
                Route.to(
                                IpPrefix.parse("2001:db8:7::1/128"),
                                RouteProtocol.BGP,
                                via("2001:db8::2", 1),
                                via("2001:db8::3", 1))
                        .withNexthopId(20),
                20);
        add(Route.dead(IpPrefix.parse("2001:db8:8::/48"), RouteKind.BLACKHOLE, RouteProtocol.BOOT), 1024);
        add(Route.dead(IpPrefix.parse("2001:db8:9::/48"), RouteKind.UNREACHABLE, RouteProtocol.BOOT), 1024);
    }

    private void add(Route route, int metric) {
        machine.host.fib(IpVersion.IPV6).add(route.withMetric(metric));
    }

    private NextHop via(String gateway, int weight) {
        return new NextHop(
                Ipv6Address.parse(gateway), machine.host.interfaceNamed("va").orElseThrow(), weight);
    }

    private String ip(String words) {
        return machine.run("ip " + words).text();
    }

    @Test
    void the_table_is_listed_from_its_leaves() {
        assertThat(ip("-6 route")).isEqualTo("""
                        2001:db8::/64 dev va proto kernel metric 256 pref medium
                        2001:db8:5::/64 via 2001:db8::2 dev va metric 1024 pref medium
                        2001:db8:6::/64 metric 1024 pref medium
                        \tnexthop via 2001:db8::2 dev va weight 1\s
                        \tnexthop via 2001:db8::3 dev va weight 2\s
                        2001:db8:7::1 nhid 20 proto bgp metric 20 pref medium
                        \tnexthop via 2001:db8::2 dev va weight 1\s
                        \tnexthop via 2001:db8::3 dev va weight 1\s
                        blackhole 2001:db8:8::/48 dev lo metric 1024 pref medium
                        unreachable 2001:db8:9::/48 dev lo metric 1024 pref medium
                        fe80::/64 dev va proto kernel metric 256 pref medium
                        default via fe80::2 dev va metric 1024 pref medium
                        """);
        assertThat(ip("-6 route show default")).isEqualTo("default via fe80::2 dev va metric 1024 pref medium\n");
        assertThat(ip("-6 -j route show 2001:db8:5::/64"))
                .isEqualToIgnoringNewLines(
                        "[{\"dst\":\"2001:db8:5::/64\",\"gateway\":\"2001:db8::2\",\"dev\":\"va\",\"metric\":1024,"
                                + "\"flags\":[],\"pref\":\"medium\"}]");
    }

    @Test
    void a_lookup_names_route_and_source() {
        assertThat(ip("-6 route get 2001:db8::2"))
                .isEqualTo("2001:db8::2 from :: dev va proto kernel src 2001:db8::1 metric 256 pref medium\n");
        assertThat(ip("route get 2001:db8::1"))
                .isEqualTo("local 2001:db8::1 from :: dev lo table local proto kernel src 2001:db8::1 metric 0"
                        + " pref medium\n");
        assertThat(ip("-6 route get from 2001:db8::77 2001:db8:7::1 iif va"))
                .matches("2001:db8:7::1 from 2001:db8::77 via 2001:db8::[23] dev va proto bgp metric 20 iif va"
                        + " pref medium\n");
        assertThat(ip("-6 route get 2001:db8:9::1")).isEqualTo("RTNETLINK answers: No route to host\n");
        assertThat(ip("-6 route get 2001:db8:8::1")).isEqualTo("RTNETLINK answers: Invalid argument\n");
    }

    @Test
    void addresses_have_their_scope() {
        assertThat(ip("-6 -br address show va")).contains("2001:db8::1/64 fe80::");
        assertThat(ip("-6 address show lo")).contains("    inet6 ::1/128 scope host \n");
        assertThat(ip("-6 address show va"))
                .contains("    inet6 2001:db8::1/64 scope global \n")
                .contains("scope link \n");
        assertThat(ip("-4 address show va")).doesNotContain("inet6");
    }
}
