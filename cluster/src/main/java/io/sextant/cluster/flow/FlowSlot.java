package io.sextant.cluster.flow;

import io.sextant.cluster.LabEpoch;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.MacAddress;
import org.jspecify.annotations.Nullable;

/** One place in an agent's ring: what an event says, in primitives, so that recording allocates nothing. */
final class FlowSlot {

    static final byte REPLY_UNKNOWN = -1;

    private static final int PROTOCOL_ICMP = 1;
    private static final int PROTOCOL_TCP = 6;
    private static final int PROTOCOL_UDP = 17;
    private static final int PROTOCOL_ICMPV6 = 58;
    private static final int ETHERTYPE_IPV6 = 0x86DD;

    private long nanos;
    private int eventType;
    private int eventSubType;
    private long sourceMac;
    private long destinationMac;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private int protocol;
    private int first;
    private int second;
    private int flags;
    private FlowEndpoint sourceEndpoint = ReservedIdentity.UNKNOWN.endpoint();
    private FlowEndpoint destinationEndpoint = ReservedIdentity.UNKNOWN.endpoint();
    private TrafficDirection direction = TrafficDirection.UNKNOWN;
    private byte reply;

    void event(long nowNanos, int type, int subType, TrafficDirection seen, byte replyState) {
        nanos = nowNanos;
        eventType = type;
        eventSubType = subType;
        direction = seen;
        reply = replyState;
    }

    void endpoints(FlowEndpoint from, FlowEndpoint to) {
        sourceEndpoint = from;
        destinationEndpoint = to;
    }

    /** Reads the headers of an Ethernet frame that carries IP; what lies behind {@code end} reads as zero. */
    void packet(byte[] octets, int start, int end) {
        sourceMac = mac(octets, start + 6);
        destinationMac = mac(octets, start);
        int ip = start + 14;
        boolean ipv6 = short16(octets, start + 12) == ETHERTYPE_IPV6;
        int above = ipv6 ? ip + 40 : ip + (octets[ip] & 0xF) * 4;
        if (ipv6) {
            protocol = octets[ip + 6] & 0xFF;
            sourceHigh = half(octets, ip + 8);
            sourceLow = half(octets, ip + 16);
            destinationHigh = half(octets, ip + 24);
            destinationLow = half(octets, ip + 32);
        } else {
            protocol = octets[ip + 9] & 0xFF;
            sourceHigh = 0;
            sourceLow = IpAddress.mapped(word(octets, ip + 12));
            destinationHigh = 0;
            destinationLow = IpAddress.mapped(word(octets, ip + 16));
        }
        boolean laterFragment = !ipv6 && (short16(octets, ip + 6) & 0x1FFF) != 0;
        boolean readable = !laterFragment && above + 4 <= end;
        first = readable ? short16(octets, above) : 0;
        second = readable ? short16(octets, above + 2) : 0;
        flags = readable && protocol == PROTOCOL_TCP && above + 14 <= end ? short16(octets, above + 12) & 0x1FF : 0;
    }

    Flow toFlow(String nodeName, LabEpoch epoch) {
        boolean drop = eventType == Flow.EVENT_DROP;
        return new Flow(
                epoch.unixNanosAt(nanos),
                drop ? FlowVerdict.DROPPED : FlowVerdict.FORWARDED,
                drop ? eventSubType : 0,
                new MacAddress(sourceMac).toString(),
                new MacAddress(destinationMac).toString(),
                IpAddress.of(sourceHigh, sourceLow),
                IpAddress.of(destinationHigh, destinationLow),
                layer4(),
                sourceEndpoint,
                destinationEndpoint,
                nodeName,
                null,
                eventType,
                eventSubType,
                null,
                null,
                direction,
                0,
                drop ? null : TracePoint.ofNumber(eventSubType),
                reply == REPLY_UNKNOWN ? null : Boolean.valueOf(reply == 1));
    }

    private @Nullable Layer4 layer4() {
        return switch (protocol) {
            case PROTOCOL_TCP -> new Layer4.Tcp(first, second, flags);
            case PROTOCOL_UDP -> new Layer4.Udp(first, second);
            case PROTOCOL_ICMP -> new Layer4.Icmpv4(first >>> 8, first & 0xFF);
            case PROTOCOL_ICMPV6 -> new Layer4.Icmpv6(first >>> 8, first & 0xFF);
            default -> null;
        };
    }

    private static long mac(byte[] octets, int offset) {
        return (long) short16(octets, offset) << 32 | word(octets, offset + 2) & 0xFFFF_FFFFL;
    }

    private static long half(byte[] octets, int offset) {
        return (long) word(octets, offset) << 32 | word(octets, offset + 4) & 0xFFFF_FFFFL;
    }

    private static int word(byte[] octets, int offset) {
        return short16(octets, offset) << 16 | short16(octets, offset + 2);
    }

    private static int short16(byte[] octets, int offset) {
        return (octets[offset] & 0xFF) << 8 | (octets[offset + 1] & 0xFF);
    }
}
