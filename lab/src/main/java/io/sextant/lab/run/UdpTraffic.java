package io.sextant.lab.run;

import io.sextant.engine.Event;
import io.sextant.lab.report.DatagramReport;
import io.sextant.lab.scenario.traffic.UdpSpec;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.topology.Network;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.UdpHandler;
import io.sextant.topology.host.UdpSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A scenario's UDP flows: each sends at its pace from a socket of its own, and the books are kept on what comes back. */
final class UdpTraffic {

    private static final int ROUND_TRIPS_MAX = 1_000_000;
    private static final int GAPS_MAX = 1_000_000;
    private static final double NANOS_PER_SECOND = 1e9;

    /** A time in which a flow's datagrams went unanswered, up to the next echo. */
    private record Gap(long fromNanos, long toNanos) {}

    private final Network network;
    private final UdpSpec spec;
    private final DatagramLedger.Account account;
    private final ConnectionLedger.ChangeListener listener;
    private final byte[] payload;
    private final List<Flow> flows = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private long[] roundTrips = new long[1_024];
    private int roundTripsKept;
    private long sent;
    private long answered;
    private LongConsumer answeredAt = now -> {};

    UdpTraffic(
            Network network, UdpSpec spec, DatagramLedger.Account account, ConnectionLedger.ChangeListener listener) {
        this.network = network;
        this.spec = spec;
        this.account = account;
        this.listener = listener;
        this.payload = new byte[spec.payloadOctets()];
    }

    /**
     * Begins; the flows' first datagrams are spread evenly over the time between two of one flow.
     *
     * @param answers hears when an echo came back
     */
    void start(IpAddress target, Function<String, Host> hosts, LongConsumer answers) {
        answeredAt = answers;
        for (int i = 0; i < spec.flows(); i++) {
            Host host = hosts.apply(spec.from().get(i % spec.from().size()));
            if (host.isPowered()) {
                int port = spec.sourcePort() == 0
                        ? 0
                        : spec.sourcePort() + i / spec.from().size();
                long offset = (long) (i * NANOS_PER_SECOND / spec.datagramsPerSecond() / spec.flows());
                Flow flow = new Flow(host, port, target, network.nowNanos() + offset);
                flows.add(flow);
                flow.schedule();
            }
        }
    }

    long sent() {
        return sent;
    }

    long answered() {
        return answered;
    }

    /** Datagrams that were sent and have not been answered; without echo, have not arrived. */
    long lost() {
        return sent - (spec.echo() ? answered : account.received());
    }

    LongStream roundTripNanos() {
        return Arrays.stream(roundTrips, 0, roundTripsKept);
    }

    DatagramReport report() {
        return new DatagramReport(
                sent, account.received(), answered, spec.echo(), account.receivers(), account.losses());
    }

    /** The longest time a flow went unanswered, of what lies after an instant; 0 where no echo is expected. */
    long longestOutage(long sinceNanos, long nowNanos) {
        long longest = 0;
        for (Gap gap : gaps) {
            longest = Math.max(longest, gap.toNanos() - Math.max(sinceNanos, gap.fromNanos()));
        }
        for (Flow flow : flows) {
            if (spec.echo() && flow.expected < flow.sent) {
                longest = Math.max(longest, nowNanos - Math.max(sinceNanos, flow.leavesAt(flow.expected)));
            }
        }
        return longest;
    }

    private static IpAddress any(IpAddress target) {
        return target.version() == IpVersion.IPV4 ? Ipv4Address.ANY : Ipv6Address.ANY;
    }

    private void keep(long roundTripNanos) {
        if (roundTripsKept < ROUND_TRIPS_MAX) {
            if (roundTripsKept == roundTrips.length) {
                roundTrips = Arrays.copyOf(roundTrips, roundTripsKept * 2);
            }
            roundTrips[roundTripsKept++] = roundTripNanos;
        }
    }

    /** One flow, and the event of its next datagram. */
    private final class Flow extends Event implements UdpHandler {

        private final Host host;
        private final int port;
        private final IpAddress target;
        private final long firstNanos;
        private @Nullable UdpSocket socket;
        private int sent;

        /** The number behind the highest one that was answered. */
        private int expected;

        Flow(Host host, int port, IpAddress target, long firstNanos) {
            this.host = host;
            this.port = port;
            this.target = target;
            this.firstNanos = firstNanos;
        }

        @Override
        public String label() {
            return "udp " + host.name();
        }

        long leavesAt(int number) {
            return firstNanos + (long) (number * NANOS_PER_SECOND / spec.datagramsPerSecond());
        }

        void schedule() {
            long at = leavesAt(sent);
            if (sent < spec.datagrams() && at < spec.stopNanos()) {
                network.scheduler().schedule(this, at);
            }
        }

        @Override
        protected void fire() {
            if (!host.isPowered()) {
                return; // the process is gone, and nobody starts it again
            }
            UdpSocket bound = socket;
            if (bound == null) {
                bound = host.udp().bind(any(target), port, this);
                socket = bound;
            }
            DatagramMark.write(payload, 0, account.number(), sent, network.nowNanos());
            sent++;
            UdpTraffic.this.sent++;
            if (target instanceof Ipv4Address ipv4) {
                bound.send(ipv4.bits(), spec.port(), payload, 0, payload.length);
            } else {
                bound.send(target, spec.port(), payload);
            }
            schedule();
            listener.changed();
        }

        @Override
        public void onDatagram(UdpSocket from, int remote, int port, byte[] octets, int offset, int length) {
            heard(octets, offset, length);
        }

        @Override
        public void onDatagram(UdpSocket from, Ipv6Address remote, int port, byte[] octets, int offset, int length) {
            heard(octets, offset, length);
        }

        private void heard(byte[] octets, int offset, int length) {
            if (!spec.echo()
                    || length != payload.length
                    || DatagramMark.traffic(octets, offset, length) != account.number()) {
                return;
            }
            long now = network.nowNanos();
            int number = DatagramMark.number(octets, offset);
            if (number > expected && gaps.size() < GAPS_MAX) {
                gaps.add(new Gap(leavesAt(expected), now));
            }
            expected = Math.max(expected, number + 1);
            answered++;
            keep(now - DatagramMark.nanos(octets, offset));
            answeredAt.accept(now);
            listener.changed();
        }
    }
}
