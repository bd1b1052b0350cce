package io.sextant.protocol.bgp.message;

import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.MalformedException;
import java.util.List;
import java.util.Optional;

/**
 * Routes of a family that are withdrawn (RFC 4760 §4). With no prefix at all it is the family's End-of-RIB.
 *
 * <pre>
 *  0     2      3
 * | AFI | SAFI | prefixes ... |
 * </pre>
 */
public record MpUnreach(AddressFamily family, List<Nlri> withdrawn) {

    public MpUnreach {
        withdrawn = List.copyOf(withdrawn);
    }

    /** Nothing when the family is not one of those read here. */
    static Optional<MpUnreach> decode(ByteReader in, CodecContext context) throws MalformedException {
        AddressFamily family = new AddressFamily(in.u16("MP_UNREACH AFI"), in.u8("MP_UNREACH SAFI"));
        if (!family.isUnicast()) {
            in.rest();
            return Optional.empty();
        }
        boolean pathIds = context.addPathReceive().contains(family);
        return Optional.of(new MpUnreach(family, Nlri.decodeAll(in, family, pathIds)));
    }

    void encode(ByteWriter out, CodecContext context) {
        boolean pathIds = context.addPathSend().contains(family);
        out.u16(family.afi()).u8(family.safi());
        withdrawn.forEach(nlri -> nlri.encode(out, pathIds));
    }
}
