package io.sextant.lab.console.iproute;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.console.Samples;
import io.sextant.lab.console.TestMachine;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.lab.console.command.Role;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.MacAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteKind;
import io.sextant.topology.forwarding.RouteProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Our {@code ip} against the real one's printouts of the same tables. */
final class IpCommandTest {

    /** The article's router after bring-up, as in the sample of the lab with MetalLB. */
    private static TestMachine articleRouter() {
        TestMachine router = TestMachine.of("bgp-router1", Role.ROUTER);
        NetworkInterface cluster = router.nic("enp7s0", "192.168.1.1/24");
        NetworkInterface lan = router.nic("enp8s0", "192.168.10.1/24");
        cluster.attachDriver(frame -> {});
        lan.attachDriver(frame -> {});
        List<NextHop> hops = new ArrayList<>();
        for (int node : new int[] {10, 21, 22, 23, 24, 25}) {
            hops.add(NextHop.via(Ipv4Address.parse("192.168.1." + node), cluster));
        }
        router.host
                .fib()
                .add(Route.to(Ipv4Prefix.parse("172.16.10.0/32"), RouteProtocol.BGP, hops.toArray(new NextHop[0]))
                        .withMetric(20)
                        .withNexthopId(40));
        return router;
    }

    @Test
    void routes_print_as_on_the_real_router() {
        TestMachine router = articleRouter();
        assertThat(router.text("ip route")).isEqualTo(Samples.read("frr-8.4.4/lab-metallb/kernel_ip_route.txt"));
        assertThat(router.text("ip -j route")).isEqualTo(Samples.read("frr-8.4.4/lab-metallb/kernel_ip_-j_route.txt"));
        assertThat(router.text("ip -j -p route show 172.16.10.0"))
                .isEqualTo(Samples.read("frr-8.4.4/lab-metallb/kernel_ip_-j_-p_route_show_172.16.10.0.txt"));
    }

    @TestFactory
    Stream<DynamicTest> every_command_of_the_recorded_session_prints_the_same() {
        TestMachine machine = recordedMachine();
        return session(machine, "session.txt");
    }

    @TestFactory
    Stream<DynamicTest> every_question_for_a_route_is_answered_as_recorded() {
        TestMachine machine = TestMachine.of("ns", Role.HOST);
        NetworkInterface d0 = machine.nic("d0", "192.168.1.1/24");
        NetworkInterface e0 = machine.nic("e0", "192.168.10.1/24");
        d0.attachDriver(frame -> {});
        e0.attachDriver(frame -> {});
        Stream.of(
                        Route.to(
                                Ipv4Prefix.parse("172.16.10.0/32"),
                                RouteProtocol.BOOT,
                                NextHop.via(Ipv4Address.parse("192.168.1.21"), d0),
                                NextHop.via(Ipv4Address.parse("192.168.1.22"), d0)),
                        Route.to(
                                Ipv4Prefix.parse("10.7.0.0/16"),
                                RouteProtocol.BOOT,
                                NextHop.via(Ipv4Address.parse("192.168.1.7"), d0)),
                        Route.dead(Ipv4Prefix.parse("10.9.0.0/16"), RouteKind.BLACKHOLE, RouteProtocol.BOOT),
                        Route.dead(Ipv4Prefix.parse("10.6.0.0/16"), RouteKind.UNREACHABLE, RouteProtocol.BOOT),
                        Route.dead(Ipv4Prefix.parse("10.5.0.0/16"), RouteKind.PROHIBIT, RouteProtocol.BOOT))
                .forEach(machine.host.fib()::add);
        return session(machine, "route-get.txt");
    }

    /** The choices of {@code ip route get} among them: what the kernel of the recording hashed to, this one does too. */
    @TestFactory
    Stream<DynamicTest> next_hop_objects_and_choices_print_as_recorded() {
        TestMachine machine = NexthopMachine.asRecorded();
        return session(machine, "nexthop.txt");
    }

    private static Stream<DynamicTest> session(TestMachine machine, String file) {
        String[] blocks = Samples.read("iproute2-6.1.0/" + file).split("(?m)^> ", -1);
        return Stream.of(blocks).skip(1).map(block -> {
            int lineEnd = block.indexOf('\n');
            int status = block.lastIndexOf("st ");
            String command = block.substring(0, lineEnd);
            Printed expected = new Printed(
                    levelled(block.substring(lineEnd + 1, status)).replace("^I", "\t"),
                    Integer.parseInt(block.substring(status + 3).strip()));
            return DynamicTest.dynamicTest(command, () -> {
                Printed printed = machine.run(command);
                assertThat(new Printed(levelled(printed.text()), printed.status()))
                        .isEqualTo(expected);
            });
        });
    }

    /** The session's machine: addresses, routes and neighbours as its head says; 192.168.1.99 was pinged in vain. */
    private static TestMachine recordedMachine() {
        TestMachine machine = TestMachine.of("ns", Role.HOST);
        machine.nic("d1");
        NetworkInterface d0 = machine.nic("d0", "192.168.1.1/24", "10.0.0.1/32");
        d0.attachDriver(frame -> machine.host.network().pool().give(frame));
        machine.host
                .neighbours()
                .addPermanent(d0, Ipv4Address.parse("192.168.1.77"), MacAddress.parse("02:00:00:00:00:77"));
        machine.host.neighbours().solicit(d0, Ipv4Address.parse("192.168.1.99").bits());
        machine.nic("vx");
        NextHop first = new NextHop(Ipv4Address.parse("192.168.1.10"), d0, 2);
        Stream.of(
                        Route.to(
                                Ipv4Prefix.DEFAULT_ROUTE,
                                RouteProtocol.BOOT,
                                NextHop.via(Ipv4Address.parse("192.168.1.254"), d0)),
                        Route.dead(Ipv4Prefix.parse("10.9.0.0/16"), RouteKind.BLACKHOLE, RouteProtocol.BOOT),
                        Route.to(
                                Ipv4Prefix.parse("10.8.0.0/16"),
                                RouteProtocol.BOOT,
                                first,
                                NextHop.via(Ipv4Address.parse("192.168.1.11"), d0)),
                        Route.to(Ipv4Prefix.parse("10.7.0.0/16"), RouteProtocol.BOOT, NextHop.on(d0))
                                .withMetric(50)
                                .withPreferredSource(Ipv4Address.parse("192.168.1.1")),
                        Route.dead(Ipv4Prefix.parse("10.6.0.0/16"), RouteKind.UNREACHABLE, RouteProtocol.BOOT)
                                .withMetric(7))
                .forEach(machine.host.fib()::add);
        return machine;
    }

    /** MAC addresses, counters, the queueing discipline of a veth and which of several ways a random seed chose. */
    private static String levelled(String text) {
        return text.replaceAll(
                        "(?<=via |\"gateway\":\")192\\.168\\.1\\.(10|11|21|22)(?= dev|\",\"dev\":\"d0\",\"(flags|prefsrc))",
                        "ANY")
                .replaceAll("([0-9a-f]{2}:){5}[0-9a-f]{2}", "MAC")
                .replaceAll("(?m)^# sextant: one of several next hops.*\n", "")
                .replaceAll("(idle_time\"?:? ?)[0-9.]+", "$1T")
                .replaceAll("qdisc \\w+", "qdisc Q")
                .replaceAll("\"qdisc\":\"\\w+\"", "\"qdisc\":Q")
                .replaceAll("(?m)^ +\\d+ +\\d+( +0){4} $", "COUNTS");
    }

    @Test
    void an_option_that_is_not_modelled_says_what_there_is_and_one_that_is_not_is_unknown() {
        assertThat(articleRouter().run("ip -6 -color route").text())
                .isEqualTo(
                        "Option \"-color\" is not supported here; there are -4, -6, -br, -d, -f, -j, -o, -p and -s.\n");
        assertThat(articleRouter().run("ip -6 -frob route").text())
                .isEqualTo("Option \"-frob\" is unknown, try \"ip -help\".\n");
    }

    @Test
    void a_dead_link_is_flagged() {
        TestMachine machine = TestMachine.of("r", Role.HOST);
        NetworkInterface eth0 = machine.nic("eth0", "10.0.0.1/24");
        machine.host
                .fib()
                .add(Route.to(
                        Ipv4Prefix.DEFAULT_ROUTE,
                        RouteProtocol.STATIC,
                        NextHop.via(Ipv4Address.parse("10.0.0.254"), eth0)));
        assertThat(machine.text("ip route")).contains("default via 10.0.0.254 dev eth0 proto static linkdown \n");
        assertThat(machine.text("ip -br link"))
                .contains("eth0             DOWN")
                .contains("<NO-CARRIER,BROADCAST");
    }
}
