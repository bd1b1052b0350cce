package io.sextant.protocol.bgp.message;

import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.MalformedException;

/**
 * A request for the peer's Adj-RIB-Out, or its start and end in an enhanced refresh (RFC 2918 §3, RFC 7313 §3.2).
 *
 * <pre>
 *  0      2        3     4
 * | AFI  | subtype| SAFI | outbound route filters (RFC 5291), if any |
 * </pre>
 */
public record RouteRefresh(AddressFamily family, int subtype, Octets filters) implements BgpMessage {

    public static final int REQUEST = 0;
    public static final int BEGIN = 1;
    public static final int END = 2;

    /** A plain request. */
    public static RouteRefresh request(AddressFamily family) {
        return new RouteRefresh(family, REQUEST, Octets.EMPTY);
    }

    static RouteRefresh decode(ByteReader in, Octets whole) throws MalformedException, BgpException {
        int afi = in.u16("ROUTE-REFRESH AFI");
        int subtype = in.u8("ROUTE-REFRESH subtype");
        int safi = in.u8("ROUTE-REFRESH SAFI");
        if (subtype != REQUEST && in.remaining() > 0) {
            // RFC 7313 §5: a subtype 1 or 2 whose length is not 4 is answered with the whole message.
            throw new BgpException(
                    Notification.of(Notification.ROUTE_REFRESH_ERROR, 1, whole), "demarcation with filters");
        }
        return new RouteRefresh(new AddressFamily(afi, safi), subtype, Octets.wrap(in.rest()));
    }

    void encode(ByteWriter out) {
        out.u16(family.afi()).u8(subtype).u8(family.safi()).bytes(filters.array());
    }

    @Override
    public MessageType type() {
        return MessageType.ROUTE_REFRESH;
    }
}
