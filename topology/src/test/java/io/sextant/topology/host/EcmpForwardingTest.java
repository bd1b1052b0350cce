package io.sextant.topology.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.topology.TestNet;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.ecmp.FlowHash;
import io.sextant.topology.ecmp.HashPolicy;
import io.sextant.topology.ecmp.HashThresholdGroup;
import io.sextant.topology.ecmp.KernelProfile;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteProtocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client, a router, and six nodes that all own the service address. */
class EcmpForwardingTest {

    private static final Ipv4Address SERVICE = Ipv4Address.parse("172.16.10.0");
    private static final int SEED = 0x1234_5678;

    private final TestNet net = new TestNet();
    private final List<Host> nodes = new ArrayList<>();
    private final List<NextHop> hops = new ArrayList<>();
    private final List<String> served = new ArrayList<>();
    private Host client;
    private Host router;

    @BeforeEach
    void clientRouterAndSixNodes() {
        client = net.host("c1", "eth0 10.0.0.2/24");
        router = net.router("r1", "eth0 10.0.0.1/24", "eth1 10.0.1.1/24");
        router.sysctl().setHashPolicy(HashPolicy.LAYER_4).setHashSeed(SEED);
        net.cable("c1:eth0", "r1:eth0");
        net.route(client, "0.0.0.0/0", "10.0.0.1", "eth0");
        var bridge = net.bridge("sw");
        net.cable("r1:eth1", bridge);
        for (int i = 0; i < 6; i++) {
            String name = "n" + i;
            Host node = net.host(name, "eth0 10.0.1.1" + i + "/24");
            net.cable(name + ":eth0", bridge);
            net.route(node, "0.0.0.0/0", "10.0.1.1", "eth0");
            node.loopback().addAddress(new InterfaceAddress(SERVICE, 32));
            serve(node);
            nodes.add(node);
            hops.add(NextHop.via(Ipv4Address.parse("10.0.1.1" + i), net.at("r1:eth1")));
        }
        router.fib()
                .add(Route.to(new Ipv4Prefix(SERVICE, 32), RouteProtocol.BGP, hops.toArray(new NextHop[0]))
                        .withNexthopId(30));
        for (NextHop hop : hops) {
            solicit(hop);
        }
        net.ping(client, "10.0.0.1", 1).send(1, 8);
        net.runFor(1);
    }

    /** Sockets do not outlive a power cut, so this is called again after one. */
    private void serve(Host node) {
        node.udp().bind(SERVICE, 53, (socket, remote, port, octets, offset, length) -> served.add(node.name()));
    }

    private void solicit(NextHop hop) {
        router.neighbours().solicit(hop.device(), (int)
                Objects.requireNonNull(hop.gateway()).low());
    }

    private int expected(int sourcePort) {
        FlowHash hash = new FlowHash(KernelProfile.LINUX_6_18, HashPolicy.LAYER_4, SEED);
        int hash31 = hash.hash31OfLocalIpv4(Ipv4Address.parse("10.0.0.2").bits(), SERVICE.bits(), 17, sourcePort, 53);
        return new HashThresholdGroup(HashThresholdGroup.Kind.NEXTHOP_OBJECTS, 1, 1, 1, 1, 1, 1).select(hash31);
    }

    private String send(int sourcePort) {
        served.clear();
        UdpSocket socket = client.udp().bind(null, sourcePort, (s, a, p, b, o, l) -> {});
        socket.send(SERVICE, 53, new byte[10]);
        socket.close();
        net.runFor(0.01);
        return String.join(",", served);
    }

    @Test
    void every_flow_goes_to_the_node_linux_would_choose() {
        int[] counts = new int[6];
        for (int port = 10_000; port < 10_300; port++) {
            int node = expected(port);
            assertThat(send(port)).isEqualTo("n" + node);
            counts[node]++;
        }
        assertThat(Arrays.stream(counts)).allMatch(count -> count > 25 && count < 75);
    }

    @Test
    void a_node_that_fails_arp_loses_its_flows_to_the_next_and_the_others_keep_theirs() {
        nodes.get(2).powerOff();
        // STALE after at most 45 s, then 5 s of delay and 3 s of probes.
        for (int i = 0; i < 60; i++) {
            send(20_000 + i);
            net.runFor(1);
        }
        int moved = 0;
        for (int port = 10_000; port < 10_100; port++) {
            int node = expected(port);
            assertThat(send(port)).isEqualTo("n" + (node == 2 ? 3 : node));
            moved += node == 2 ? 1 : 0;
        }
        assertThat(moved).isPositive();
        nodes.get(2).powerOn();
        serve(nodes.get(2));
        net.runFor(1);
        solicit(hops.get(2));
        net.runFor(1);
        for (int port = 10_000; port < 10_100; port++) {
            assertThat(send(port)).isEqualTo("n" + expected(port));
        }
    }
}
