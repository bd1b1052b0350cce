package io.sextant.topology.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.address.Ipv6Prefix;
import io.sextant.topology.TestNet;
import io.sextant.topology.device.NetworkInterface;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Ipv6FibTest {

    private final TestNet net = new TestNet();
    private Fib fib;
    private NetworkInterface eth0;

    @BeforeEach
    void router() {
        fib = net.router("r1", "eth0").fib(IpVersion.IPV6);
        eth0 = net.at("r1:eth0");
    }

    private Route route(String prefix, String gateway) {
        return Route.to(IpPrefix.parse(prefix), RouteProtocol.STATIC, NextHop.via(Ipv6Address.parse(gateway), eth0));
    }

    private String lookup(String address) {
        RouteEntry entry = fib.lookup(Ipv6Address.parse(address));
        return entry == null
                ? "none"
                : entry.route().prefix() + " metric " + entry.route().metric();
    }

    @Test
    void the_longest_prefix_wins_and_then_the_lowest_metric() {
        fib.add(route("::/0", "fe80::1"));
        fib.add(route("2001:db8::/32", "fe80::1"));
        fib.add(route("2001:db8:0:1::/64", "fe80::1").withMetric(1024));
        fib.add(route("2001:db8:0:1::/64", "fe80::2").withMetric(20));
        fib.add(route("2001:db8:0:1::7/128", "fe80::1"));
        assertThat(lookup("2001:db8:0:1::7")).isEqualTo("2001:db8:0:1::7/128 metric 0");
        assertThat(lookup("2001:db8:0:1::8")).isEqualTo("2001:db8:0:1::/64 metric 20");
        assertThat(lookup("2001:db8:0:2::8")).isEqualTo("2001:db8::/32 metric 0");
        assertThat(lookup("2001:db9::1")).isEqualTo("::/0 metric 0");
        fib.remove(IpPrefix.parse("2001:db8:0:1::/64"), 20);
        assertThat(lookup("2001:db8:0:1::8")).isEqualTo("2001:db8:0:1::/64 metric 1024");
        fib.remove(Ipv6Prefix.DEFAULT_ROUTE, 0);
        assertThat(lookup("2001:db9::1")).isEqualTo("none");
    }

    @Test
    void a_route_of_the_other_version_is_refused() {
        assertThatThrownBy(() -> fib.add(route("10.0.0.0/8", "fe80::1"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fib.remove(IpPrefix.parse("10.0.0.0/8"), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void random_tables_answer_as_a_search_through_all_routes_does() {
        Random random = new Random(6);
        List<Route> model = new ArrayList<>();
        for (int step = 0; step < 4_000; step++) {
            Ipv6Prefix prefix = new Ipv6Prefix(randomAddress(random), random.nextInt(129));
            Route route =
                    Route.to(prefix, RouteProtocol.STATIC, NextHop.on(eth0)).withMetric(random.nextInt(3));
            boolean known = model.removeIf(each -> each.prefix().equals(prefix) && each.metric() == route.metric());
            if (random.nextInt(3) > 0) {
                fib.replace(route);
                model.add(route);
            } else {
                assertThat(fib.remove(prefix, route.metric())).isEqualTo(known);
            }
            Ipv6Address target = randomAddress(random);
            RouteEntry found = fib.lookup(target.high(), target.low());
            Route best = model.stream()
                    .filter(each -> each.prefix().contains(target))
                    .min(Comparator.<Route>comparingInt(each -> -each.prefix().length())
                            .thenComparingInt(Route::metric))
                    .orElse(null);
            assertThat(found == null ? null : found.route()).isEqualTo(best);
        }
        assertThat(fib.routes()).hasSameSizeAs(model);
    }

    /** Few bits vary, so that prefixes nest and meet. */
    private static Ipv6Address randomAddress(Random random) {
        long high = 0x2001_0DB8_0000_0000L | random.nextInt(4) << 14;
        return new Ipv6Address(high, (long) random.nextInt(4) << 62 | random.nextInt(4));
    }
}
