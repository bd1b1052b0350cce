package io.sextant.topology.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.topology.TestNet;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteKind;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.host.Host;
import io.sextant.topology.link.Link;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A router with two links and routes in its kernel. Choices, numbers and words were read off a real zebra of FRR 8.4.4 with
 * the same addresses and routes in a network namespace.
 */
class ZebraTest {

    private final TestNet net = new TestNet();
    private final Host host = net.router("r", "za0 10.1.1.1/30", "za1 10.1.2.1/30");
    private final NetworkInterface za0 = host.interfaceNamed("za0").orElseThrow();
    private final NetworkInterface za1 = host.interfaceNamed("za1").orElseThrow();
    private final Link link;
    private final Zebra zebra;

    ZebraTest() {
        var one = net.bridge("one");
        var two = net.bridge("two");
        link = net.cable("r:za0", one);
        net.cable("r:za1", two);
        kernel("10.255.0.5/32", 10, za0, "10.1.1.2");
        kernel("10.255.0.6/32", 30, za1, "10.1.2.2");
        zebra = new Zebra(host, SpeakerProfile.FRR_8_4.routes().delays(), true);
    }

    private void kernel(String prefix, int metric, NetworkInterface device, String gateway) {
        host.fib()
                .add(Route.to(
                                Ipv4Prefix.parse(prefix),
                                RouteProtocol.STATIC,
                                NextHop.via(Ipv4Address.parse(gateway), device))
                        .withMetric(metric));
    }

    private void bgp(String prefix, boolean recursive, String... gateways) {
        List<RibNextHop> hops = new ArrayList<>();
        for (String gateway : gateways) {
            hops.add(RibNextHop.via(IpAddress.parse(gateway)));
        }
        zebra.add(
                IpPrefix.parse(prefix),
                new RibEntry.Facts(RouteOrigin.BGP, recursive ? 200 : 20, 0, 0, recursive, recursive, false, hops));
    }

    private void settle() {
        net.runFor(0.1);
    }

    private RibRoute route(String prefix) {
        return zebra.route(IpPrefix.parse(prefix)).orElseThrow();
    }

    private Route kernelRoute(String prefix) {
        return host.fib().find(Ipv4Prefix.parse(prefix), KernelRoutes.METRIC).orElseThrow();
    }

    private List<String> gateways(String prefix) {
        return kernelRoute(prefix).nextHops().stream()
                .map(hop -> hop.gateway() + " " + hop.device().name() + " " + hop.weight())
                .toList();
    }

    @Test
    void connected_networks_and_the_kernel_s_routes_are_in_the_table() {
        settle();
        assertThat(zebra.routes())
                .extracting(route -> route.origin().letter() + " " + route.prefix() + " " + route.distance() + "/"
                        + route.metric() + " " + route.installed())
                .containsExactly(
                        "C 10.1.1.0/30 0/0 true",
                        "C 10.1.2.0/30 0/0 true",
                        "K 10.255.0.5/32 0/10 true",
                        "K 10.255.0.6/32 0/30 true");
    }

    @Test
    void the_kernel_s_metric_is_the_cost_of_a_next_hop() {
        settle();
        assertThat(zebra.igpMetric(IpAddress.parse("10.255.0.5"))).isEqualTo(10);
        assertThat(zebra.igpMetric(IpAddress.parse("10.1.2.2"))).isZero();
        assertThat(zebra.igpMetric(IpAddress.parse("192.0.2.1"))).isEqualTo(Path.UNREACHABLE);
    }

    @Test
    void its_upper_octet_is_the_distance() {
        kernel("10.9.0.0/16", 7 << 24 | 5, za0, "10.1.1.2");
        settle();
        assertThat(route("10.9.0.0/16").distance()).isEqualTo(7);
        assertThat(route("10.9.0.0/16").metric()).isEqualTo(5);
    }

    @Test
    void an_internal_route_recurses_over_the_kernel_s_and_loses_its_weights() {
        settle();
        zebra.add(
                IpPrefix.parse("10.60.0.0/16"),
                new RibEntry.Facts(
                        RouteOrigin.BGP,
                        200,
                        0,
                        0,
                        true,
                        true,
                        false,
                        List.of(
                                RibNextHop.via(IpAddress.parse("10.255.0.6")).withWeight(70),
                                RibNextHop.via(IpAddress.parse("10.255.0.5")).withWeight(30))));
        settle();
        RibRoute route = route("10.60.0.0/16");
        assertThat(route.nextHops()).allMatch(RibNextHop::isRecursive);
        assertThat(route.nextHops().get(0).gateway()).hasToString("10.255.0.5");
        assertThat(route.nextHops().get(0).resolved().get(0).gateway()).hasToString("10.1.1.2");
        assertThat(gateways("10.60.0.0/16")).containsExactly("10.1.1.2 za0 1", "10.1.2.2 za1 1");
    }

    @Test
    void an_external_route_needs_a_connected_next_hop() {
        settle();
        bgp("10.60.0.0/16", false, "10.1.1.2", "10.255.0.6");
        settle();
        assertThat(route("10.60.0.0/16").nextHops())
                .extracting(RibNextHop::active)
                .containsExactly(true, false);
        assertThat(gateways("10.60.0.0/16")).containsExactly("10.1.1.2 za0 1");
        bgp("10.61.0.0/16", false, "10.255.0.6");
        settle();
        assertThat(zebra.route(IpPrefix.parse("10.61.0.0/16"))).isEmpty();
        assertThat(zebra.routes()).anyMatch(route -> route.prefix().toString().equals("10.61.0.0/16"));
    }

    @Test
    void two_next_hops_that_lead_one_way_are_installed_once() {
        kernel("10.255.0.7/32", 0, za0, "10.1.1.2");
        settle();
        bgp("10.60.0.0/16", true, "10.255.0.5", "10.255.0.7");
        settle();
        RibRoute route = route("10.60.0.0/16");
        assertThat(route.nextHops().get(0).resolved().get(0).duplicate()).isFalse();
        assertThat(route.nextHops().get(1).resolved().get(0).duplicate()).isTrue();
        assertThat(gateways("10.60.0.0/16")).containsExactly("10.1.1.2 za0 1");
    }

    @Test
    void weights_reach_the_kernel_where_next_hops_are_neighbours() {
        settle();
        zebra.add(
                IpPrefix.parse("10.60.0.0/16"),
                new RibEntry.Facts(
                        RouteOrigin.BGP,
                        20,
                        0,
                        0,
                        false,
                        false,
                        false,
                        List.of(
                                RibNextHop.via(IpAddress.parse("10.1.1.2")).withWeight(75),
                                RibNextHop.via(IpAddress.parse("10.1.2.2")).withWeight(25))));
        settle();
        assertThat(gateways("10.60.0.0/16")).containsExactly("10.1.2.2 za1 25", "10.1.1.2 za0 75");
    }

    @Test
    void the_kernel_s_own_route_beats_bgp_and_gives_way_when_it_goes() {
        settle();
        bgp("10.255.0.5/32", false, "10.1.2.2");
        settle();
        assertThat(route("10.255.0.5/32").origin()).isEqualTo(RouteOrigin.KERNEL);
        host.fib().remove(Ipv4Prefix.parse("10.255.0.5/32"), 10);
        settle();
        assertThat(route("10.255.0.5/32").origin()).isEqualTo(RouteOrigin.BGP);
        assertThat(gateways("10.255.0.5/32")).containsExactly("10.1.2.2 za1 1");
    }

    @Test
    void a_dead_route_is_a_blackhole_in_the_kernel() {
        settle();
        zebra.add(
                IpPrefix.parse("172.16.0.0/16"),
                new RibEntry.Facts(
                        RouteOrigin.BGP, 200, 0, 0, true, true, false, List.of(RibNextHop.dead(RouteKind.BLACKHOLE))));
        settle();
        assertThat(kernelRoute("172.16.0.0/16").kind()).isEqualTo(RouteKind.BLACKHOLE);
        assertThat(kernelRoute("172.16.0.0/16").nexthopId()).isZero();
    }

    @Test
    void a_default_route_leads_to_no_next_hop_unless_it_may() {
        kernel("0.0.0.0/0", 0, za0, "10.1.1.2");
        settle();
        assertThat(zebra.igpMetric(IpAddress.parse("192.0.2.1"))).isEqualTo(Path.UNREACHABLE);
        zebra.setResolveViaDefault(32, true);
        assertThat(zebra.igpMetric(IpAddress.parse("192.0.2.1"))).isZero();
    }

    @Test
    void numbers_are_given_as_zebra_gives_them() {
        settle();
        // Two interfaces and two kernel routes ask for 1 to 4 and resolve to 5 to 8; kernel routes have no weight.
        assertThat(zebra.nexthops()).extracting(NexthopObject::id).containsExactly(5, 6, 7, 8);
        bgp("10.60.0.0/16", false, "10.1.1.2");
        settle();
        bgp("10.60.0.0/16", false, "10.1.1.2", "10.1.2.2");
        settle();
        assertThat(zebra.nexthops()).extracting(NexthopObject::id).containsExactly(5, 6, 7, 8, 10, 14, 15);
        assertThat(zebra.nexthops().get(5).members()).containsExactly(10, 15);
        assertThat(kernelRoute("10.60.0.0/16").nexthopId()).isEqualTo(14);
    }

    @Test
    void listeners_hear_of_next_hops_when_the_kernel_has_the_change() {
        settle();
        List<String> heard = new ArrayList<>();
        zebra.nextHop(IpAddress.parse("10.255.0.5"));
        zebra.addListener(new ZebraListener() {
            @Override
            public void onNextHops(List<NextHopState> changed) {
                changed.forEach(
                        state -> heard.add(net.simulator.nanos() + " " + state.address() + " " + state.isReachable()));
            }
        });
        long removed = net.simulator.nanos();
        host.fib().remove(Ipv4Prefix.parse("10.255.0.5/32"), 10);
        settle();
        assertThat(heard).containsExactly(removed + 11_000_000L + " 10.255.0.5 false");
    }

    @Test
    void an_interface_without_carrier_loses_its_network_but_not_the_kernel_s_routes() {
        settle();
        link.setUp(false);
        settle();
        assertThat(zebra.route(IpPrefix.parse("10.1.1.0/30"))).isEmpty();
        assertThat(zebra.route(IpPrefix.parse("10.255.0.5/32"))).isPresent();
        za0.setUp(false);
        settle();
        assertThat(zebra.route(IpPrefix.parse("10.255.0.5/32"))).isEmpty();
        assertThat(zebra.route(IpPrefix.parse("10.255.0.6/32"))).isPresent();
    }

    @Test
    void a_killed_zebra_leaves_its_routes_and_the_next_one_sweeps_them() {
        settle();
        bgp("10.60.0.0/16", false, "10.1.1.2");
        settle();
        zebra.kill();
        settle();
        assertThat(gateways("10.60.0.0/16")).hasSize(1);
        zebra.start();
        settle();
        assertThat(host.fib().find(Ipv4Prefix.parse("10.60.0.0/16"), KernelRoutes.METRIC))
                .isEmpty();
        assertThat(zebra.routes()).hasSize(4);
    }
}
