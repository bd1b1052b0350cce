package io.sextant.topology.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.topology.TestNet;
import io.sextant.topology.device.Ipv6InterfaceAddress;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteKind;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.link.Switch;
import io.sextant.topology.neighbour.NeighbourEntry;
import io.sextant.topology.neighbour.NeighbourState;
import java.util.List;
import org.junit.jupiter.api.Test;

class Ipv6PingTest {

    private final TestNet net = new TestNet();

    private void send(EchoSession ping, int times) {
        for (int sequence = 1; sequence <= times; sequence++) {
            assertThat(ping.send(sequence, 56)).isTrue();
            net.runFor(1);
        }
    }

    private static List<String> addresses(Host host, String device) {
        return host.interfaceNamed(device).orElseThrow().ipv6Addresses().stream()
                .map(Ipv6InterfaceAddress::toString)
                .toList();
    }

    @Test
    void hosts_on_a_switch_find_each_other_by_neighbour_discovery() {
        Host a = net.host("a", "eth0 2001:db8::1/64");
        Host b = net.host("b", "eth0 2001:db8::2/64");
        Host c = net.host("c", "eth0 2001:db8::3/64");
        Switch bridge = net.bridge("sw");
        net.cable("a:eth0", bridge);
        net.cable("b:eth0", bridge);
        net.cable("c:eth0", bridge);
        List<String> frames = net.capture("c:eth0");
        send(net.ping(a, "2001:db8::2", 7), 2);
        assertThat(net.log)
                .containsExactly("reply from 2001:db8::2 seq 1 ttl 64 64", "reply from 2001:db8::2 seq 2 ttl 64 64");
        assertThat(net.drops).isEmpty();
        assertThat(frames).as("the solicitation is flooded, nothing else").hasSize(1);
        assertThat(frames.get(0)).startsWith("< 3333ff000002");
        assertThat(a.ipv6().neighbours().entries())
                .extracting(NeighbourEntry::address, NeighbourEntry::state)
                .containsExactly(tuple(Ipv6Address.parse("2001:db8::2"), NeighbourState.REACHABLE));
        assertThat(b.ipv6().neighbours().entries())
                .extracting(NeighbourEntry::state)
                .hasSize(1);
        assertThat(c.ipv6().neighbours().entries()).isEmpty();
    }

    @Test
    void an_address_brings_the_loopbacks_and_every_interfaces_link_local_one() {
        Host a = net.host("a", "eth0 10.0.0.1/24", "eth1");
        assertThat(a.ipv6().isOn()).isFalse();
        assertThat(addresses(a, "eth0")).isEmpty();
        net.at("a:eth1").addAddress(Ipv6InterfaceAddress.parse("2001:db8::1/64"));
        assertThat(addresses(a, "lo")).containsExactly("::1/128");
        assertThat(addresses(a, "eth0")).containsExactly("fe80::ff:fe00:1/64");
        assertThat(addresses(a, "eth1")).containsExactly("2001:db8::1/64", "fe80::ff:fe00:2/64");
        assertThat(a.isLocal(Ipv6Address.parse("fe80::ff:fe00:1"))).isTrue();
        a.addInterface("eth2", net.nextMac(), 1500);
        assertThat(addresses(a, "eth2")).containsExactly("fe80::ff:fe00:3/64");
        assertThat(a.fib(IpVersion.IPV6).routes())
                .extracting(route -> route.prefix() + " metric " + route.metric())
                .containsExactly("2001:db8::/64 metric 256");
        net.at("a:eth1").removeAddress(Ipv6Address.parse("2001:db8::1"));
        assertThat(a.fib(IpVersion.IPV6).routes()).isEmpty();
        assertThat(a.isLocal(Ipv6Address.parse("2001:db8::1"))).isFalse();
    }

    @Test
    void a_host_answers_itself_over_the_loopback() {
        Host a = net.host("a", "eth0 2001:db8::1/64");
        send(net.ping(a, "::1", 1), 1);
        send(net.ping(a, "2001:db8::1", 2), 1);
        assertThat(net.log).containsExactly("reply from ::1 seq 1 ttl 64 64", "reply from 2001:db8::1 seq 1 ttl 64 64");
    }

    @Test
    void a_neighbour_that_does_not_answer_three_solicitations_is_unreachable() {
        Host a = net.host("a", "eth0 2001:db8::1/64");
        net.host("b", "eth0 2001:db8::2/64");
        net.cable("a:eth0", "b:eth0");
        List<String> frames = net.capture("b:eth0");
        EchoSession ping = net.ping(a, "2001:db8::9", 1);
        ping.send(1, 56);
        net.runFor(4);
        assertThat(net.log).containsExactly("from 2001:db8::1 type 1 code 3 seq 1");
        assertThat(net.drops).containsExactly("3.000000000 s a:eth0 nd-failed");
        assertThat(frames).hasSize(3).allMatch(frame -> frame.startsWith("< 3333ff000009"));
        assertThat(a.ipv6().neighbours().entries())
                .extracting(NeighbourEntry::state)
                .containsExactly(NeighbourState.FAILED);
    }

    private Host clientRouterServer() {
        Host client = net.host("c", "eth0 2001:db8:1::2/64");
        Host router = net.router("r", "eth0 2001:db8:1::1/64", "eth1 2001:db8:2::1/64");
        Host server = net.host("s", "eth0 2001:db8:2::2/64");
        net.cable("c:eth0", "r:eth0");
        net.cable("r:eth1", "s:eth0");
        net.route(client, "::/0", "2001:db8:1::1", "eth0");
        net.route(server, "::/0", "2001:db8:2::1", "eth0");
        return router;
    }

    @Test
    void a_router_forwards_and_takes_one_from_the_hop_limit() {
        clientRouterServer();
        Host client = net.network.part(Host.class, "c").orElseThrow();
        send(net.ping(client, "2001:db8:2::2", 1), 1);
        assertThat(net.log).containsExactly("reply from 2001:db8:2::2 seq 1 ttl 63 64");
        assertThat(net.drops).isEmpty();
        assertThat(client.ipv6().neighbours().entries())
                .extracting(NeighbourEntry::router)
                .containsExactly(true);
    }

    @Test
    void a_router_tells_why_it_does_not_forward() {
        Host router = clientRouterServer();
        Host client = net.network.part(Host.class, "c").orElseThrow();
        router.ipv6().sysctl().setIcmpRateLimitNanos(0);
        RouteProtocol by = RouteProtocol.BOOT;
        router.fib(IpVersion.IPV6).add(Route.dead(IpPrefix.parse("2001:db8:4::/48"), RouteKind.PROHIBIT, by));
        router.fib(IpVersion.IPV6).add(Route.dead(IpPrefix.parse("2001:db8:5::/48"), RouteKind.BLACKHOLE, by));
        send(net.ping(client, "2001:db8:3::1", 1), 1);
        send(net.ping(client, "2001:db8:4::1", 2), 1);
        send(net.ping(client, "2001:db8:5::1", 3), 1);
        EchoSession doomed = client.icmp().ping(Ipv6Address.parse("2001:db8:2::2"), 4, 1, new EchoHandler() {
            @Override
            public void onReply(EchoSession session, IpAddress from, int sequence, int ttl, int icmpOctets) {
                net.log.add("no reply is due");
            }

            @Override
            public void onError(EchoSession session, int sequence, IcmpError error) {
                net.log.add(error.isTimeExceeded() + " from " + error.reporter());
            }
        });
        send(doomed, 1);
        assertThat(net.log)
                .containsExactly(
                        "from 2001:db8:1::1 type 1 code 0 seq 1",
                        "from 2001:db8:1::1 type 1 code 1 seq 1",
                        "true from 2001:db8:1::1");
        assertThat(net.drops)
                .extracting(line -> line.substring(line.indexOf(" s ") + 3))
                .containsExactly(
                        "r:eth0 no-route", "r:eth0 prohibited", "r:eth0 blackhole", "r:eth0 hop-limit-exceeded");
    }

    @Test
    void a_host_without_forwarding_drops_what_is_not_its_own() {
        Host router = clientRouterServer();
        router.ipv6().sysctl().setForwarding(false);
        Host client = net.network.part(Host.class, "c").orElseThrow();
        send(net.ping(client, "2001:db8:2::2", 1), 1);
        assertThat(net.log).isEmpty();
        assertThat(net.drops).hasSize(1).allMatch(line -> line.endsWith("r:eth0 forwarding-off"));
    }

    @Test
    void errors_are_limited_to_a_burst_of_six_and_four_a_second_for_a_slash_64() {
        clientRouterServer();
        Host client = net.network.part(Host.class, "c").orElseThrow();
        EchoSession ping = net.ping(client, "2001:db8:3::1", 1);
        for (int i = 0; i < 100; i++) {
            ping.send(i, 8);
            net.runFor(0.1);
        }
        // 6 at once, then 4 a second over the 9.9 s between the first and the last.
        assertThat(net.log).hasSizeBetween(42, 46);
    }

    @Test
    void without_a_route_nothing_is_sent() {
        Host a = net.host("a", "eth0 2001:db8::1/64");
        assertThat(net.ping(a, "2001:db9::1", 1).send(1, 56)).isFalse();
        assertThat(a.ipv6().sourceFor(Ipv6Address.parse("2001:db9::1"))).isEmpty();
        assertThat(a.ipv6().sourceFor(Ipv6Address.parse("2001:db8::7"))).contains(Ipv6Address.parse("2001:db8::1"));
    }
}
