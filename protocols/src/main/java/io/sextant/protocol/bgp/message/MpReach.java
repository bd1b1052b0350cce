package io.sextant.protocol.bgp.message;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.MalformedException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Routes of a family other than the one UPDATE was made for (RFC 4760 §3, RFC 2545 §3, RFC 8950 §3).
 *
 * <pre>
 *  0     2      3                  4
 * | AFI | SAFI | next hop length | next hop, and a link-local one | reserved (1) | prefixes ... |
 * </pre>
 */
public record MpReach(
        AddressFamily family, IpAddress nextHop, @Nullable Ipv6Address linkLocalNextHop, List<Nlri> announced) {

    public MpReach {
        announced = List.copyOf(announced);
    }

    /** Nothing when the family is not one of those read here; then its octets are skipped. */
    static Optional<MpReach> decode(ByteReader in, CodecContext context) throws MalformedException {
        AddressFamily family = new AddressFamily(in.u16("MP_REACH AFI"), in.u8("MP_REACH SAFI"));
        ByteReader hop = in.slice(in.u8("MP_REACH next hop length"), "MP_REACH next hop");
        in.skip(1, "MP_REACH reserved");
        if (!family.isUnicast()) {
            in.rest();
            return Optional.empty();
        }
        byte[] octets = hop.rest();
        boolean ipv4 = octets.length == 4 && family.equals(AddressFamily.IPV4_UNICAST);
        if (!ipv4 && octets.length != 16 && octets.length != 32) {
            throw new MalformedException("MP_REACH next hop length", octets.length + " octets for " + family);
        }
        IpAddress nextHop = ipv4 ? Ipv4Address.of(octets, 0) : Ipv6Address.of(octets, 0);
        Ipv6Address linkLocal = octets.length == 32 ? Ipv6Address.of(octets, 16) : null;
        boolean pathIds = context.addPathReceive().contains(family);
        return Optional.of(new MpReach(family, nextHop, linkLocal, Nlri.decodeAll(in, family, pathIds)));
    }

    void encode(ByteWriter out, CodecContext context) {
        boolean pathIds = context.addPathSend().contains(family);
        out.u16(family.afi()).u8(family.safi()).lengthPrefixed8(hop -> {
            hop.bytes(nextHop.toOctets());
            if (linkLocalNextHop != null) {
                hop.bytes(linkLocalNextHop.toOctets());
            }
        });
        out.u8(0);
        announced.forEach(nlri -> nlri.encode(out, pathIds));
    }
}
