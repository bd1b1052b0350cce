package io.sextant.topology;

import io.sextant.engine.RunLimits;
import io.sextant.engine.Simulator;
import io.sextant.engine.Trace;
import io.sextant.engine.VirtualTime;
import io.sextant.engine.random.RandomStreams;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.MacAddress;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.Ipv6InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Tap;
import io.sextant.topology.device.TapPoint;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.host.EchoHandler;
import io.sextant.topology.host.EchoSession;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.HostProfile;
import io.sextant.topology.host.IcmpError;
import io.sextant.topology.link.Link;
import io.sextant.topology.link.LinkModel;
import io.sextant.topology.link.Port;
import io.sextant.topology.link.Switch;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Small networks in a line or two: {@code net.host("c1", "eth0 10.0.0.1/24")}, {@code net.cable("c1:eth0", "r1:eth0")},
 * {@code net.runFor(3)}. After every event no frame may have leaked.
 */
public final class TestNet {

    public static final long SECOND = 1_000_000_000L;
    public static final long MICRO = 1_000;

    public final Simulator simulator = new Simulator(RunLimits.GENEROUS);
    public final Trace trace = new Trace(simulator);
    public final Network network;

    /** One line for each drop: {@code 0.000100000 s r1:eth0 no-route}. */
    public final List<String> drops = new ArrayList<>();

    /** What was observed, in order: pings, taps. */
    public final List<String> log = new ArrayList<>();

    private int macs;

    public TestNet() {
        this(1);
    }

    public TestNet(long seed) {
        network = new Network(simulator, new RandomStreams(seed), trace);
        network.addDropListener((now, node, port, reason, frame) ->
                drops.add(VirtualTime.format(now) + " " + node + ":" + port + " " + reason.name()));
        simulator.addInvariant(network::frameLeak);
    }

    /** A host with interfaces, each {@code name address/length} or just {@code name}. */
    public Host host(String name, String... interfaces) {
        Host host = new Host(network, name, HostProfile.LINUX_6_18);
        for (String line : interfaces) {
            String[] words = line.split(" ", -1);
            NetworkInterface added = host.addInterface(words[0], nextMac(), 1500);
            for (int i = 1; i < words.length; i++) {
                if (words[i].indexOf(':') < 0) {
                    added.addAddress(InterfaceAddress.parse(words[i]));
                } else {
                    added.addAddress(Ipv6InterfaceAddress.parse(words[i]));
                }
            }
        }
        return host;
    }

    /** A host that forwards. */
    public Host router(String name, String... interfaces) {
        Host router = host(name, interfaces);
        router.sysctl().setIpForward(true);
        router.ipv6().sysctl().setForwarding(true);
        return router;
    }

    public MacAddress nextMac() {
        return new MacAddress(0x0200_0000_0000L + ++macs);
    }

    public Switch bridge(String name) {
        return new Switch(network, name);
    }

    public NetworkInterface at(String place) {
        String[] words = place.split(":", 2);
        return network.part(Host.class, words[0])
                .flatMap(host -> host.interfaceNamed(words[1]))
                .orElseThrow(() -> new IllegalArgumentException("no interface " + place));
    }

    /** A cable of 1 Gb/s and 50 µs. */
    public Link cable(String near, String far) {
        return cable(near, far, LinkModel.GIGABIT);
    }

    public Link cable(String near, String far, LinkModel model) {
        return new Link(network, near + "-" + far, model, at(near), at(far));
    }

    public Link cable(String near, Switch far) {
        return cable(at(near), far.addPort("p" + (far.ports().size() + 1)), near + "-" + far.name());
    }

    private Link cable(Port near, Port far, String name) {
        return new Link(network, name, LinkModel.GIGABIT, near, far);
    }

    /** {@code ip route add PREFIX via GATEWAY dev DEVICE} on a host. */
    public void route(Host host, String prefix, String gateway, String device) {
        NextHop hop = NextHop.via(
                IpAddress.parse(gateway), host.interfaceNamed(device).orElseThrow());
        IpPrefix target = IpPrefix.parse(prefix);
        host.fib(target.address().version()).add(Route.to(target, RouteProtocol.STATIC, hop));
    }

    public void runFor(double seconds) {
        simulator.runUntil(simulator.nanos() + Math.round(seconds * SECOND));
    }

    /** Pings once a second; answers and errors go into {@link #log}. */
    public EchoSession ping(Host from, String target, int identifier) {
        return from.icmp().ping(IpAddress.parse(target), identifier, new EchoHandler() {
            @Override
            public void onReply(EchoSession session, IpAddress sender, int sequence, int ttl, int icmpOctets) {
                log.add("reply from " + sender + " seq " + sequence + " ttl " + ttl + " " + icmpOctets);
            }

            @Override
            public void onError(EchoSession session, int sequence, IcmpError error) {
                log.add("from " + error.reporter() + " type " + error.type() + " code " + error.code() + " seq "
                        + sequence);
            }
        });
    }

    /** Logs every frame at a point: {@code c1:eth0 INTERFACE out 42}. */
    public Tap tap(String place, TapPoint point) {
        Tap tap = (now, at, where, outbound, frame, verdict) ->
                log.add(at + " " + where + (outbound ? " out" : " in") + (verdict == null ? "" : " " + verdict.word()));
        at(place).addTap(point, tap);
        return tap;
    }

    /** Logs the octets of every frame at an interface as hex. */
    public List<String> capture(String place) {
        List<String> frames = new ArrayList<>();
        at(place)
                .addTap(
                        TapPoint.INTERFACE,
                        (now, at, where, outbound, frame, verdict) -> frames.add(
                                (outbound ? "> " : "< ") + HexFormat.of().formatHex(frame.toBytes())));
        return frames;
    }
}
