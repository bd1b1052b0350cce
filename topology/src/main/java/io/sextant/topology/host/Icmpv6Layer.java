package io.sextant.topology.host;

import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.icmp.Icmpv6;
import io.sextant.protocol.icmp.Quotation;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import java.util.Arrays;

/** A host's ICMPv6: answers echo requests, hands neighbour discovery on, and tells errors to whom they concern. */
final class Icmpv6Layer {

    private final Host host;
    private final Ipv6Stack ipv6;

    Icmpv6Layer(Host host, Ipv6Stack ipv6) {
        this.host = host;
        this.ipv6 = ipv6;
    }

    /** Takes over a frame whose IPv6 header at {@code at} was checked; the message stands at {@code icmp}. */
    void receive(NetworkInterface in, Frame frame, int at, int icmp, boolean unicast) {
        byte[] octets = frame.octets();
        int length = frame.end() - icmp;
        if (!Icmpv6.check(octets, icmp, length, Ipv6.addressSum(octets, at)).isOk()) {
            in.dropReceived(frame, DropReason.ICMP_MALFORMED);
            return;
        }
        int type = Icmpv6.type(octets, icmp);
        if (type == Icmpv6.NEIGHBOUR_SOLICITATION || type == Icmpv6.NEIGHBOUR_ADVERTISEMENT) {
            ipv6.neighbours().receive(in, frame);
            return;
        }
        if (type == Icmpv6.ECHO_REQUEST) {
            if (!ipv6.sysctl().ignoreEcho()) {
                reply(in, octets, at, icmp, length, unicast);
            }
        } else if (type == Icmpv6.ECHO_REPLY) {
            Ipv6Address from = new Ipv6Address(Ipv6.sourceHigh(octets, at), Ipv6.sourceLow(octets, at));
            int hopLimit = Ipv6.hopLimit(octets, at);
            host.icmp().replied(Icmpv6.identifier(octets, icmp), from, Icmpv6.sequence(octets, icmp), hopLimit, length);
        } else if (Icmpv6.isError(octets, icmp)) {
            receiveError(octets, at, icmp, length);
        }
        host.network().pool().give(frame);
    }

    /** icmpv6_echo_reply: from the address that was asked, or where a group was asked from one that suits. */
    private void reply(NetworkInterface in, byte[] request, int at, int icmp, int length, boolean unicast) {
        long targetHigh = Ipv6.sourceHigh(request, at);
        long targetLow = Ipv6.sourceLow(request, at);
        boolean linkLocal = Ipv6Address.isLinkLocal(targetHigh);
        Ipv6Address source = unicast
                ? new Ipv6Address(Ipv6.destinationHigh(request, at), Ipv6.destinationLow(request, at))
                : linkLocal ? Ipv6Output.linkLocalOf(in) : ipv6.output().sourceFor(targetHigh, targetLow);
        if (source == null) {
            return;
        }
        Frame packet = host.network().pool().take(Ipv6.HEADER_OCTETS + length);
        byte[] octets = packet.octets();
        int start = packet.start();
        int answer = start + Ipv6.HEADER_OCTETS;
        System.arraycopy(request, icmp, octets, answer, length);
        int trafficClass = Ipv6.trafficClass(request, at);
        int limit = ipv6.sysctl().hopLimit();
        writeHeader(octets, start, trafficClass, length, limit, source, targetHigh, targetLow);
        int rest = Icmpv6.rest(request, icmp);
        int dataOctets = length - Icmpv6.HEADER_OCTETS;
        Icmpv6.writeHeader(octets, answer, Icmpv6.ECHO_REPLY, 0, rest, dataOctets, Ipv6.addressSum(octets, start));
        ipv6.output().send(packet, true, linkLocal ? in : null, false);
    }

    /** Sends one echo request whose data counts up; false without a route. */
    boolean sendEcho(Ipv6Address target, int identifier, int sequence, int hopLimit, int dataOctets) {
        Ipv6Address source = ipv6.output().sourceFor(target.high(), target.low());
        if (source == null) {
            return false;
        }
        int length = Icmpv6.HEADER_OCTETS + dataOctets;
        Frame packet = host.network().pool().take(Ipv6.HEADER_OCTETS + length);
        byte[] octets = packet.octets();
        int start = packet.start();
        int icmp = start + Ipv6.HEADER_OCTETS;
        for (int i = 0; i < dataOctets; i++) {
            octets[icmp + Icmpv6.HEADER_OCTETS + i] = (byte) i;
        }
        int limit = hopLimit == 0 ? ipv6.sysctl().hopLimit() : hopLimit;
        writeHeader(octets, start, 0, length, limit, source, target.high(), target.low());
        int rest = identifier << 16 | (sequence & 0xFFFF);
        Icmpv6.writeHeader(octets, icmp, Icmpv6.ECHO_REQUEST, 0, rest, dataOctets, Ipv6.addressSum(octets, start));
        return ipv6.output().send(packet, false, null, false);
    }

    private void writeHeader(
            byte[] octets,
            int start,
            int trafficClass,
            int length,
            int hopLimit,
            Ipv6Address source,
            long targetHigh,
            long targetLow) {
        int protocol = IpProtocol.ICMPV6;
        int label = ipv6.flowLabels().ofFlow(source.high(), source.low(), targetHigh, targetLow, protocol, 0);
        Ipv6.writeHeader(
                octets,
                start,
                trafficClass,
                label,
                length,
                protocol,
                hopLimit,
                source.high(),
                source.low(),
                targetHigh,
                targetLow);
    }

    private void receiveError(byte[] octets, int at, int icmp, int length) {
        int quoted = icmp + Icmpv6.HEADER_OCTETS;
        byte[] copy = Arrays.copyOfRange(octets, quoted, icmp + length);
        if (copy.length == 0 || copy[0] >>> 4 != 6 || !Quotation.isWhole(copy)) {
            return;
        }
        host.icmp()
                .failed(new IcmpError(
                        Icmpv6.type(octets, icmp),
                        Icmpv6.code(octets, icmp),
                        Icmpv6.rest(octets, icmp),
                        new Ipv6Address(Ipv6.sourceHigh(octets, at), Ipv6.sourceLow(octets, at)),
                        new Quotation(copy)));
    }
}
