package io.sextant.protocol.udp;

import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.MalformedException;

/**
 * The meaning of a UDP header. The checksum is a field here, since it covers addresses that stand elsewhere:
 * {@link Udp#check} verifies it.
 */
public record UdpHeader(int sourcePort, int destinationPort, int dataOctets, int checksum) {

    /** Reads the header and leaves the data in {@code in}, which must hold as much as the length says. */
    public static UdpHeader decode(ByteReader in) throws MalformedException {
        int sourcePort = in.u16("UDP source port");
        int destinationPort = in.u16("UDP destination port");
        int length = in.u16("UDP length");
        int checksum = in.u16("UDP checksum");
        if (length < Udp.HEADER_OCTETS || length - Udp.HEADER_OCTETS > in.remaining()) {
            throw new MalformedException("UDP length", "is " + length + " with " + in.remaining() + " octets of data");
        }
        return new UdpHeader(sourcePort, destinationPort, length - Udp.HEADER_OCTETS, checksum);
    }

    public void encode(ByteWriter out) {
        out.u16(sourcePort)
                .u16(destinationPort)
                .u16(Udp.HEADER_OCTETS + dataOctets)
                .u16(checksum);
    }
}
