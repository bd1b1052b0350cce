package io.sextant.protocol.icmp;

import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.wire.ByteWriter;
import java.util.Arrays;

/**
 * Are you there? The same four fields in ICMP (RFC 792) and ICMPv6 (RFC 4443 §4); type and checksum differ.
 *
 * @param request tells the call from its answer, which repeats the other three
 * @param identifier 0..65535
 * @param sequence 0..65535
 */
@SuppressWarnings("ArrayRecordComponent") // octets: compared by content below, and not changed by whoever holds them
public record IcmpEcho(boolean request, int identifier, int sequence, byte[] data)
        implements IcmpMessage, Icmpv6Message {

    /** The answer to this request. */
    public IcmpEcho reply() {
        return new IcmpEcho(false, identifier, sequence, data);
    }

    @Override
    public void encode(ByteWriter out) {
        IcmpMessage.write(out, request ? Icmp.ECHO_REQUEST : Icmp.ECHO_REPLY, 0, rest(), data);
    }

    @Override
    public void encode(ByteWriter out, Ipv6Address source, Ipv6Address destination) {
        int type = request ? Icmpv6.ECHO_REQUEST : Icmpv6.ECHO_REPLY;
        Icmpv6Message.write(out, type, 0, rest(), data, source, destination);
    }

    /** The header's second half. */
    private int rest() {
        return identifier << 16 | sequence;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IcmpEcho that
                && request == that.request
                && identifier == that.identifier
                && sequence == that.sequence
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return rest();
    }

    @Override
    public String toString() {
        String kind = request ? "echo request" : "echo reply";
        return kind + ", id " + identifier + ", seq " + sequence + ", length " + data.length;
    }
}
