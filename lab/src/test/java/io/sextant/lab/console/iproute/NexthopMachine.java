package io.sextant.lab.console.iproute;

import io.sextant.lab.console.TestMachine;
import io.sextant.lab.console.command.Role;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.topology.device.Ipv6InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.ecmp.HashPolicy;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.NexthopObjects;
import io.sextant.topology.forwarding.NexthopObjects.Group;
import io.sextant.topology.forwarding.NexthopObjects.Member;
import io.sextant.topology.forwarding.NexthopObjects.Resilience;
import io.sextant.topology.forwarding.NexthopObjects.Single;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteKind;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.host.Ipv6Stack;
import java.util.ArrayList;
import java.util.List;

/** The machine of {@code nexthop.txt}, configured as that file's head says. */
final class NexthopMachine {

    private static final long SECOND = 1_000_000_000L;

    private final TestMachine machine = TestMachine.of("ns", Role.ROUTER);
    private final List<NetworkInterface> devices = new ArrayList<>();

    private NexthopMachine() {}

    static TestMachine asRecorded() {
        NexthopMachine made = new NexthopMachine();
        made.machine
                .host
                .sysctl()
                .setHashSeed(4711)
                .setHashPolicy(HashPolicy.LAYER_4)
                .setIpForward(true);
        made.machine.host.ipv6().sysctl().setHashPolicy(HashPolicy.LAYER_4).setForwarding(true);
        made.interfaces();
        made.nexthops();
        made.routes();
        return made.machine;
    }

    private void interfaces() {
        for (int i = 0; i < 4; i++) {
            NetworkInterface device = machine.nic("d" + i, "10.1." + i + ".1/24");
            device.attachDriver(frame -> {});
            device.addAddress(Ipv6InterfaceAddress.parse("fd00:" + i + "::1/64"));
            devices.add(device);
        }
    }

    private NextHop via(String gateway, int device, int weight) {
        return new NextHop(IpAddress.parse(gateway), devices.get(device), weight);
    }

    private void nexthops() {
        NexthopObjects objects = machine.host.nexthops();
        for (int i = 1; i <= 3; i++) {
            objects.add(new Single(i, via("10.1." + i + ".2", i, 1), IpVersion.IPV4, null));
            objects.add(new Single(60 + i, via("fd00:" + i + "::2", i, 1), IpVersion.IPV6, null));
        }
        objects.add(new Single(9, NextHop.on(devices.get(1)), IpVersion.IPV4, RouteProtocol.STATIC));
        objects.add(new Single(10, null, IpVersion.IPV4, null));
        objects.add(new Group(20, List.of(new Member(1, 1), new Member(2, 3), new Member(3, 1)), null, null));
        objects.add(new Group(21, List.of(new Member(1, 1), new Member(2, 1)), null, RouteProtocol.STATIC));
        objects.add(new Group(
                30,
                List.of(new Member(1, 1), new Member(2, 1), new Member(3, 1)),
                new Resilience(8, 60 * SECOND, 300 * SECOND),
                null));
        objects.add(new Group(
                36,
                List.of(new Member(61, 1), new Member(62, 1), new Member(63, 1)),
                new Resilience(4, Resilience.DEFAULT_IDLE_NANOS, 0),
                null));
    }

    private void routes() {
        overObject("172.16.1.0/24", RouteProtocol.BOOT, 20);
        overObject("172.16.2.0/24", RouteProtocol.STATIC, 30);
        add(Route.to(
                IpPrefix.parse("172.16.3.0/24"), RouteProtocol.BOOT, via("10.1.1.2", 1, 3), via("10.1.2.2", 2, 1)));
        overObject("172.16.4.0/24", RouteProtocol.BOOT, 1);
        add(Route.dead(IpPrefix.parse("172.16.5.0/24"), RouteKind.BLACKHOLE, RouteProtocol.BOOT)
                .withNexthopId(10));
        overObject("fd16:2::/64", RouteProtocol.BOOT, 36);
        add(Route.to(
                IpPrefix.parse("fd16:3::/64"), RouteProtocol.BOOT, via("fd00:1::2", 1, 1), via("fd00:2::2", 2, 2)));
    }

    private void overObject(String prefix, RouteProtocol protocol, int id) {
        NextHop[] hops = machine.host.nexthops().hops(id).toArray(new NextHop[0]);
        add(Route.to(IpPrefix.parse(prefix), protocol, hops).withNexthopId(id));
    }

    private void add(Route route) {
        IpVersion version = route.prefix().address().version();
        machine.host.fib(version).add(version == IpVersion.IPV6 ? route.withMetric(Ipv6Stack.ADDED_METRIC) : route);
    }
}
