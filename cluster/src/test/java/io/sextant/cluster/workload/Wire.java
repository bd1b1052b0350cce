package io.sextant.cluster.workload;

import io.sextant.cluster.LabEpoch;
import io.sextant.engine.RunLimits;
import io.sextant.engine.Simulator;
import io.sextant.engine.Trace;
import io.sextant.engine.random.RandomStreams;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.MacAddress;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.tcp.Tcp;
import io.sextant.topology.Network;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.TapPoint;
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
import io.sextant.topology.link.Switch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Hosts 10.0.0.1, 10.0.0.2, … on one switch, with a client's eye for what passes. Nothing may leak. */
final class Wire {

    static final long SECOND = 1_000_000_000L;

    final Simulator simulator = new Simulator(RunLimits.GENEROUS.withMaxEvents(10_000_000));
    final Network network = new Network(simulator, new RandomStreams(7), new Trace(simulator));
    private final Switch middle = new Switch(network, "sw1");
    private final List<Link> links = new ArrayList<>();
    private int hosts;

    Wire() {
        simulator.addInvariant(network::frameLeak);
    }

    /** The next host; its address is {@link #address} of its number. */
    Host host() {
        int number = ++hosts;
        Host host = new Host(network, "h" + number, HostProfile.LINUX_4_18);
        NetworkInterface device = host.addInterface("eth0", new MacAddress(0x0200_0000_0000L + number), 1500);
        device.addAddress(InterfaceAddress.parse("10.0.0." + number + "/24"));
        Link link = new Link(network, "cable" + number, LinkModel.GIGABIT, device, middle.addPort("p" + number));
        links.add(link);
        return host;
    }

    Link cable(int number) {
        return links.get(number - 1);
    }

    static Ipv4Address address(int number) {
        return Ipv4Address.parse("10.0.0." + number);
    }

    /** A default route, towards a machine that forwards nothing. */
    void defaultRoute(Host host, int gateway) {
        NextHop hop = NextHop.via(address(gateway), host.interfaceNamed("eth0").orElseThrow());
        host.fib().add(Route.to(Ipv4Prefix.parse("0.0.0.0/0"), RouteProtocol.STATIC, hop));
    }

    void runFor(double seconds) {
        simulator.runUntil(simulator.nanos() + Math.round(seconds * SECOND));
    }

    /** TCP segments that pass an interface: {@code > SYN}, {@code < PSH,ACK 238}. */
    List<String> segments(Host at) {
        List<String> seen = new ArrayList<>();
        at.interfaceNamed("eth0")
                .orElseThrow()
                .addTap(TapPoint.INTERFACE, (now, device, point, out, frame, verdict) -> {
                    byte[] octets = frame.octets();
                    int ip = frame.start() + 14;
                    if (octets[frame.start() + 12] == 8 && octets[frame.start() + 13] == 0 && octets[ip + 9] == 6) {
                        int tcp = ip + Ipv4.headerLength(octets, ip);
                        int length = Ipv4.totalLength(octets, ip) - (tcp - ip) - Tcp.headerLength(octets, tcp);
                        seen.add((out ? "> " : "< ") + flags(octets[tcp + 13]) + (length == 0 ? "" : " " + length));
                    }
                });
        return seen;
    }

    private static String flags(int bits) {
        List<String> names = new ArrayList<>();
        String[] all = {"FIN", "SYN", "RST", "PSH", "ACK"};
        for (int i = 0; i < all.length; i++) {
            if ((bits >> i & 1) != 0) {
                names.add(all[i]);
            }
        }
        return String.join(",", names);
    }

    CurlResult curl(Host from, String target, int port, CurlOptions options) {
        return curl(from, CurlRequest.of(Ipv4Address.parse(target), port, "/", options));
    }

    /** Runs curl to its end. */
    CurlResult curl(Host from, CurlRequest request) {
        List<CurlResult> results = new ArrayList<>();
        CurlClient.start(from, request, results::add);
        for (int i = 0; i < 400 && results.isEmpty(); i++) {
            runFor(1);
        }
        if (results.size() != 1) {
            throw new AssertionError(results.size() + " results");
        }
        return results.get(0);
    }

    /** Sends raw octets over a new connection and gives what came back within two seconds, {@code <FIN>} included. */
    String raw(Host from, int target, int port, String... writes) {
        Recorder recorder = new Recorder();
        TcpSocket socket = from.tcp().connect(address(target), port, TcpSocketOptions.DEFAULT, recorder);
        runFor(0.5);
        for (String write : writes) {
            socket.send(write.getBytes(StandardCharsets.ISO_8859_1));
            runFor(0.5);
        }
        runFor(1.5);
        String text = recorder.text.toString();
        socket.close();
        runFor(0.5);
        return text;
    }

    /** Collects what arrives. */
    static final class Recorder implements TcpSocketHandler {

        final StringBuilder text = new StringBuilder();

        @Override
        public void onConnected(TcpSocket socket) {}

        @Override
        public void onData(TcpSocket socket, byte[] data) {
            text.append(new String(data, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void onPeerClosed(TcpSocket socket) {
            text.append("<FIN>");
        }

        @Override
        public void onClosed(TcpSocket socket, TcpCloseReason why) {
            if (why != TcpCloseReason.NORMAL) {
                text.append('<').append(why).append('>');
            }
        }
    }

    static NginxServer nginx(Host host) {
        return NginxServer.start(host, 80, LabEpoch.ARTICLE);
    }
}
