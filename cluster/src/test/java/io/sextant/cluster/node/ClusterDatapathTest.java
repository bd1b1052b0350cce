package io.sextant.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.cluster.datapath.CiliumProfile;
import io.sextant.cluster.datapath.Datapath;
import io.sextant.cluster.datapath.RoutingMode;
import io.sextant.cluster.kubernetes.KubeNode;
import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.cluster.kubernetes.Pod;
import io.sextant.cluster.kubernetes.TrafficPolicy;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.TapPoint;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.host.EchoHandler;
import io.sextant.topology.host.EchoSession;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.IcmpError;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterDatapathTest {

    private static final String POD = "default/web1-696bfbbbc4-jnxbc:80";
    private static final Ipv4Address CLUSTER_IP = Ipv4Address.parse("10.106.236.120");

    @Test
    void a_service_without_endpoints_drops_and_says_why() {
        ArticleLab lab = ArticleLab.started(CiliumProfile.V1_10);
        lab.routeVipTo(21);
        lab.cluster.controlPlane().scale(ArticleLab.WEB, 0);
        lab.run(5 * ArticleLab.SECOND);

        lab.curl(lab.router, ArticleLab.VIP, 80, 40000);

        assertThat(lab.flows("k8s-worker1"))
                .contains("192.168.1.1:40000 <> 172.16.10.0:80 Service backend not found DROPPED (TCP Flags: SYN)");
        assertThat(lab.drops).anyMatch(line -> line.endsWith("k8s-worker1:enp7s0 service-backend-not-found"));
    }

    @Test
    void a_client_outside_the_source_ranges_is_denied() {
        ArticleLab lab = ArticleLab.of(ClusterSettings.ARTICLE, 1);
        lab.cluster
                .controlPlane()
                .store()
                .services()
                .put(lab.cluster
                        .controlPlane()
                        .store()
                        .services()
                        .require(ArticleLab.WEB_SERVICE)
                        .withSourceRanges(List.of(Ipv4Prefix.parse("192.168.10.0/24"))));
        lab.start();
        lab.routeVipTo(21);
        lab.curl(lab.router, ArticleLab.VIP, 80, 40000);

        assertThat(lab.flows("k8s-worker1").get(0))
                .isEqualTo("192.168.1.1:40000 <> 172.16.10.0:80 Denied by LB src range check DROPPED (TCP Flags: SYN)");
    }

    @Test
    void a_cluster_ip_is_not_served_to_the_outside() {
        ArticleLab lab = ArticleLab.started(CiliumProfile.V1_10);
        route(lab, CLUSTER_IP, 21);
        lab.curl(lab.router, CLUSTER_IP, 80, 40000);

        assertThat(lab.flows("k8s-worker1").get(0)).contains("Is a ClusterIP DROPPED");
    }

    @Test
    void a_node_port_is_served_at_the_nodes_address() {
        ArticleLab lab = ArticleLab.started(CiliumProfile.V1_10);

        assertThat(lab.curl(lab.router, Ipv4Address.parse("192.168.1.23"), 30256, 40000).received)
                .isEqualTo(655);
    }

    @Test
    void a_flow_that_moves_to_another_node_is_reset_by_the_pod() {
        ArticleLab lab = ArticleLab.started(CiliumProfile.V1_10);
        lab.routeVipTo(21);
        TinyCurl curl = new TinyCurl(lab.router, ArticleLab.VIP, 80, 40000).keepOpen();
        lab.run(ArticleLab.SECOND);
        assertThat(curl.received).isEqualTo(655);

        lab.routeVipTo(23);
        curl.get();
        lab.run(ArticleLab.SECOND);

        assertThat(curl.end).isEqualTo("RESET");
        assertThat(lab.flows("k8s-worker3"))
                .anyMatch(line -> line.endsWith("to-overlay FORWARDED (TCP Flags: ACK, PSH)"));
    }

    @Test
    void a_flow_that_moves_between_backends_nodes_survives_where_the_client_address_is_kept() {
        ArticleLab lab = ArticleLab.started(CiliumProfile.V1_10);
        lab.routeVipTo(22);
        TinyCurl curl = new TinyCurl(lab.router, ArticleLab.VIP, 80, 40000).keepOpen();
        lab.run(ArticleLab.SECOND);
        lab.cluster.agent("k8s-worker2").kill();
        curl.get();
        lab.run(ArticleLab.SECOND);

        assertThat(curl.received).isEqualTo(2 * 655);
    }

    @Test
    void policy_local_serves_only_where_the_pod_is_and_keeps_the_clients_address() {
        ArticleLab lab = ArticleLab.of(ClusterSettings.ARTICLE, 1);
        lab.cluster
                .controlPlane()
                .store()
                .services()
                .put(lab.cluster
                        .controlPlane()
                        .store()
                        .services()
                        .require(ArticleLab.WEB_SERVICE)
                        .withTrafficPolicy(TrafficPolicy.LOCAL));
        lab.start();
        lab.routeVipTo(22);
        assertThat(lab.curl(lab.router, ArticleLab.VIP, 80, 40000).received).isEqualTo(655);

        lab.routeVipTo(21);
        assertThat(lab.curl(lab.router, ArticleLab.VIP, 80, 40001).received).isZero();
        assertThat(lab.flows("k8s-worker1").get(0)).contains("Service backend not found DROPPED");
    }

    @Test
    void ping_to_the_vip_is_the_stacks_and_vanishes_where_the_default_route_leads_nowhere() {
        ArticleLab lab = ArticleLab.started(CiliumProfile.V1_10);
        lab.routeVipTo(21);
        List<String> answers = ping(lab, lab.client);

        // The node has no route to the VIP and none to the client either, so that not even an error comes back.
        assertThat(answers).isEmpty();
        assertThat(lab.drops).anyMatch(line -> line.contains("k8s-worker1") && line.endsWith("no-route"));
        assertThat(lab.flows("k8s-worker1")).isEmpty();
    }

    @Test
    void ping_to_the_vip_loops_until_its_time_is_up_where_the_default_gateway_is_the_router() {
        ArticleLab lab = ArticleLab.started(CiliumProfile.V1_10);
        lab.routeVipTo(21);
        Host worker1 = lab.host("k8s-worker1");
        worker1.fib()
                .add(Route.to(
                        Ipv4Prefix.DEFAULT_ROUTE,
                        RouteProtocol.STATIC,
                        NextHop.via(
                                Ipv4Address.parse("192.168.1.1"),
                                worker1.interfaceNamed("enp7s0").orElseThrow())));
        List<String> answers = ping(lab, lab.client);

        assertThat(answers).as(lab.drops.toString()).anyMatch(line -> line.startsWith("error 11/0 from 192.168.1"));
        assertThat(lab.drops).as("drops").anyMatch(line -> line.endsWith("ttl-exceeded"));
    }

    @Test
    void pods_of_different_nodes_talk_through_the_tunnel_with_their_own_addresses() {
        ArticleLab lab = ArticleLab.of(ClusterSettings.ARTICLE, 2);
        lab.start();
        Pod other = lab.cluster.controlPlane().podsOn("k8s-worker3").get(0);
        Host otherHost = lab.cluster.podHost(other.name()).orElseThrow();

        assertThat(lab.curl(otherHost, ArticleLab.WEB_POD_IP, 80, 41000).received)
                .isEqualTo(655);
        assertThat(lab.flows("k8s-worker2").get(0))
                .isEqualTo(other.name() + ":41000 -> " + POD + " to-endpoint FORWARDED (TCP Flags: SYN)");
        assertThat(lab.flows("k8s-worker3").get(0))
                .isEqualTo(other.name() + ":41000 <> " + POD + " to-overlay FORWARDED (TCP Flags: SYN)");
    }

    @Test
    void a_program_on_a_node_is_connected_to_a_backend_itself() {
        ArticleLab lab = ArticleLab.started(CiliumProfile.V1_10);

        Datapath.SocketTarget target = lab.cluster.connectFrom("k8s-worker3", CLUSTER_IP, 80);
        assertThat(target).isEqualTo(new Datapath.SocketTarget(ArticleLab.WEB_POD_IP, 80));
        assertThat(lab.curl(lab.host("k8s-worker3"), target.address(), target.port(), 42000).received)
                .isEqualTo(655);
        assertThat(lab.cluster.connectFrom("k8s-worker3", ArticleLab.WEB_POD_IP, 8080))
                .isEqualTo(new Datapath.SocketTarget(ArticleLab.WEB_POD_IP, 8080));
    }

    @Test
    void a_low_client_port_is_given_another() {
        ArticleLab lab = ArticleLab.started(CiliumProfile.V1_10);
        lab.routeVipTo(21);

        assertThat(lab.curl(lab.router, ArticleLab.VIP, 80, 1025).received).isEqualTo(655);
        assertThat(lab.flows("k8s-worker1").get(0)).startsWith("192.168.1.1:1025 <> ");
        assertThat(lab.flows("k8s-worker2").get(0)).startsWith("10.0.4.105:").doesNotContain("10.0.4.105:1025");
    }

    @Test
    void closed_connections_are_forgotten_by_the_garbage_collector() {
        ArticleLab lab = ArticleLab.started(CiliumProfile.V1_10);
        lab.routeVipTo(21);
        lab.curl(lab.router, ArticleLab.VIP, 80, 40000);
        Datapath datapath = lab.cluster.node("k8s-worker1").datapath();
        assertThat(datapath.translations()).isEqualTo(2);
        assertThat(datapath.conntrackLines())
                .anyMatch(line -> line.startsWith("TCP OUT 192.168.1.1:40000 -> 10.0.3.12:80 expires=")
                        && line.contains("[ RxClosing TxClosing SeenNonSyn NodePort ] RevNAT="));

        lab.run(300 * ArticleLab.SECOND);
        assertThat(datapath.translations()).isZero();
    }

    @Test
    void with_tc_tcpdump_sees_the_flow_on_its_way_in_through_the_tunnel_and_out() {
        List<String> seen = tcpdump(ArticleLab.of(ClusterSettings.ARTICLE, 1));

        assertThat(seen)
                .contains(
                        "enp7s0 in 192.168.1.1:40000 > 172.16.10.0:80",
                        "cilium_vxlan out 10.0.4.105:40000 > 10.0.3.12:80",
                        "cilium_vxlan in 10.0.3.12:80 > 10.0.4.105:40000",
                        "enp7s0 out 172.16.10.0:80 > 192.168.1.1:40000");
    }

    @Test
    void xdp_in_tunnel_mode_hides_the_way_in_and_not_the_way_back() {
        ClusterSettings settings = ClusterSettings.ARTICLE.withCilium(CiliumProfile.V1_14, 0, true);
        List<String> seen = tcpdump(ArticleLab.of(settings, 1));

        assertThat(seen)
                .contains("cilium_vxlan in 10.0.3.12:80 > 10.0.4.105:40000")
                .noneMatch(line -> line.contains("> 172.16.10.0") || line.startsWith("cilium_vxlan out"));
    }

    @Test
    void xdp_with_native_routing_leaves_nothing_at_all_for_tcpdump() {
        ClusterSettings settings =
                ClusterSettings.ARTICLE.withCilium(CiliumProfile.V1_10, 0, true).withRouting(RoutingMode.NATIVE);

        assertThat(tcpdump(ArticleLab.of(settings, 1))).isEmpty();
    }

    @Test
    void native_routing_without_xdp_sends_the_packets_as_they_are() {
        ArticleLab lab = ArticleLab.of(ClusterSettings.ARTICLE.withRouting(RoutingMode.NATIVE), 2);
        lab.start();
        lab.routeVipTo(10);
        for (int port = 40_000; port < 40_006; port++) {
            assertThat(lab.curl(lab.router, ArticleLab.VIP, 80, port).received).isEqualTo(655);
        }
        Pod other = lab.cluster.controlPlane().podsOn("k8s-worker3").get(0);
        Host otherHost = lab.cluster.podHost(other.name()).orElseThrow();
        assertThat(lab.curl(otherHost, ArticleLab.WEB_POD_IP, 80, 41_000).received)
                .isEqualTo(655);
        assertThat(lab.drops).isEmpty();
    }

    @Test
    void release_1_10_has_no_xdp_in_tunnel_mode() {
        assertThatThrownBy(() -> ArticleLab.of(ClusterSettings.ARTICLE.withCilium(CiliumProfile.V1_10, 0, true), 1))
                .hasMessageContaining("1.10");
    }

    @Test
    void maglev_sends_one_connection_to_one_pod_from_every_node() {
        ArticleLab lab = ArticleLab.of(ClusterSettings.ARTICLE.withCilium(CiliumProfile.V1_14, 251, false), 3);
        lab.start();
        for (int port = 40_000; port < 40_008; port++) {
            List<String> targets = new ArrayList<>();
            for (int node : new int[] {10, 21, 23}) {
                lab.routeVipTo(node);
                TinyCurl curl = new TinyCurl(lab.router, ArticleLab.VIP, 80, port).keepOpen();
                lab.run(ArticleLab.SECOND / 10);
                assertThat(curl.received).isEqualTo(655);
                curl.socket.abort();
                lab.run(ArticleLab.SECOND / 10);
            }
            for (String node : List.of("k8s-worker1", "k8s-worker2", "k8s-worker3")) {
                String wanted = ":" + port + " -> ";
                lab.flows(node).stream()
                        .filter(line ->
                                line.contains(wanted) && line.endsWith("to-endpoint FORWARDED (TCP Flags: SYN)"))
                        .forEach(line -> targets.add(line.substring(line.indexOf("-> "))));
            }
            assertThat(targets).hasSizeGreaterThanOrEqualTo(2).allMatch(targets.get(0)::equals);
        }
    }

    @Test
    void an_affine_client_stays_with_its_pod_until_the_timeout() {
        ArticleLab lab = ArticleLab.of(ClusterSettings.ARTICLE, 3);
        lab.cluster
                .controlPlane()
                .store()
                .services()
                .put(lab.cluster
                        .controlPlane()
                        .store()
                        .services()
                        .require(ArticleLab.WEB_SERVICE)
                        .withAffinitySeconds(60));
        lab.start();
        lab.routeVipTo(10);
        for (int port = 40_000; port < 40_012; port++) {
            assertThat(lab.curl(lab.router, ArticleLab.VIP, 80, port).received).isEqualTo(655);
        }
        assertThat(podsServed(lab, 40_000, 40_012)).hasSize(1);

        for (int port = 41_000; port < 41_012; port++) {
            lab.run(61 * ArticleLab.SECOND);
            lab.curl(lab.router, ArticleLab.VIP, 80, port);
        }
        assertThat(podsServed(lab, 41_000, 41_012)).hasSizeGreaterThan(1);
    }

    @Test
    void without_affinity_connections_are_spread_by_chance() {
        ArticleLab lab = ArticleLab.of(ClusterSettings.ARTICLE, 3);
        lab.start();
        lab.routeVipTo(10);
        for (int port = 40_000; port < 40_012; port++) {
            lab.curl(lab.router, ArticleLab.VIP, 80, port);
        }
        assertThat(podsServed(lab, 40_000, 40_012)).hasSize(3);
    }

    @Test
    void a_node_without_power_is_lost_and_returns_with_its_pods() {
        ArticleLab lab = ArticleLab.started(CiliumProfile.V1_10);
        lab.routeVipTo(21);
        lab.host("k8s-worker2").powerOff();
        lab.run(60 * ArticleLab.SECOND);
        KubeNode lost = lab.cluster.controlPlane().store().nodes().require(ObjectName.clusterWide("k8s-worker2"));
        assertThat(lost.status()).isEqualTo("NotReady");
        assertThat(lab.curl(lab.router, ArticleLab.VIP, 80, 40000).received).isZero();

        lab.host("k8s-worker2").powerOn();
        lab.run(60 * ArticleLab.SECOND);
        TinyCurl curl = lab.curl(lab.router, ArticleLab.VIP, 80, 40001);
        assertThat(curl.received)
                .as(lab.drops + " " + lab.cluster.controlPlane().store().pods().list())
                .isEqualTo(655);
        assertThat(lab.flows("k8s-worker2")).isNotEmpty();
    }

    @Test
    void a_drained_node_hands_its_pod_to_another() {
        ArticleLab lab = ArticleLab.started(CiliumProfile.V1_10);
        lab.routeVipTo(21);
        lab.cluster.controlPlane().drain("k8s-worker2");
        lab.run(5 * ArticleLab.SECOND);

        assertThat(lab.curl(lab.router, ArticleLab.VIP, 80, 40000).received).isEqualTo(655);
        assertThat(lab.cluster.controlPlane().podsOn("k8s-worker3")).hasSize(1);
    }

    /** The pods that saw a SYN from one of these ports. */
    private static List<String> podsServed(ArticleLab lab, int firstPort, int endPort) {
        return lab.flows(lab.cluster.relay()).stream()
                .filter(line -> line.endsWith("to-endpoint FORWARDED (TCP Flags: SYN)"))
                .filter(line -> {
                    int colon = line.indexOf(':');
                    int port = Integer.parseInt(line.substring(colon + 1, line.indexOf(' ', colon)));
                    return port >= firstPort && port < endPort;
                })
                .map(line -> line.split(" ", -1)[2])
                .distinct()
                .toList();
    }

    private static List<String> ping(ArticleLab lab, Host from) {
        List<String> answers = new ArrayList<>();
        EchoSession session = from.icmp().ping(ArticleLab.VIP, 7, new EchoHandler() {
            @Override
            public void onReply(EchoSession from, IpAddress address, int sequence, int ttl, int icmpOctets) {
                answers.add("reply");
            }

            @Override
            public void onError(EchoSession from, int sequence, IcmpError error) {
                answers.add("error " + error.type() + "/" + error.code() + " from " + error.reporter());
            }
        });
        session.send(1, 56);
        lab.run(ArticleLab.SECOND);
        return answers;
    }

    private static void route(ArticleLab lab, Ipv4Address target, int lastOctet) {
        NetworkInterface device = lab.router.interfaceNamed("enp7s0").orElseThrow();
        Ipv4Address gateway = Ipv4Address.parse("192.168.1." + lastOctet);
        lab.router.fib().add(Route.to(target.toHostPrefix(), RouteProtocol.STATIC, NextHop.via(gateway, device)));
    }

    /** What tcpdump on all devices of worker 1 sees of one curl through it: TCP only, as {@code tcp port 80} would. */
    private static List<String> tcpdump(ArticleLab lab) {
        List<String> seen = new ArrayList<>();
        lab.start();
        lab.routeVipTo(21);
        for (NetworkInterface device : lab.host("k8s-worker1").interfaces()) {
            device.addTap(TapPoint.INTERFACE, (now, at, point, outbound, frame, verdict) -> {
                byte[] octets = frame.octets();
                int ip = frame.start() + 14;
                if (octets[ip - 2] == 8 && octets[ip - 1] == 0 && octets[ip + 9] == 6) {
                    seen.add(at.name() + (outbound ? " out " : " in ") + end(octets, ip + 12, ip + 20) + " > "
                            + end(octets, ip + 16, ip + 22));
                }
            });
        }
        assertThat(lab.curl(lab.router, ArticleLab.VIP, 80, 40000).received).isEqualTo(655);
        assertThat(lab.drops).isEmpty();
        return seen;
    }

    private static String end(byte[] octets, int address, int port) {
        return Ipv4Address.of(octets, address) + ":" + ((octets[port] & 0xFF) << 8 | octets[port + 1] & 0xFF);
    }
}
