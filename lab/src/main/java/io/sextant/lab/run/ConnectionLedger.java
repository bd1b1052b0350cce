package io.sextant.lab.run;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.ethernet.EtherType;
import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.protocol.tcp.Tcp;
import io.sextant.topology.Network;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.TapPoint;
import io.sextant.topology.frame.Frame;
import io.sextant.topology.host.TcpSocket;
import io.sextant.topology.link.Channel;
import io.sextant.topology.link.Link;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The books on every client connection: who opened it, by which node it came in, which pod served it, how it ended.
 *
 * <p>Which node a flow takes is read off the cables, before any program of the node can touch the frame; which pod serves
 * it is read at the pod's own interface, by the packet id that survives translation and encapsulation.
 */
public final class ConnectionLedger {

    private static final int TCP_OFFSET_MAX = Ethernet.HEADER_OCTETS + 60;

    /** A wait shorter than this is no stall: it lies under the 200 ms of Linux's shortest retransmission timeout. */
    private static final long STALL_NANOS = 150_000_000L;

    /** Someone waited for an answer, and got it or gave up at {@code toNanos}. */
    record Stall(TrackedConnection connection, long fromNanos, long toNanos) {}

    /** Hears what may change a verdict. */
    @FunctionalInterface
    interface ChangeListener {
        void changed();
    }

    private final Network network;
    private final List<TrackedConnection> connections = new ArrayList<>();
    private final List<NodeIntake> intakes = new ArrayList<>();
    private final List<Stall> stalls = new ArrayList<>();
    private final AnswerTimes answerTimes = new AnswerTimes();
    private final List<ChangeListener> listeners = new ArrayList<>();
    private final FlowTable<TrackedConnection> byClient = new FlowTable<>();
    private FlowTable<TrackedConnection> awaitingPod = new FlowTable<>();

    ConnectionLedger(Network network) {
        this.network = network;
    }

    void onChange(ChangeListener listener) {
        listeners.add(listener);
    }

    /** Every connection, in the order of opening. */
    public List<TrackedConnection> connections() {
        return Collections.unmodifiableList(connections);
    }

    AnswerTimes answerTimes() {
        return answerTimes;
    }

    /** Every wait that was too long, in the order of their ends. */
    List<Stall> stalls() {
        return Collections.unmodifiableList(stalls);
    }

    /** What each node took in, in the order of the nodes. */
    public List<NodeIntake> intakes() {
        return Collections.unmodifiableList(intakes);
    }

    /** Opens an account; {@link #opened} follows as soon as the socket has its port. */
    TrackedConnection open(String traffic, String client) {
        TrackedConnection connection =
                new TrackedConnection(connections.size() + 1L, traffic, client, network.nowNanos());
        connections.add(connection);
        return connection;
    }

    /** Ties the account to the client's socket. Its SYN may be on the first cable already, but on no node's yet. */
    void opened(TrackedConnection connection, TcpSocket socket) {
        connection.opened(socket);
        IpAddress local = socket.localAddress();
        byClient.put(local.high(), local.low(), socket.localPort(), connection);
        changed();
    }

    void requested(TrackedConnection connection) {
        connection.requested(network.nowNanos());
    }

    /** The handshake is complete; the first request follows. */
    void connected(TrackedConnection connection) {
        noteStall(connection);
        connection.progressed(network.nowNanos());
        changed();
    }

    void answered(TrackedConnection connection) {
        noteStall(connection);
        connection.answered(network.nowNanos());
        answerTimes.add(connection, network.nowNanos());
        changed();
    }

    private void noteStall(TrackedConnection connection) {
        long now = network.nowNanos();
        if (connection.isWaiting() && now - connection.waitingSinceNanos() >= STALL_NANOS) {
            stalls.add(new Stall(connection, connection.waitingSinceNanos(), now));
        }
    }

    void ended(TrackedConnection connection, TrackedConnection.Outcome outcome, String reason) {
        if (connection.isOpen()) {
            noteStall(connection);
            connection.ended(network.nowNanos(), outcome, reason);
            changed();
        }
    }

    /** Watches the cable of a cluster node: what comes towards the node for a load-balanced address is its intake. */
    void watchNode(
            NetworkInterface device,
            Link cable,
            boolean nodeIsNear,
            long bucketNanos,
            LoadBalancedAddresses addresses) {
        NodeIntake intake = new NodeIntake(device.stack().name(), bucketNanos);
        long mac = device.mac().bits();
        intakes.add(intake);
        Channel towards = nodeIsNear ? cable.back() : cable.forth();
        cable.addTap((now, channel, frame, lost) -> {
            // What the switch floods past the node is not for it.
            if (channel == towards
                    && lost == null
                    && frame.length() >= Ethernet.HEADER_OCTETS
                    && Ethernet.destination(frame.octets(), frame.start()) == mac) {
                towardsNode(now, intake, frame, addresses);
            }
        });
    }

    /** Watches a pod's own interface for packets whose way began in {@link #watchNode}. */
    void watchPod(String pod, NetworkInterface eth0) {
        eth0.addTap(TapPoint.INTERFACE, (now, at, point, outbound, frame, verdict) -> {
            if (!outbound && awaitingPod.size() > 0) {
                TrackedConnection connection = awaitingPod.get(frame.packetId());
                if (connection != null) {
                    connection.servedBy(pod);
                }
            }
        });
    }

    private void towardsNode(long now, NodeIntake intake, Frame frame, LoadBalancedAddresses addresses) {
        int etherType = Ethernet.etherType(frame.octets(), frame.start());
        int ipOctets = frame.length() - Ethernet.HEADER_OCTETS;
        TrackedConnection connection;
        byte[] octets = frame.octets();
        int ip = frame.start() + Ethernet.HEADER_OCTETS;
        if (etherType == EtherType.IPV4
                && ipOctets >= Ipv4.HEADER_OCTETS
                && addresses.contains(0, IpAddress.mapped(Ipv4.destination(octets, ip)))) {
            connection = connectionOf(octets, ip, frame);
        } else if (etherType == EtherType.IPV6
                && ipOctets >= Ipv6.HEADER_OCTETS
                && addresses.contains(Ipv6.destinationHigh(octets, ip), Ipv6.destinationLow(octets, ip))) {
            connection = ipv6ConnectionOf(octets, ip, frame);
        } else {
            return;
        }
        if (connection == null) {
            intake.count(now, -1);
            return;
        }
        intake.count(now, connection.id());
        if (connection.passed(now, intake.node())) {
            expectAtPod(frame.packetId(), connection);
            changed();
        }
    }

    private @Nullable TrackedConnection connectionOf(byte[] octets, int ip, Frame frame) {
        int tcp = ip + Ipv4.headerLength(octets, ip);
        if (Ipv4.protocol(octets, ip) != IpProtocol.TCP
                || Ipv4.isLaterFragment(octets, ip)
                || tcp - frame.start() > TCP_OFFSET_MAX
                || tcp + 4 > frame.end()) {
            return null;
        }
        return byClient.get(0, IpAddress.mapped(Ipv4.source(octets, ip)), Tcp.sourcePort(octets, tcp));
    }

    private @Nullable TrackedConnection ipv6ConnectionOf(byte[] octets, int ip, Frame frame) {
        int tcp = ip + Ipv6.HEADER_OCTETS;
        if (Ipv6.nextHeader(octets, ip) != IpProtocol.TCP || tcp + 4 > frame.end()) {
            return null;
        }
        return byClient.get(Ipv6.sourceHigh(octets, ip), Ipv6.sourceLow(octets, ip), Tcp.sourcePort(octets, tcp));
    }

    private void expectAtPod(long packetId, TrackedConnection connection) {
        if (awaitingPod.size() > 100_000) {
            // Packets that never reached a pod; a connection still gets its pod from the next node it comes in by.
            awaitingPod = new FlowTable<>();
        }
        awaitingPod.put(packetId, connection);
    }

    private void changed() {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).changed();
        }
    }
}
