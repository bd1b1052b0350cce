package io.sextant.lab.console.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.console.Samples;
import io.sextant.lab.console.TestMachine;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.lab.console.command.Role;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteKind;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.host.Sysctl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PingCommandTest {

    private final TestMachine client = TestMachine.of("client1", Role.HOST);
    private final TestMachine router = client.beside("bgp-router1", Role.ROUTER);
    private final TestMachine node = client.beside("k8s-worker2", Role.WORKER);

    @BeforeEach
    void a_client_behind_a_router_and_a_node_whose_gateway_it_is() {
        client.nic("eth0", "192.168.10.11/24");
        router.nic("enp8s0", "192.168.10.1/24");
        router.nic("enp7s0", "192.168.1.1/24");
        node.nic("enp7s0", "192.168.1.22/24");
        client.cable("eth0", router, "enp8s0");
        router.cable("enp7s0", node, "enp7s0");
        router.host.sysctl().setIpForward(true);
        node.host.sysctl().setIpForward(true);
        router.host.sysctl().setRpFilter(Sysctl.ReversePathFilter.OFF);
        route(client, "0.0.0.0/0", "192.168.10.1", "eth0");
        route(router, "172.16.10.0/32", "192.168.1.22", "enp7s0");
    }

    private static void route(TestMachine machine, String prefix, String gateway, String device) {
        NextHop hop = NextHop.via(
                Ipv4Address.parse(gateway), machine.host.interfaceNamed(device).orElseThrow());
        machine.host.fib().add(Route.to(Ipv4Prefix.parse(prefix), RouteProtocol.STATIC, hop));
    }

    private static Printed sample(String name, int status) {
        return new Printed(levelled(Samples.read("frr-8.4.4/lab-metallb/" + name)), status);
    }

    /** The real machine's scheduling stretches the intervals. */
    private static String levelled(String text) {
        return text.replaceAll("time \\d+ms", "time Nms");
    }

    @Test
    void silence_is_counted_as_loss() {
        node.host.fib().add(Route.dead(Ipv4Prefix.parse("172.16.10.0/32"), RouteKind.BLACKHOLE, RouteProtocol.STATIC));
        Printed printed = client.run("ping -c 5 -i 0.3 -W 1 172.16.10.0", 10);
        assertThat(printed.text()).contains("time 1200ms");
        assertThat(new Printed(levelled(printed.text()), printed.status())).isEqualTo(sample("ping_cl.txt", 1));
    }

    @Test
    void a_loop_between_router_and_node_ends_the_packet_s_life() {
        route(node, "0.0.0.0/0", "192.168.1.1", "enp7s0");
        Printed printed = client.run("ping -c 3 -i 0.3 172.16.10.0", 10);
        assertThat(new Printed(levelled(printed.text()), printed.status()))
                .isEqualTo(sample("ping_cl_nodrop_rule.txt", 1));
    }

    @Test
    void a_time_to_live_of_one_ends_at_the_router() {
        route(node, "0.0.0.0/0", "192.168.1.1", "enp7s0");
        Printed printed = client.run("ping -c 1 -t 1 192.168.1.22", 10);
        assertThat(printed.text()).contains("\nFrom 192.168.10.1 icmp_seq=1 Time to live exceeded\n");
        assertThat(printed.status()).isEqualTo(1);
        assertThat(client.run("ping -c 1 -t 2 192.168.1.22", 10).text()).contains("1 received");
        assertThat(client.run("ping -t 0 192.168.1.22", 10))
                .isEqualTo(new Printed("ping: cannot set unicast time-to-live: Invalid argument\n", 2));
    }

    @Test
    void answers_are_timed() {
        route(node, "0.0.0.0/0", "192.168.1.1", "enp7s0");
        // Four crossings of 50 us and of 98 octets at 1 Gb/s; the first waits for ARP on both links.
        assertThat(client.run("ping -c 3 192.168.1.22", 10).text()).isEqualTo("""
                        PING 192.168.1.22 (192.168.1.22) 56(84) bytes of data.
                        64 bytes from 192.168.1.22: icmp_seq=1 ttl=63 time=0.404 ms
                        64 bytes from 192.168.1.22: icmp_seq=2 ttl=63 time=0.203 ms
                        64 bytes from 192.168.1.22: icmp_seq=3 ttl=63 time=0.203 ms

                        --- 192.168.1.22 ping statistics ---
                        3 packets transmitted, 3 received, 0% packet loss, time 2000ms
                        rtt min/avg/max/mdev = 0.203/0.270/0.404/0.094 ms
                        """);
    }

    @Test
    void a_neighbour_that_is_not_there_is_unreachable() {
        Printed printed = client.run("ping -c 1 192.168.10.77", 20);
        assertThat(printed.text()).contains("\nFrom 192.168.10.11 icmp_seq=1 Destination Host Unreachable\n");
        assertThat(printed.text()).contains("1 packets transmitted, 0 received, +1 errors, 100% packet loss");
        assertThat(printed.status()).isEqualTo(1);
    }

    @Test
    void control_c_ends_it_with_statistics() {
        route(node, "0.0.0.0/0", "192.168.1.1", "enp7s0");
        Printed printed = client.run("ping -q 192.168.1.22", 2.5);
        assertThat(printed.text()).contains("bytes of data.\n\n--- ").contains("3 packets transmitted, 3 received, 0%");
        assertThat(printed.status()).isZero();
    }

    @Test
    void what_cannot_be_done_is_said_as_ping_says_it() {
        assertThat(node.run("ping 8.8.8.8")).isEqualTo(new Printed("ping: connect: Network is unreachable\n", 2));
        assertThat(node.run("ping nosuch"))
                .isEqualTo(new Printed("ping: nosuch: Temporary failure in name resolution\n", 2));
        assertThat(node.run("ping")).isEqualTo(new Printed("ping: usage error: Destination address required\n", 1));
        assertThat(node.run("ping -M 3 10.0.0.1").text()).contains("-M is not supported here");
    }

    @ParameterizedTest
    @CsvSource({"35, 0.035", "999, 0.999", "1234, 1.23", "9994, 9.99", "9995, 10.0", "12345, 12.3", "123456, 123"})
    void round_trips_have_three_figures(long micros, String text) {
        assertThat(PingProgram.roundTrip(micros)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 0", "1, 3, 33.3333", "3, 3, 100", "1, 2, 50", "1, 8, 12.5"})
    void loss_is_printed_as_c_prints_a_double(int lost, int of, String text) {
        assertThat(PingProgram.percent(lost, of)).isEqualTo(text);
    }
}
