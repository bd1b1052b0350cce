package io.sextant.benchmark;

import io.sextant.engine.Event;
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
import io.sextant.topology.ecmp.HashPolicy;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.HostProfile;
import io.sextant.topology.host.TcpCloseReason;
import io.sextant.topology.host.TcpSocket;
import io.sextant.topology.host.TcpSocketHandler;
import io.sextant.topology.host.TcpSocketOptions;
import io.sextant.topology.link.Link;
import io.sextant.topology.link.LinkModel;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * W2 of performance.md in code: 2,000 short connections a virtual second from 16 clients through a router with ECMP to
 * six servers; 80 octets there, 853 back, closed by the server. Prints CPU time a connection.
 */
public final class ConnectionBenchmark {

    private static final Ipv4Address SERVICE = Ipv4Address.parse("172.16.10.0");
    private static final int SERVERS = 6;
    private static final int CLIENTS = 16;
    private static final long INTERVAL_NANOS = 500_000;

    private final Simulator simulator =
            new Simulator(RunLimits.GENEROUS.withMaxEvents(Long.MAX_VALUE).withMaxVirtualNanos(Long.MAX_VALUE));
    private final Trace trace = new Trace(simulator);
    private final Network network = new Network(simulator, new RandomStreams(1), trace);
    private final Host router = new Host(network, "r1", HostProfile.LINUX_6_18);
    private final List<Host> clients = new ArrayList<>();
    private final byte[] request = new byte[80];
    private final byte[] response = new byte[853];
    private long macs;
    private long opened;
    private long done;
    private long failed;

    private ConnectionBenchmark() {
        router.sysctl().setIpForward(true).setHashPolicy(HashPolicy.LAYER_4).setHashSeed(1);
        List<NextHop> servers = new ArrayList<>();
        for (int i = 0; i < SERVERS; i++) {
            Host server = new Host(network, "n" + i, HostProfile.LINUX_6_18);
            NetworkInterface near = cable(server, "10.1." + i);
            server.loopback().addAddress(new InterfaceAddress(SERVICE, 32));
            server.tcp().listen(null, 80, socket -> new Server());
            servers.add(NextHop.via(Ipv4Address.parse("10.1." + i + ".2"), near));
        }
        router.fib()
                .add(Route.to(SERVICE.toHostPrefix(), RouteProtocol.BGP, servers.toArray(new NextHop[0]))
                        .withNexthopId(1));
        for (int i = 0; i < CLIENTS; i++) {
            Host client = new Host(network, "c" + i, HostProfile.LINUX_6_18);
            cable(client, "10.0." + i);
            clients.add(client);
        }
        simulator.schedule(new Opener(), INTERVAL_NANOS);
    }

    private NetworkInterface cable(Host host, String subnet) {
        NetworkInterface far = host.addInterface("eth0", new MacAddress(++macs), 1500);
        NetworkInterface near = router.addInterface(host.name(), new MacAddress(++macs), 1500);
        far.addAddress(InterfaceAddress.parse(subnet + ".2/24"));
        near.addAddress(InterfaceAddress.parse(subnet + ".1/24"));
        new Link(network, host.name(), LinkModel.GIGABIT, far, near);
        NextHop gateway = NextHop.via(Ipv4Address.parse(subnet + ".1"), far);
        host.fib().add(Route.to(Ipv4Prefix.DEFAULT_ROUTE, RouteProtocol.STATIC, gateway));
        return near;
    }

    /** Opens one connection every half millisecond. */
    private final class Opener extends Event {
        @Override
        protected void fire() {
            Host client = clients.get((int) (opened++ % CLIENTS));
            client.tcp().connect(SERVICE, 80, TcpSocketOptions.DEFAULT, new Client());
            simulator.schedule(this, simulator.nanos() + INTERVAL_NANOS);
        }
    }

    private final class Client implements TcpSocketHandler {
        @Override
        public void onConnected(TcpSocket socket) {
            socket.send(request);
        }

        @Override
        public void onData(TcpSocket socket, byte[] data) {}

        @Override
        public void onPeerClosed(TcpSocket socket) {
            socket.close();
        }

        @Override
        public void onClosed(TcpSocket socket, TcpCloseReason why) {
            done++;
            failed += why == TcpCloseReason.NORMAL ? 0 : 1;
        }
    }

    private final class Server implements TcpSocketHandler {
        @Override
        public void onConnected(TcpSocket socket) {}

        @Override
        public void onData(TcpSocket socket, byte[] data) {
            socket.send(response);
            socket.close();
        }

        @Override
        public void onPeerClosed(TcpSocket socket) {}

        @Override
        public void onClosed(TcpSocket socket, TcpCloseReason why) {}
    }

    /** Runs 100 virtual seconds in steps of ten. */
    public static void main(String[] arguments) {
        ConnectionBenchmark workload = new ConnectionBenchmark();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int round = 1; round <= 10; round++) {
            long before = threads.getCurrentThreadCpuTime();
            long doneBefore = workload.done;
            long hopsBefore = workload.network.arrivals();
            workload.simulator.runUntil(round * 10_000_000_000L);
            long nanos = threads.getCurrentThreadCpuTime() - before;
            long connections = workload.done - doneBefore;
            System.out.printf(
                    Locale.ROOT,
                    "%.1f us a connection, %.0f connections a CPU second, %.1f hops each, %d open, %d failed%n",
                    nanos / 1e3 / connections,
                    connections * 1e9 / nanos,
                    (double) (workload.network.arrivals() - hopsBefore) / connections,
                    workload.opened - workload.done,
                    workload.failed);
        }
        System.out.println("fingerprint " + workload.trace.fingerprint() + ", drops " + workload.network.drops());
    }
}
