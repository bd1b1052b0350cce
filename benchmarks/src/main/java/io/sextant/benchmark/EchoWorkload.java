package io.sextant.benchmark;

import io.sextant.engine.RunLimits;
import io.sextant.engine.Simulator;
import io.sextant.engine.Trace;
import io.sextant.engine.random.RandomStreams;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.MacAddress;
import io.sextant.topology.Network;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Tap;
import io.sextant.topology.device.TapPoint;
import io.sextant.topology.ecmp.HashPolicy;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.HostProfile;
import io.sextant.topology.link.Link;
import io.sextant.topology.link.LinkModel;
import java.util.ArrayList;
import java.util.List;

/**
 * W1 of performance.md in code: clients, a router with ECMP over six nodes, UDP echo of 100 octets over point-to-point
 * links of 1 Gb/s and 50 µs. Every flow sends its next datagram when the echo is back, so the load is steady: four hops
 * a round trip.
 */
final class EchoWorkload {

    private static final int NODES = 6;
    private static final int CLIENTS = 16;
    private static final int PORT = 7;
    private static final Ipv4Address SERVICE = Ipv4Address.parse("172.16.10.0");

    final Simulator simulator =
            new Simulator(RunLimits.GENEROUS.withMaxEvents(Long.MAX_VALUE).withMaxVirtualNanos(Long.MAX_VALUE));
    final Trace trace = new Trace(simulator);
    final Network network = new Network(simulator, new RandomStreams(1), trace);

    private final byte[] payload = new byte[100];
    private final Host router = new Host(network, "r1", HostProfile.LINUX_6_18);
    private final List<NextHop> nodes = new ArrayList<>();
    private long macs;

    EchoWorkload(int flows) {
        router.sysctl().setIpForward(true).setHashPolicy(HashPolicy.LAYER_4).setHashSeed(1);
        for (int i = 0; i < NODES; i++) {
            addNode(i);
        }
        router.fib()
                .add(Route.to(SERVICE.toHostPrefix(), RouteProtocol.BGP, nodes.toArray(new NextHop[0]))
                        .withMetric(20)
                        .withNexthopId(1));
        List<Host> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(addClient(i));
        }
        warmUp();
        for (int i = 0; i < CLIENTS; i++) {
            Host client = clients.get(i);
            for (int flow = i; flow < flows; flow += CLIENTS) {
                int localPort = 40_000 + flow;
                client.udp()
                        .bind(
                                null,
                                localPort,
                                (socket, remote, port, octets, offset, length) ->
                                        socket.send(remote, port, octets, offset, length))
                        .send(SERVICE, PORT, payload);
            }
        }
    }

    /** Lets every host learn its neighbours first: what waits for ARP is no part of the measurement. */
    private void warmUp() {
        for (Host host : network.parts(Host.class)) {
            for (NetworkInterface device : host.interfaces()) {
                if (device != host.loopback()) {
                    int subnet = device.primaryAddressBits() & -4;
                    host.neighbours().solicit(device, subnet | (host == router ? 2 : 1));
                }
            }
        }
        simulator.runUntil(1_000_000);
    }

    /** Runs on by at least this many hops, in steps of ten virtual microseconds; returns the hops made. */
    long run(long hops) {
        long from = network.arrivals();
        while (network.arrivals() - from < hops) {
            simulator.runUntil(simulator.nanos() + 10_000);
        }
        return network.arrivals() - from;
    }

    /** Puts a tap that keeps nothing but a count at both ends of every link. */
    long[] tapEverything() {
        long[] seen = new long[1];
        Tap tap = (now, at, point, outbound, frame, verdict) -> seen[0]++;
        for (Host host : network.parts(Host.class)) {
            host.interfaces().forEach(each -> each.addTap(TapPoint.INTERFACE, tap));
        }
        return seen;
    }

    private void addNode(int number) {
        Host node = new Host(network, "n" + number, HostProfile.LINUX_6_18);
        NetworkInterface near = cable(node, "10.1." + number, "node" + number);
        node.loopback().addAddress(new InterfaceAddress(SERVICE, 32));
        node.udp()
                .bind(
                        SERVICE,
                        PORT,
                        (socket, remote, port, octets, offset, length) ->
                                socket.send(remote, port, octets, offset, length));
        nodes.add(NextHop.via(Ipv4Address.parse("10.1." + number + ".2"), near));
    }

    private Host addClient(int number) {
        Host client = new Host(network, "c" + number, HostProfile.LINUX_6_18);
        cable(client, "10.0." + number, "client" + number);
        return client;
    }

    /** Wires a host to the router on a subnet of their own, with the router as its default gateway. */
    private NetworkInterface cable(Host host, String subnet, String name) {
        NetworkInterface far = host.addInterface("eth0", nextMac(), 1500);
        NetworkInterface near = router.addInterface(name, nextMac(), 1500);
        far.addAddress(InterfaceAddress.parse(subnet + ".2/24"));
        near.addAddress(InterfaceAddress.parse(subnet + ".1/24"));
        new Link(network, name, LinkModel.GIGABIT, far, near);
        NextHop gateway = NextHop.via(Ipv4Address.parse(subnet + ".1"), far);
        host.fib().add(Route.to(Ipv4Prefix.DEFAULT_ROUTE, RouteProtocol.STATIC, gateway));
        return near;
    }

    private MacAddress nextMac() {
        return new MacAddress(0x0200_0000_0000L + ++macs);
    }
}
