package io.sextant.topology.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.topology.TestNet;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.host.Host;
import io.sextant.topology.link.Link;
import io.sextant.topology.link.LinkModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FibTest {

    private final TestNet net = new TestNet();
    private Host router;
    private Fib fib;
    private NetworkInterface eth0;
    private NetworkInterface eth1;
    private Link cable0;

    @BeforeEach
    void routerWithTwoCables() {
        router = net.router("r1", "eth0 10.0.0.1/24", "eth1 10.0.1.1/24");
        fib = router.fib();
        eth0 = net.at("r1:eth0");
        eth1 = net.at("r1:eth1");
        cable0 = new Link(net.network, "cable0", LinkModel.IDEAL, eth0, frame -> net.network
                .pool()
                .give(frame));
        new Link(net.network, "cable1", LinkModel.IDEAL, eth1, frame -> net.network
                .pool()
                .give(frame));
    }

    private Route route(String prefix, NextHop... hops) {
        return Route.to(Ipv4Prefix.parse(prefix), RouteProtocol.STATIC, hops);
    }

    private NextHop via(String gateway, NetworkInterface device) {
        return NextHop.via(Ipv4Address.parse(gateway), device);
    }

    private String lookup(String address) {
        RouteEntry entry = fib.lookup(Ipv4Address.parse(address).bits());
        return entry == null
                ? "none"
                : entry.route().prefix() + " metric " + entry.route().metric();
    }

    @Test
    void the_longest_prefix_wins_and_then_the_lowest_metric() {
        fib.add(route("0.0.0.0/0", via("10.0.0.9", eth0)));
        fib.add(route("172.16.0.0/16", via("10.0.0.9", eth0)));
        fib.add(route("172.16.10.0/24", via("10.0.0.9", eth0)).withMetric(20));
        fib.add(route("172.16.10.0/24", via("10.0.1.9", eth1)).withMetric(10));
        fib.add(route("172.16.10.0/32", via("10.0.1.9", eth1)));
        assertThat(lookup("172.16.10.0")).isEqualTo("172.16.10.0/32 metric 0");
        assertThat(lookup("172.16.10.1")).isEqualTo("172.16.10.0/24 metric 10");
        assertThat(lookup("172.16.11.1")).isEqualTo("172.16.0.0/16 metric 0");
        assertThat(lookup("8.8.8.8")).isEqualTo("0.0.0.0/0 metric 0");
        fib.remove(Ipv4Prefix.parse("172.16.10.0/24"), 10);
        assertThat(lookup("172.16.10.1")).isEqualTo("172.16.10.0/24 metric 20");
        fib.remove(Ipv4Prefix.DEFAULT_ROUTE, 0);
        assertThat(lookup("8.8.8.8")).isEqualTo("none");
    }

    @Test
    void prefix_and_metric_name_a_route() {
        assertThat(fib.add(route("172.16.0.0/16", via("10.0.0.9", eth0)))).isTrue();
        assertThat(fib.add(route("172.16.0.0/16", via("10.0.1.9", eth1)))).isFalse();
        assertThat(fib.add(route("172.16.0.0/16", via("10.0.1.9", eth1)).withMetric(5)))
                .isTrue();
        assertThat(fib.remove(Ipv4Prefix.parse("172.16.0.0/16"), 6)).isFalse();
    }

    @Test
    void listeners_hear_every_change_as_a_delta_with_its_time() {
        List<String> heard = new ArrayList<>();
        fib.addListener((now, delta) -> heard.add(now
                + (delta.before() == null ? " add " : delta.after() == null ? " remove " : " replace ")
                + delta.route().prefix()));
        net.simulator.runUntil(5);
        Route first = route("172.16.0.0/16", via("10.0.0.9", eth0));
        fib.add(first);
        fib.replace(first);
        fib.replace(route("172.16.0.0/16", via("10.0.1.9", eth1)));
        fib.remove(first.prefix(), 0);
        assertThat(heard).containsExactly("5 add 172.16.0.0/16", "5 replace 172.16.0.0/16", "5 remove 172.16.0.0/16");
    }

    @Test
    void routes_are_listed_as_ip_route_lists_them() {
        fib.add(route("192.168.0.0/16", via("10.0.0.9", eth0)));
        fib.add(route("192.168.0.0/24", via("10.0.0.9", eth0)));
        fib.add(route("0.0.0.0/0", via("10.0.0.9", eth0)));
        fib.add(route("10.0.0.0/24", via("10.0.1.9", eth1)).withMetric(7));
        assertThat(fib.routes())
                .extracting(route -> route.prefix() + " " + route.metric())
                .containsExactly(
                        "0.0.0.0/0 0",
                        "10.0.0.0/24 0",
                        "10.0.0.0/24 7",
                        "10.0.1.0/24 0",
                        "192.168.0.0/24 0",
                        "192.168.0.0/16 0");
    }

    @Test
    void random_tables_look_up_like_a_search_through_the_list() {
        Random random = new Random(3);
        for (int round = 0; round < 20; round++) {
            fib.clear();
            for (int i = 0; i < 200; i++) {
                int length = random.nextInt(33);
                // Few distinct bits make prefixes nest and collide.
                Ipv4Address address = new Ipv4Address((random.nextInt() & 0xC0C0_C0C0) | 0x0101_0101);
                Route route = route(new Ipv4Prefix(address, length) + "", via("10.0.0.9", eth0))
                        .withMetric(random.nextInt(3));
                if (random.nextInt(4) == 0) {
                    fib.remove(route.prefix(), route.metric());
                } else {
                    fib.replace(route);
                }
            }
            for (int i = 0; i < 500; i++) {
                int address = (random.nextInt() & 0xC0C0_C0C0) | 0x0101_0101;
                Route expected = null;
                for (Route route : fib.routes()) {
                    boolean better = expected == null
                            || route.prefix().length() > expected.prefix().length()
                            || (route.prefix().length() == expected.prefix().length()
                                    && route.metric() < expected.metric());
                    if (route.prefix().contains(new Ipv4Address(address)) && better) {
                        expected = route;
                    }
                }
                RouteEntry found = fib.lookup(address);
                assertThat(found == null ? null : found.route()).isEqualTo(expected);
            }
        }
    }

    @Test
    void a_device_set_down_takes_its_routes_along_and_brings_only_the_connected_one_back() {
        fib.add(route("172.16.0.0/16", via("10.0.0.9", eth0)));
        eth0.setUp(false);
        assertThat(fib.routes()).extracting(route -> route.prefix().toString()).containsExactly("10.0.1.0/24");
        eth0.setUp(true);
        assertThat(fib.routes())
                .extracting(route -> route.prefix().toString())
                .containsExactly("10.0.0.0/24", "10.0.1.0/24");
    }

    @Test
    void a_lost_carrier_leaves_inline_routes_alone() {
        fib.add(route("172.16.0.0/16", via("10.0.0.9", eth0)));
        cable0.setUp(false);
        assertThat(lookup("172.16.0.1")).isEqualTo("172.16.0.0/16 metric 0");
        router.sysctl().setIgnoreRoutesWithLinkdown(true);
        assertThat(lookup("172.16.0.1")).isEqualTo("none");
    }

    @Test
    void a_lost_carrier_deletes_members_of_next_hop_object_groups_for_good() {
        fib.add(route("172.16.0.0/16", via("10.0.0.9", eth0), via("10.0.1.9", eth1))
                .withNexthopId(5));
        cable0.setUp(false);
        assertThat(fib.find(Ipv4Prefix.parse("172.16.0.0/16"), 0).orElseThrow().nextHops())
                .extracting(NextHop::device)
                .containsExactly(eth1);
        cable0.setUp(true);
        assertThat(fib.find(Ipv4Prefix.parse("172.16.0.0/16"), 0).orElseThrow().nextHops())
                .hasSize(1);
    }

    @Test
    void inline_members_of_a_group_come_back_with_their_device() {
        fib.add(route("172.16.0.0/16", via("10.0.0.9", eth0), via("10.0.1.9", eth1)));
        eth0.setUp(false);
        RouteEntry entry = Objects.requireNonNull(
                fib.lookup(Ipv4Address.parse("172.16.0.1").bits()));
        assertThat(entry.select(0)).isEqualTo(1);
        eth0.setUp(true);
        assertThat(entry.select(0)).isZero();
    }

    @Test
    void a_group_of_objects_skips_a_neighbour_that_failed_and_takes_it_back() {
        fib.add(route("172.16.0.0/16", via("10.0.0.9", eth0), via("10.0.1.9", eth1))
                .withNexthopId(5));
        RouteEntry entry = Objects.requireNonNull(
                fib.lookup(Ipv4Address.parse("172.16.0.1").bits()));
        assertThat(entry.select(0)).isZero();
        router.neighbours().solicit(eth0, Ipv4Address.parse("10.0.0.9").bits());
        assertThat(entry.select(0)).isEqualTo(1);
        router.neighbours().addPermanent(eth0, Ipv4Address.parse("10.0.0.9"), net.nextMac());
        assertThat(entry.select(0)).isZero();
    }
}
