package io.sextant.topology.host;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.icmp.Icmp;
import io.sextant.protocol.icmp.Icmpv6;
import io.sextant.protocol.icmp.Quotation;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.wire.Octets;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A host's ICMP: answers echo requests and tells errors and replies, those of ICMPv6 too, to whom they concern. */
public final class IcmpLayer {

    /** Largest ICMP data of one echo request: what an IPv4 packet holds. */
    public static final int DATA_LIMIT_OCTETS = 65_507;

    private final Host host;
    private final Map<Integer, Session> sessions = new TreeMap<>();
    private final List<IcmpErrorListener> errorListeners = new ArrayList<>();

    IcmpLayer(Host host) {
        this.host = host;
    }

    /** Opens a ping; nothing is sent yet. The identifier, 0..65535, must be free on this host. */
    public EchoSession ping(IpAddress target, int identifier, EchoHandler handler) {
        return ping(target, identifier, 0, handler);
    }

    /**
     * As above, with a time to live for the requests.
     *
     * @param timeToLive 1..255, or 0 for the host's default
     */
    public EchoSession ping(IpAddress target, int identifier, int timeToLive, EchoHandler handler) {
        if (timeToLive >>> 8 != 0) {
            throw new IllegalArgumentException("time to live " + timeToLive + " is not in 0..255");
        }
        if (identifier >>> 16 != 0 || sessions.containsKey(identifier)) {
            throw new IllegalArgumentException("echo identifier " + identifier + " is taken or not in 0..65535");
        }
        Session session = new Session(target, identifier, timeToLive, handler);
        sessions.put(identifier, session);
        return session;
    }

    /** Hears every ICMP error that arrives from now on. */
    public void addErrorListener(IcmpErrorListener listener) {
        errorListeners.add(listener);
    }

    void clear() {
        sessions.clear();
    }

    /** Takes over a frame whose IP header at {@code at} was checked. */
    void receive(NetworkInterface in, Frame frame, int at, boolean unicast) {
        byte[] octets = frame.octets();
        int icmp = at + Ipv4.headerLength(octets, at);
        int length = frame.end() - icmp;
        if (!Icmp.check(octets, icmp, length).isOk()) {
            in.dropReceived(frame, DropReason.ICMP_MALFORMED);
            return;
        }
        int type = Icmp.type(octets, icmp);
        if (type == Icmp.ECHO_REQUEST) {
            // icmp_echo_ignore_broadcasts is 1.
            if (unicast && !host.sysctl().ignoreEcho()) {
                reply(octets, at, icmp, length);
            }
        } else if (type == Icmp.ECHO_REPLY) {
            Ipv4Address from = new Ipv4Address(Ipv4.source(octets, at));
            replied(Icmp.identifier(octets, icmp), from, Icmp.sequence(octets, icmp), Ipv4.ttl(octets, at), length);
        } else if (Icmp.isError(octets, icmp)) {
            receiveError(octets, at, icmp, length);
        }
        host.network().pool().give(frame);
    }

    /** An echo reply of either version came in. */
    void replied(int identifier, IpAddress from, int sequence, int timeToLive, int length) {
        Session session = sessions.get(identifier);
        if (session != null && session.target.version() == from.version()) {
            session.handler.onReply(session, from, sequence, timeToLive, length);
        }
    }

    private void reply(byte[] request, int at, int icmp, int length) {
        int source = Ipv4.destination(request, at);
        int target = Ipv4.source(request, at);
        Frame packet = host.network().pool().take(Ipv4.HEADER_OCTETS + length);
        byte[] octets = packet.octets();
        int replyIcmp = packet.start() + Ipv4.HEADER_OCTETS;
        System.arraycopy(request, icmp, octets, replyIcmp, length);
        Icmp.turnIntoReply(octets, replyIcmp);
        Ipv4.writeHeader(
                octets,
                packet.start(),
                Ipv4.trafficClass(request, at),
                length,
                host.nextIdentification(),
                0,
                host.sysctl().defaultTtl(),
                IpProtocol.ICMP,
                source,
                target);
        host.output().send(packet, source);
    }

    private void receiveError(byte[] octets, int at, int icmp, int length) {
        int quoted = icmp + Icmp.HEADER_OCTETS;
        IcmpError error = errorOf(octets, at, icmp, quoted, length - Icmp.HEADER_OCTETS);
        if (error != null) {
            failed(error);
        }
    }

    /** An error of either version came in: told to the socket it is about, then to every listener. */
    void failed(IcmpError error) {
        byte[] octets = error.quotation().octets();
        int transport = error.quotation().transportOffset();
        switch (error.quotation().protocol()) {
            case IpProtocol.TCP -> host.tcp().receiveError(error);
            case IpProtocol.UDP -> host.udp().receiveError(error);
            case IpProtocol.ICMP, IpProtocol.ICMPV6 -> {
                int type = Icmp.type(octets, transport);
                Session session = sessions.get(Icmp.identifier(octets, transport));
                if (session != null && (type == Icmp.ECHO_REQUEST || type == Icmpv6.ECHO_REQUEST)) {
                    session.handler.onError(session, Icmp.sequence(octets, transport), error);
                }
            }
            default -> {
                // No socket here speaks other protocols; the listeners below still hear of it.
            }
        }
        for (IcmpErrorListener listener : errorListeners) {
            listener.onError(error);
        }
    }

    private static @Nullable IcmpError errorOf(byte[] octets, int at, int icmp, int quoted, int quotedOctets) {
        if (quotedOctets < Ipv4.HEADER_OCTETS + 8 || octets[quoted] >>> 4 != 4) {
            return null;
        }
        int headerLength = Ipv4.headerLength(octets, quoted);
        if (headerLength < Ipv4.HEADER_OCTETS || headerLength + 8 > quotedOctets) {
            return null;
        }
        byte[] copy = Arrays.copyOfRange(octets, quoted, quoted + quotedOctets);
        return new IcmpError(
                Icmp.type(octets, icmp),
                Icmp.code(octets, icmp),
                Octets.s32(octets, icmp + 4),
                new Ipv4Address(Ipv4.source(octets, at)),
                new Quotation(copy));
    }

    private final class Session implements EchoSession {

        private final IpAddress target;
        private final int identifier;
        private final int timeToLive;
        private final EchoHandler handler;

        Session(IpAddress target, int identifier, int timeToLive, EchoHandler handler) {
            this.target = target;
            this.identifier = identifier;
            this.timeToLive = timeToLive;
            this.handler = handler;
        }

        /** The data is what Linux' ping sends but for the time of day in front: octets counting up. */
        @Override
        public boolean send(int sequence, int dataOctets) {
            if (dataOctets < 0 || dataOctets > DATA_LIMIT_OCTETS) {
                throw new IllegalArgumentException(dataOctets + " octets are not in 0.." + DATA_LIMIT_OCTETS);
            }
            if (target instanceof Ipv6Address ipv6) {
                return host.ipv6().icmp().sendEcho(ipv6, identifier, sequence, timeToLive, dataOctets);
            }
            int ipv4 = (int) target.low();
            int source = host.output().sourceFor(ipv4);
            if (source == 0) {
                return false;
            }
            int length = Icmp.HEADER_OCTETS + dataOctets;
            Frame packet = host.network().pool().take(Ipv4.HEADER_OCTETS + length);
            byte[] octets = packet.octets();
            int icmp = packet.start() + Ipv4.HEADER_OCTETS;
            for (int i = 0; i < dataOctets; i++) {
                octets[icmp + Icmp.HEADER_OCTETS + i] = (byte) i;
            }
            Icmp.writeHeader(octets, icmp, Icmp.ECHO_REQUEST, 0, identifier << 16 | (sequence & 0xFFFF), dataOctets);
            Ipv4.writeHeader(
                    octets,
                    packet.start(),
                    0,
                    length,
                    host.nextIdentification(),
                    Ipv4.DONT_FRAGMENT,
                    timeToLive == 0 ? host.sysctl().defaultTtl() : timeToLive,
                    IpProtocol.ICMP,
                    source,
                    ipv4);
            return host.output().send(packet, 0);
        }

        @Override
        public IpAddress target() {
            return target;
        }

        @Override
        public int identifier() {
            return identifier;
        }

        @Override
        public void close() {
            sessions.remove(identifier);
        }
    }
}
