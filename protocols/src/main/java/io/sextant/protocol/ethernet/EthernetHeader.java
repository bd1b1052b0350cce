package io.sextant.protocol.ethernet;

import io.sextant.protocol.address.MacAddress;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.MalformedException;

/** The meaning of an Ethernet II header; {@code etherType} is 1536..65535, since smaller values are lengths. */
public record EthernetHeader(MacAddress destination, MacAddress source, int etherType) {

    private static final int SMALLEST_TYPE = 1536;

    public EthernetHeader {
        if (etherType < SMALLEST_TYPE || etherType > 0xFFFF) {
            throw new IllegalArgumentException("type " + etherType + " is not in 1536..65535");
        }
    }

    /** Reads the header and leaves the payload in {@code in}. */
    public static EthernetHeader decode(ByteReader in) throws MalformedException {
        MacAddress destination = MacAddress.of(in.bytes(6, "Ethernet destination"), 0);
        MacAddress source = MacAddress.of(in.bytes(6, "Ethernet source"), 0);
        int etherType = in.u16("Ethernet type");
        if (etherType < SMALLEST_TYPE) {
            throw new MalformedException("Ethernet type", etherType + " is an IEEE 802.3 length, not a type");
        }
        return new EthernetHeader(destination, source, etherType);
    }

    public void encode(ByteWriter out) {
        byte[] header = new byte[Ethernet.HEADER_OCTETS];
        Ethernet.writeHeader(header, 0, destination.bits(), source.bits(), etherType);
        out.bytes(header);
    }
}
