package io.sextant.topology.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.address.Ipv6Prefix;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.topology.TestNet;
import io.sextant.topology.device.Ipv6InterfaceAddress;
import io.sextant.topology.device.TapPoint;
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

/** Six nodes serve one address over IPv6; the router's choice is {@link FlowHash}'s, which the kernel's vectors prove. */
class Ipv6EcmpForwardingTest {

    private static final Ipv6Address SERVICE = Ipv6Address.parse("2001:db8:ffff::1");
    private static final int SEED = 0x5EED_0006;

    private final TestNet net = new TestNet();
    private final List<Host> nodes = new ArrayList<>();
    private final List<NextHop> hops = new ArrayList<>();
    private final List<String> served = new ArrayList<>();
    private final List<Integer> choices = new ArrayList<>();
    private FlowHash hash = new FlowHash(KernelProfile.LINUX_6_18, HashPolicy.LAYER_3, SEED);
    private Host client;
    private Host router;

    @BeforeEach
    void clientRouterAndSixNodes() {
        client = net.host("c1", "eth0 2001:db8:1::2/64");
        router = net.router("r1", "eth0 2001:db8:1::1/64", "eth1 2001:db8:2::1/64");
        router.sysctl().setHashSeed(SEED);
        net.cable("c1:eth0", "r1:eth0");
        net.route(client, "::/0", "2001:db8:1::1", "eth0");
        var bridge = net.bridge("sw");
        net.cable("r1:eth1", bridge);
        for (int i = 0; i < 6; i++) {
            String name = "n" + i;
            Host node = net.host(name, "eth0 2001:db8:2::1" + i + "/64");
            net.cable(name + ":eth0", bridge);
            node.loopback().addAddress(new Ipv6InterfaceAddress(SERVICE, 128));
            serve(node);
            nodes.add(node);
            hops.add(NextHop.via(Ipv6Address.parse("2001:db8:2::1" + i), net.at("r1:eth1")));
        }
        router.fib(IpVersion.IPV6)
                .add(Route.to(new Ipv6Prefix(SERVICE, 128), RouteProtocol.BGP, hops.toArray(new NextHop[0]))
                        .withMetric(20)
                        .withNexthopId(30));
        HashThresholdGroup group = new HashThresholdGroup(HashThresholdGroup.Kind.NEXTHOP_OBJECTS, 1, 1, 1, 1, 1, 1);
        net.at("r1:eth0").addTap(TapPoint.INTERFACE, (now, at, where, outbound, frame, verdict) -> {
            int ip = frame.start() + 14;
            if (!outbound && Ipv6.nextHeader(frame.octets(), ip) == 17) {
                choices.add(group.select(hash.hash31(frame.octets(), ip)));
            }
        });
        hops.forEach(hop -> solicit(hop));
        send(9_999);
        net.runFor(1);
    }

    private void solicit(NextHop hop) {
        router.ipv6().neighbours().solicit(hop.device(), Objects.requireNonNull(hop.gateway()));
    }

    private void serve(Host node) {
        node.udp().bind(SERVICE, 53, new UdpHandler() {
            @Override
            public void onDatagram(UdpSocket socket, int remote, int port, byte[] octets, int offset, int length) {}

            @Override
            public void onDatagram(
                    UdpSocket socket, Ipv6Address remote, int port, byte[] octets, int offset, int length) {
                served.add(node.name());
            }
        });
    }

    private String send(int sourcePort) {
        served.clear();
        choices.clear();
        UdpSocket socket = client.udp().bind(Ipv6Address.ANY, sourcePort, (s, a, p, b, o, l) -> {});
        socket.send(SERVICE, 53, new byte[10]);
        socket.close();
        net.runFor(0.01);
        return String.join(",", served);
    }

    @Test
    void policy_0_follows_the_flow_label_which_every_socket_draws_anew() {
        int[] counts = new int[6];
        for (int port = 10_000; port < 10_300; port++) {
            String node = send(port);
            assertThat(choices).hasSize(1);
            assertThat(node).isEqualTo("n" + choices.get(0));
            counts[choices.get(0)]++;
        }
        assertThat(Arrays.stream(counts)).allMatch(count -> count > 25 && count < 75);
    }

    @Test
    void policy_0_without_labels_sends_one_pair_of_hosts_one_way() {
        client.ipv6().sysctl().setAutoFlowLabels(false);
        String first = send(10_000);
        for (int port = 10_001; port < 10_050; port++) {
            assertThat(send(port)).isEqualTo(first).isEqualTo("n" + choices.get(0));
        }
    }

    @Test
    void policy_1_follows_the_ports() {
        router.ipv6().sysctl().setHashPolicy(HashPolicy.LAYER_4);
        hash = new FlowHash(KernelProfile.LINUX_6_18, HashPolicy.LAYER_4, SEED);
        client.ipv6().sysctl().setAutoFlowLabels(false);
        List<String> used = new ArrayList<>();
        for (int port = 10_000; port < 10_100; port++) {
            used.add(send(port));
            assertThat(used.get(used.size() - 1)).isEqualTo("n" + choices.get(0));
        }
        assertThat(used.stream().distinct()).hasSize(6);
    }

    @Test
    void a_node_that_fails_discovery_loses_its_flows_to_the_next_and_the_others_keep_theirs() {
        nodes.get(2).powerOff();
        // STALE after at most 45 s, then 5 s of delay and 3 s of probes.
        for (int i = 0; i < 60; i++) {
            send(20_000 + i);
            net.runFor(1);
        }
        int moved = 0;
        for (int port = 10_000; port < 10_100; port++) {
            String node = send(port);
            int wanted = choices.get(0);
            assertThat(node).isEqualTo("n" + (wanted == 2 ? 3 : wanted));
            moved += wanted == 2 ? 1 : 0;
        }
        assertThat(moved).isPositive();
    }
}
