package io.sextant.benchmark;

import io.sextant.engine.RunLimits;
import io.sextant.engine.Simulator;
import io.sextant.engine.Trace;
import io.sextant.engine.random.RandomStreams;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.MacAddress;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.message.MessageType;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.State;
import io.sextant.protocol.bgp.speaker.BgpSpeaker;
import io.sextant.protocol.bgp.speaker.PeerView;
import io.sextant.protocol.bgp.speaker.Policies;
import io.sextant.topology.Network;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.HostProfile;
import io.sextant.topology.link.Link;
import io.sextant.topology.link.LinkModel;
import io.sextant.topology.routing.BgpDaemon;
import io.sextant.topology.routing.Zebra;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A k-ary fat-tree of FRR routers, each an AS of its own, an eBGP session on each link, a prefix at each edge router: 320
 * routers, 2,048 sessions and 128 prefixes for k = 16, the work C-BGP is measured by in performance.md. All sessions come up
 * first; then all prefixes are announced at once, and what follows is timed: BGP as octets over simulated TCP, IP and
 * Ethernet, decisions, zebra and the kernel's table behind each router, the trace's fingerprint.
 */
public final class FatTreeBenchmark {

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int FIRST_AS = 65_001;

    private final Simulator simulator =
            new Simulator(RunLimits.GENEROUS.withMaxEvents(Long.MAX_VALUE).withMaxVirtualNanos(Long.MAX_VALUE));
    private final Trace trace = new Trace(simulator);
    private final Network network = new Network(simulator, new RandomStreams(1), trace);
    private final List<Router> routers = new ArrayList<>();
    private final List<Router> edges = new ArrayList<>();
    private int links;
    private long macs;

    /** A host with zebra and bgpd. */
    private final class Router {
        private final Host host;
        private final Asn asn = new Asn(FIRST_AS + routers.size());
        private final Ipv4Address id = new Ipv4Address(Ipv4Address.parse("1.0.0.0").bits() + routers.size());
        private final Zebra zebra;
        private final BgpDaemon bgpd;

        Router(String name) {
            host = new Host(network, name, HostProfile.LINUX_6_18);
            host.sysctl().setIpForward(true);
            zebra = new Zebra(host, SpeakerProfile.FRR_8_4.routes().delays(), true);
            SpeakerConfig config = SpeakerConfig.of(SpeakerProfile.FRR_8_4, asn, id);
            bgpd = new BgpDaemon(host, config.withNextHops(zebra), zebra);
            zebra.serve(bgpd);
            routers.add(this);
        }

        NetworkInterface attach(Ipv4Address address) {
            NetworkInterface device = host.addInterface(
                    "eth" + host.interfaces().size(), new MacAddress(++macs), 1_500);
            device.addAddress(new InterfaceAddress(address, 31));
            return device;
        }

        void speakTo(Router other, Ipv4Address address, boolean calls) {
            PeerConfig peer =
                    PeerConfig.of(SpeakerProfile.FRR_8_4, address, asn, other.asn, id, host.name());
            bgpd.addPeer(calls ? peer : peer.with(PeerOption.PASSIVE), Policies.PERMIT);
        }

        BgpSpeaker speaker() {
            return bgpd.speaker().orElseThrow();
        }
    }

    private FatTreeBenchmark(int arity) {
        int half = arity / 2;
        List<Router> cores = new ArrayList<>();
        for (int i = 0; i < half * half; i++) {
            cores.add(new Router("core" + i));
        }
        for (int pod = 0; pod < arity; pod++) {
            List<Router> aggregations = new ArrayList<>();
            for (int i = 0; i < half; i++) {
                Router aggregation = new Router("agg" + pod + "-" + i);
                aggregations.add(aggregation);
                for (int j = 0; j < half; j++) {
                    cable(aggregation, cores.get(i * half + j));
                }
            }
            for (int i = 0; i < half; i++) {
                Router edge = new Router("edge" + pod + "-" + i);
                edges.add(edge);
                aggregations.forEach(aggregation -> cable(edge, aggregation));
            }
        }
    }

    private void cable(Router lower, Router upper) {
        Ipv4Address low = new Ipv4Address(Ipv4Address.parse("10.0.0.0").bits() + 2 * links);
        Ipv4Address high = new Ipv4Address(low.bits() + 1);
        new Link(network, "l" + links, LinkModel.GIGABIT, lower.attach(low), upper.attach(high));
        lower.speakTo(upper, high, true);
        upper.speakTo(lower, low, false);
        links++;
    }

    private void converge() {
        routers.forEach(router -> router.zebra.start());
        routers.forEach(router -> router.bgpd.start());
        simulator.runUntil(30 * SECOND_NANOS);
        for (Router router : routers) {
            for (PeerView peer : router.speaker().peers()) {
                if (peer.state() != State.ESTABLISHED) {
                    throw new IllegalStateException(router.host.name() + ": " + peer.state());
                }
            }
        }
    }

    private long updates() {
        long updates = 0;
        for (Router router : routers) {
            for (PeerView peer : router.speaker().peers()) {
                updates += peer.counters().received(MessageType.UPDATE);
            }
        }
        return updates;
    }

    private void announce() {
        for (int i = 0; i < edges.size(); i++) {
            Ipv4Address network = new Ipv4Address(Ipv4Address.parse("172.16.0.0").bits() + 256 * i);
            edges.get(i).bgpd.originate(new Ipv4Prefix(network, 24));
        }
        simulator.runUntil(simulator.nanos() + 10 * SECOND_NANOS);
        for (Router router : routers) {
            if (router.speaker().locRib().size() != edges.size()) {
                throw new IllegalStateException(
                        router.host.name() + " has " + router.speaker().locRib().size() + " prefixes");
            }
        }
    }

    private static void round(int number, int arity) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        FatTreeBenchmark tree = new FatTreeBenchmark(arity);
        tree.converge();
        long up = threads.getCurrentThreadCpuTime();
        long before = tree.updates();
        long hops = tree.network.arrivals();
        tree.announce();
        long nanos = threads.getCurrentThreadCpuTime() - up;
        long updates = tree.updates() - before;
        System.out.printf(
                Locale.ROOT,
                "round %d: %d routers, %d sessions up in %.2f s CPU; %d UPDATEs in %.2f s CPU, %.0f a CPU second, %.1f frames"
                        + " each, fingerprint %s%n",
                number,
                tree.routers.size(),
                tree.links,
                (up - start) / 1e9,
                updates,
                nanos / 1e9,
                updates * 1e9 / nanos,
                (double) (tree.network.arrivals() - hops) / updates,
                tree.trace.fingerprint());
    }

    /** Arguments: k (16), rounds (3). CPU is the simulating thread's. */
    public static void main(String[] arguments) {
        int arity = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 16;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        for (int number = 1; number <= rounds; number++) {
            round(number, arity);
        }
    }
}
