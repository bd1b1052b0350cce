package io.sextant.topology.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.topology.TestNet;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteKind;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.host.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Static routes beside connected ones and the kernel's. Expectations are the lines a real zebra and staticd of FRR 8.4.4
 * print in a network namespace with the same addresses, routes and statements.
 */
class StaticRoutesTest {

    private final TestNet net = new TestNet();
    private final Host host = net.router("r", "za0 10.1.1.1/30", "za1 10.1.2.1/30");
    private final NetworkInterface za0 = host.interfaceNamed("za0").orElseThrow();
    private final NetworkInterface za1 = host.interfaceNamed("za1").orElseThrow();
    private final Zebra zebra;
    private final StaticRoutes statics;

    StaticRoutesTest() {
        net.cable("r:za0", net.bridge("one"));
        net.cable("r:za1", net.bridge("two"));
        kernel("10.255.0.5/32", 10, hop(za0, "10.1.1.2"));
        kernel("10.255.0.6/32", 30, hop(za1, "10.1.2.2"));
        kernel("10.77.0.0/16", 0, hop(za0, "10.1.1.2"), hop(za1, "10.1.2.2"));
        zebra = new Zebra(host, SpeakerProfile.FRR_8_4.routes().delays(), true);
        statics = new StaticRoutes(zebra);
        net.runFor(0.1);
    }

    private static NextHop hop(NetworkInterface device, String gateway) {
        return NextHop.via(Ipv4Address.parse(gateway), device);
    }

    private void kernel(String prefix, int metric, NextHop... hops) {
        host.fib()
                .add(Route.to(Ipv4Prefix.parse(prefix), RouteProtocol.STATIC, hops)
                        .withMetric(metric));
    }

    private static StaticRoute via(String prefix, String gateway) {
        return StaticRoute.via(IpPrefix.parse(prefix), IpAddress.parse(gateway));
    }

    private void add(StaticRoute... routes) {
        for (StaticRoute route : routes) {
            statics.add(route);
        }
        net.runFor(0.1);
    }

    /** Selection, distance and next hops, those that others resolve to in brackets. */
    private List<String> routes(String prefix) {
        List<String> lines = new ArrayList<>();
        for (RibRoute route : zebra.routes()) {
            if (route.prefix().toString().equals(prefix)) {
                StringBuilder line = new StringBuilder(route.origin().letter() + (route.selected() ? ">" : " "));
                line.append(route.distance()).append('/').append(route.metric());
                route.nextHops().forEach(hop -> line.append(' ').append(word(hop)));
                lines.add(line.toString());
            }
        }
        return lines;
    }

    private static String word(RibNextHop hop) {
        String way = hop.dead() != null
                ? hop.dead().name()
                : (hop.gateway() == null ? "" : hop.gateway() + "@")
                        + (hop.device() == null ? "?" : hop.device().name());
        return hop.isRecursive()
                ? hop.gateway()
                        + hop.resolved().stream()
                                .map(StaticRoutesTest::word)
                                .toList()
                                .toString()
                : way + (hop.active() ? "" : "!");
    }

    private Optional<Route> kernelRoute(String prefix) {
        return host.fib().find(Ipv4Prefix.parse(prefix), KernelRoutes.METRIC);
    }

    @Test
    void next_hops_recurse_over_the_kernel_s_routes_and_other_static_ones() {
        add(
                via("10.101.0.0/16", "10.255.0.5"),
                via("10.103.0.0/16", "10.1.1.2"),
                via("10.109.0.0/16", "10.103.0.9"),
                via("10.111.0.0/16", "10.77.3.4"));
        assertThat(routes("10.101.0.0/16")).containsExactly("S>1/0 10.255.0.5[10.1.1.2@za0]");
        assertThat(routes("10.109.0.0/16")).containsExactly("S>1/0 10.103.0.9[10.1.1.2@za0]");
        assertThat(routes("10.111.0.0/16")).containsExactly("S>1/0 10.77.3.4[10.1.1.2@za0, 10.1.2.2@za1]");
        assertThat(kernelRoute("10.101.0.0/16").orElseThrow().protocol()).isEqualTo(RouteProtocol.ZSTATIC);
    }

    @Test
    void statements_with_one_distance_are_one_route_and_others_stand_beside_it() {
        add(
                via("10.107.0.0/16", "10.1.1.2"),
                via("10.107.0.0/16", "10.1.2.2"),
                via("10.103.0.0/16", "10.1.1.2"),
                via("10.103.0.0/16", "10.1.2.2").withDistance(200));
        assertThat(routes("10.107.0.0/16")).containsExactly("S>1/0 10.1.1.2@za0 10.1.2.2@za1");
        assertThat(routes("10.103.0.0/16")).containsExactly("S 200/0 10.1.2.2@za1", "S>1/0 10.1.1.2@za0");
    }

    @Test
    void what_the_kernel_has_wins_over_a_static_route() {
        add(via("10.255.0.5/32", "10.1.2.2"));
        assertThat(routes("10.255.0.5/32")).containsExactly("S 1/0 10.1.2.2@za1", "K>0/10 10.1.1.2@za0");
        assertThat(kernelRoute("10.255.0.5/32")).isEmpty();
    }

    @Test
    void an_address_that_nothing_leads_to_makes_no_route() {
        add(via("10.105.0.0/16", "192.0.2.1"));
        assertThat(routes("10.105.0.0/16")).isEmpty();
        assertThat(zebra.nextHops())
                .anyMatch(state -> state.address().toString().equals("192.0.2.1"));
        kernel("192.0.2.0/24", 5, hop(za0, "10.1.1.2"));
        net.runFor(0.1);
        assertThat(routes("10.105.0.0/16")).containsExactly("S>1/0 192.0.2.1[10.1.1.2@za0]");
    }

    @Test
    void dead_routes_and_routes_on_an_interface() {
        add(
                StaticRoute.dead(IpPrefix.parse("10.100.0.0/16"), RouteKind.BLACKHOLE),
                StaticRoute.dead(IpPrefix.parse("10.106.0.0/16"), RouteKind.UNREACHABLE),
                StaticRoute.on(IpPrefix.parse("10.104.0.0/16"), "za1"));
        assertThat(routes("10.100.0.0/16")).containsExactly("S>1/0 BLACKHOLE");
        assertThat(kernelRoute("10.106.0.0/16").orElseThrow().kind()).isEqualTo(RouteKind.UNREACHABLE);
        assertThat(routes("10.104.0.0/16")).containsExactly("S>1/0 za1");
    }

    @Test
    void the_better_distance_takes_over_when_its_link_is_back() {
        add(via("10.103.0.0/16", "10.1.1.2"), via("10.103.0.0/16", "10.1.2.2").withDistance(200));
        za0.setUp(false);
        net.runFor(0.1);
        assertThat(routes("10.103.0.0/16")).containsExactly("S>200/0 10.1.2.2@za1");
        assertThat(kernelRoute("10.103.0.0/16").orElseThrow().nextHops()).containsExactly(hop(za1, "10.1.2.2"));
        za0.setUp(true);
        net.runFor(0.1);
        assertThat(routes("10.103.0.0/16")).containsExactly("S>1/0 10.1.1.2@za0", "S 200/0 10.1.2.2@za1");
        assertThat(kernelRoute("10.103.0.0/16").orElseThrow().nextHops()).containsExactly(hop(za0, "10.1.1.2"));
    }

    @Test
    void a_group_that_lost_a_member_to_its_link_does_not_get_it_back() {
        add(via("10.107.0.0/16", "10.1.1.2"), via("10.107.0.0/16", "10.1.2.2"));
        int group = kernelRoute("10.107.0.0/16").orElseThrow().nexthopId();
        za0.setUp(false);
        net.runFor(0.1);
        za0.setUp(true);
        net.runFor(0.1);
        assertThat(routes("10.107.0.0/16")).containsExactly("S>1/0 10.1.1.2@za0 10.1.2.2@za1");
        assertThat(kernelRoute("10.107.0.0/16").orElseThrow().nexthopId()).isEqualTo(group);
        assertThat(kernelRoute("10.107.0.0/16").orElseThrow().nextHops()).containsExactly(hop(za1, "10.1.2.2"));
    }

    @Test
    void a_statement_taken_back_takes_its_next_hop_along() {
        StaticRoute second = via("10.107.0.0/16", "10.1.2.2").withTag(7);
        add(via("10.107.0.0/16", "10.1.1.2").withTag(7), second);
        assertThat(zebra.route(IpPrefix.parse("10.107.0.0/16")).orElseThrow().tag())
                .isEqualTo(7);
        statics.remove(second);
        net.runFor(0.1);
        assertThat(routes("10.107.0.0/16")).containsExactly("S>1/0 10.1.1.2@za0");
        statics.remove(via("10.107.0.0/16", "10.1.1.2").withTag(7));
        net.runFor(0.1);
        assertThat(routes("10.107.0.0/16")).isEmpty();
        assertThat(kernelRoute("10.107.0.0/16")).isEmpty();
    }

    @Test
    void a_zebra_that_starts_anew_is_told_everything_ten_seconds_after_it_was_lost() {
        add(via("10.107.0.0/16", "10.1.1.2"));
        zebra.stop();
        assertThat(kernelRoute("10.107.0.0/16")).isEmpty();
        net.runFor(3);
        zebra.start();
        net.runFor(6.9);
        assertThat(routes("10.107.0.0/16")).isEmpty();
        net.runFor(0.2);
        assertThat(routes("10.107.0.0/16")).containsExactly("S>1/0 10.1.1.2@za0");
    }
}
