package io.sextant.benchmark;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.BgpCodec;
import io.sextant.protocol.bgp.message.BgpMessage;
import io.sextant.protocol.bgp.message.Capability;
import io.sextant.protocol.bgp.message.CodecContext;
import io.sextant.protocol.bgp.message.Keepalive;
import io.sextant.protocol.bgp.message.Octets;
import io.sextant.protocol.bgp.message.Open;
import io.sextant.protocol.bgp.policy.RoutePolicy;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.session.ConnectionId;
import io.sextant.protocol.bgp.session.Input;
import io.sextant.protocol.bgp.session.Output;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.State;
import io.sextant.protocol.bgp.speaker.BgpSpeaker;
import io.sextant.protocol.bgp.speaker.PeerOutput;
import io.sextant.protocol.bgp.speaker.Policies;
import io.sextant.protocol.bgp.speaker.SpeakerOutput;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A full table into a speaker with FRR 8.4's delays, as octets of established sessions: from one peer, from two peers with
 * a best path for each prefix, and from one peer out to another. Peers that send are sent nothing. Prints wall and CPU
 * seconds of every round, the first of which is cold, and heap octets a route.
 */
public final class FullTableBenchmark {

    private static final Ipv4Address OWN = Ipv4Address.parse("10.99.0.1");
    private static final Asn OWN_AS = new Asn(65_000);
    private static final long STEP_NANOS = 1_000_000;
    private static final ConnectionId CONNECTION = ConnectionId.incoming(1);

    /** Who sends and who listens. */
    private enum Load {
        ONE(1, 0),
        TWO(2, 0),
        THROUGH(1, 1);

        private final int senders;
        private final int listeners;

        Load(int senders, int listeners) {
            this.senders = senders;
            this.listeners = listeners;
        }
    }

    private final BgpSpeaker speaker =
            new BgpSpeaker(SpeakerConfig.of(SpeakerProfile.FRR_8_4, OWN_AS, OWN), 0);
    private final List<PeerId> senders = new ArrayList<>();
    private final List<PeerId> listeners = new ArrayList<>();
    private long nowNanos;
    private long octetsOut;
    private long updatesOut;

    private FullTableBenchmark(Load load) {
        for (int i = 0; i < load.senders + load.listeners; i++) {
            boolean sends = i < load.senders;
            Policies policies = sends ? new Policies(RoutePolicy.PERMIT, RoutePolicy.DENY) : Policies.PERMIT;
            (sends ? senders : listeners).add(establish(address(i), asn(i), policies));
        }
        pass(10_000_000_000L);
    }

    private static Ipv4Address address(int peer) {
        return new Ipv4Address(OWN.bits() + 1 + peer);
    }

    private static Asn asn(int peer) {
        return new Asn(65_001 + peer);
    }

    private PeerId establish(Ipv4Address address, Asn asn, Policies policies) {
        PeerConfig config = PeerConfig.of(SpeakerProfile.FRR_8_4, address, OWN_AS, asn, OWN, "r1")
                .with(PeerOption.PASSIVE);
        speaker.addPeer(config, policies, new SplittableRandom(1));
        speaker.start(nowNanos);
        speaker.handle(nowNanos, config.id(), new Input.Connected(CONNECTION, OWN, 179, address, 40_000));
        List<Capability> abilities = List.of(
                new Capability.Multiprotocol(AddressFamily.IPV4_UNICAST), new Capability.FourOctetAs(asn));
        send(config.id(), Open.of(asn, 180, address, List.of(new Open.Parameter.Capabilities(abilities))));
        send(config.id(), Keepalive.INSTANCE);
        if (speaker.peer(config.id()).orElseThrow().state() != State.ESTABLISHED) {
            throw new IllegalStateException("the session of " + address + " is not established");
        }
        return config.id();
    }

    private void send(PeerId peer, BgpMessage message) {
        receive(peer, Octets.of(BgpCodec.encode(message, CodecContext.INITIAL)));
    }

    private void receive(PeerId peer, Octets octets) {
        count(speaker.handle(nowNanos, peer, new Input.Received(CONNECTION, octets)));
    }

    private void pass(long nanos) {
        long until = nowNanos + nanos;
        while (speaker.deadlineNanos() <= until) {
            nowNanos = Math.max(nowNanos, speaker.deadlineNanos());
            count(speaker.onDeadline(nowNanos));
        }
        nowNanos = until;
    }

    private void count(List<SpeakerOutput> outputs) {
        for (SpeakerOutput output : outputs) {
            if (output instanceof PeerOutput one && one.output() instanceof Output.Send send) {
                octetsOut += send.octets().length();
                updatesOut++;
            }
        }
    }

    /** Chunks of the senders in turn, one of each a virtual millisecond, and a second for what waits. */
    private void feed(List<RouteFeed> feeds) {
        int longest = 0;
        for (RouteFeed feed : feeds) {
            longest = Math.max(longest, feed.chunks().size());
        }
        for (int i = 0; i < longest; i++) {
            for (int peer = 0; peer < senders.size(); peer++) {
                List<Octets> chunks = feeds.get(peer).chunks();
                if (i < chunks.size()) {
                    receive(senders.get(peer), chunks.get(i));
                }
            }
            pass(STEP_NANOS);
        }
        pass(1_000_000_000L);
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }

    private static void round(Load load, int number, List<RouteFeed> feeds, int routes) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long heapBefore = usedHeap();
        FullTableBenchmark round = new FullTableBenchmark(load);
        long wall = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        long all = process.getProcessCpuTime();
        round.feed(feeds);
        long cpuNanos = threads.getCurrentThreadCpuTime() - cpu;
        long allNanos = process.getProcessCpuTime() - all;
        long wallNanos = System.nanoTime() - wall;
        long heap = usedHeap() - heapBefore;
        int sent = 0;
        for (PeerId listener : round.listeners) {
            sent += round.speaker.peer(listener).orElseThrow().sentPrefixes();
        }
        if (round.speaker.locRib().size() != routes || sent != routes * round.listeners.size()) {
            throw new IllegalStateException(round.speaker.locRib().size() + " routes, " + sent + " sent");
        }
        System.out.printf(
                Locale.ROOT,
                "%s round %d: %.2f s wall, %.2f s CPU, %.2f s with collector and compiler, %.0f octets a route,"
                        + " out %d messages, %d octets%n",
                load,
                number,
                wallNanos / 1e9,
                cpuNanos / 1e9,
                allNanos / 1e9,
                (double) heap / routes / load.senders,
                round.updatesOut,
                round.octetsOut);
    }

    /**
     * Arguments: {@code one}, {@code two} or {@code through}; rounds (5); routes (1,000,000). CPU is the feeding thread's,
     * then that of the whole process.
     */
    public static void main(String[] arguments) {
        Load load = Load.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        int routes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000_000;
        long[] prefixes = RouteFeed.prefixes(routes, 1);
        List<RouteFeed> feeds = new ArrayList<>();
        for (int i = 0; i < load.senders; i++) {
            feeds.add(RouteFeed.of(prefixes, 1 + i, asn(i).value(), address(i)));
            System.out.println("peer " + i + ": " + feeds.get(i));
        }
        for (int number = 1; number <= rounds; number++) {
            round(load, number, feeds, routes);
        }
    }
}
