package io.sextant.topology.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.topology.TestNet;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.TapPoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class PingTest {

    private final TestNet net = new TestNet();

    /** c1 10.0.0.2 - 10.0.0.1 r1 10.0.1.1 - 10.0.1.2 c2. */
    private Host twoHostsAndARouter() {
        Host c1 = net.host("c1", "eth0 10.0.0.2/24");
        net.router("r1", "eth0 10.0.0.1/24", "eth1 10.0.1.1/24");
        Host c2 = net.host("c2", "eth0 10.0.1.2/24");
        net.cable("c1:eth0", "r1:eth0");
        net.cable("r1:eth1", "c2:eth0");
        net.route(c1, "0.0.0.0/0", "10.0.0.1", "eth0");
        net.route(c2, "0.0.0.0/0", "10.0.1.1", "eth0");
        return c1;
    }

    @Test
    void a_ping_across_a_router_comes_back_with_one_hop_less() {
        Host c1 = twoHostsAndARouter();
        net.ping(c1, "10.0.1.2", 7).send(1, 56);
        net.runFor(1);
        assertThat(net.log).containsExactly("reply from 10.0.1.2 seq 1 ttl 63 64");
        assertThat(net.drops).isEmpty();
    }

    @Test
    void the_octets_of_a_first_ping_are_those_of_linux() {
        Host c1 = twoHostsAndARouter();
        List<String> frames = net.capture("c1:eth0");
        net.ping(c1, "10.0.1.2", 7).send(1, 8);
        net.runFor(1);
        assertThat(frames.get(0))
                .isEqualTo(
                        "> ffffffffffff 020000000001 0806 0001 0800 06 04 0001 020000000001 0a000002 000000000000 0a000001"
                                .replaceAll("(?<=[0-9a-f]) ", ""));
        assertThat(frames.get(1))
                .isEqualTo(
                        "< 020000000001 020000000002 0806 0001 0800 06 04 0002 020000000002 0a000001 020000000001 0a000002"
                                .replaceAll("(?<=[0-9a-f]) ", ""));
        // The identification is drawn; its four digits and those of the checksum after TTL and protocol vary.
        assertThat(frames.get(2))
                .matches("> 020000000002 020000000001 0800 4500 0024 .... 4000 40 01 .... 0a000002 0a000102 "
                                .replace(" ", "")
                                .replace(">", "> ")
                        + "0800 .... 0007 0001 0001020304050607".replace(" ", ""));
        assertThat(frames).hasSize(4);
    }

    @Test
    void a_ping_to_oneself_uses_the_loopback() {
        Host c1 = twoHostsAndARouter();
        net.tap("c1:lo", TapPoint.INTERFACE);
        net.ping(c1, "10.0.0.2", 7).send(1, 56);
        net.runFor(1);
        assertThat(net.log)
                .containsExactly(
                        "c1:lo INTERFACE out",
                        "c1:lo INTERFACE in",
                        "c1:lo INTERFACE out",
                        "c1:lo INTERFACE in",
                        "reply from 10.0.0.2 seq 1 ttl 64 64");
    }

    @Test
    void without_a_route_nothing_is_sent() {
        Host c1 = net.host("c1", "eth0 10.0.0.2/24");
        assertThat(net.ping(c1, "10.0.1.2", 7).send(1, 56)).isFalse();
        assertThat(net.drops).isEmpty();
    }

    @Test
    void a_router_without_a_route_says_network_unreachable() {
        Host c1 = twoHostsAndARouter();
        net.ping(c1, "10.9.9.9", 7).send(1, 56);
        net.runFor(1);
        assertThat(net.log).containsExactly("from 10.0.0.1 type 3 code 0 seq 1");
        assertThat(net.drops).hasSize(1).allMatch(line -> line.endsWith("r1:eth0 no-route"));
    }

    @Test
    void a_loop_between_two_routers_ends_with_time_exceeded() {
        Host c1 = net.host("c1", "eth0 10.0.0.2/24");
        Host r1 = net.router("r1", "eth0 10.0.0.1/24", "eth1 10.0.1.1/24");
        Host r2 = net.router("r2", "eth0 10.0.1.2/24");
        net.cable("c1:eth0", "r1:eth0");
        net.cable("r1:eth1", "r2:eth0");
        net.route(c1, "0.0.0.0/0", "10.0.0.1", "eth0");
        net.route(r1, "0.0.0.0/0", "10.0.1.2", "eth1");
        net.route(r2, "0.0.0.0/0", "10.0.1.1", "eth0");
        net.ping(c1, "172.16.10.0", 7).send(1, 56);
        net.runFor(1);
        // 64 at c1, 64 seen by r1, 63 by r2 ... 1 by r2: an even number of hops between.
        assertThat(net.log).containsExactly("from 10.0.1.2 type 11 code 0 seq 1");
        assertThat(net.drops).hasSize(1).allMatch(line -> line.endsWith("r2:eth0 ttl-exceeded"));
        assertThat(net.at("r2:eth0").counters().receivedPackets()).isGreaterThan(31);
    }

    @Test
    void errors_to_one_peer_are_limited_to_six_at_once_and_one_a_second() {
        Host c1 = twoHostsAndARouter();
        EchoSession ping = net.ping(c1, "10.9.9.9", 7);
        ping.send(0, 56);
        net.runFor(0.1);
        for (int i = 1; i < 20; i++) {
            ping.send(i, 56);
        }
        net.runFor(0.1);
        assertThat(net.log).hasSize(6);
        net.runFor(1);
        ping.send(20, 56);
        ping.send(21, 56);
        net.runFor(0.1);
        assertThat(net.log).hasSize(7);
    }

    @Test
    void a_host_that_does_not_forward_drops_without_a_word() {
        Host c1 = twoHostsAndARouter();
        net.network.part(Host.class, "r1").orElseThrow().sysctl().setIpForward(false);
        net.ping(c1, "10.0.1.2", 7).send(1, 56);
        net.runFor(1);
        assertThat(net.log).isEmpty();
        assertThat(net.drops).hasSize(1).allMatch(line -> line.endsWith("r1:eth0 forwarding-off"));
    }

    @Test
    void a_packet_longer_than_the_next_link_earns_fragmentation_needed_with_its_mtu() {
        Host c1 = net.host("c1", "eth0 10.0.0.2/24");
        Host r1 = net.router("r1", "eth0 10.0.0.1/24");
        r1.addInterface("eth1", net.nextMac(), 1400).addAddress(InterfaceAddress.parse("10.0.1.1/24"));
        net.cable("c1:eth0", "r1:eth0");
        net.route(c1, "0.0.0.0/0", "10.0.0.1", "eth0");
        int[] mtu = new int[1];
        c1.icmp().addErrorListener(error -> mtu[0] = error.rest());
        net.ping(c1, "10.0.1.2", 7).send(1, 1400);
        net.runFor(1);
        assertThat(net.log).containsExactly("from 10.0.0.1 type 3 code 4 seq 1");
        assertThat(mtu[0]).isEqualTo(1400);
    }

    @Test
    void a_router_redirects_a_neighbour_that_could_have_gone_directly() {
        Host c1 = net.host("c1", "eth0 10.0.0.2/24");
        Host r1 = net.router("r1", "eth0 10.0.0.1/24");
        Host r2 = net.router("r2", "eth0 10.0.0.3/24", "eth1 10.0.1.1/24");
        var bridge = net.bridge("sw");
        net.cable("c1:eth0", bridge);
        net.cable("r1:eth0", bridge);
        net.cable("r2:eth0", bridge);
        net.route(c1, "10.0.1.0/24", "10.0.0.1", "eth0");
        net.route(r1, "10.0.1.0/24", "10.0.0.3", "eth0");
        net.ping(c1, "10.0.1.1", 7).send(1, 56);
        net.runFor(1);
        assertThat(net.log).containsExactly("from 10.0.0.1 type 5 code 1 seq 1", "reply from 10.0.1.1 seq 1 ttl 64 64");
        assertThat(r2.isLocal(Ipv4Address.parse("10.0.1.1"))).isTrue();
    }

    @Test
    void strict_reverse_path_filtering_drops_what_came_in_by_the_wrong_interface() {
        Host c1 = twoHostsAndARouter();
        Host r1 = net.network.part(Host.class, "r1").orElseThrow();
        r1.sysctl().setRpFilter(Sysctl.ReversePathFilter.STRICT);
        // An address r1 would look for behind eth1.
        net.at("c1:eth0").addAddress(InterfaceAddress.parse("10.0.1.77/32"));
        UdpSocket socket = c1.udp().bind(Ipv4Address.parse("10.0.1.77"), 5000, (s, a, p, b, o, l) -> {});
        socket.send(Ipv4Address.parse("10.0.1.2"), 9, new byte[4]);
        net.runFor(1);
        assertThat(net.drops).hasSize(1).allMatch(line -> line.endsWith("r1:eth0 rp-filter"));
    }
}
