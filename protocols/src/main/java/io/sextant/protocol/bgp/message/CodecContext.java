package io.sextant.protocol.bgp.message;

import java.util.List;

/**
 * What both sides agreed on and the octets depend on. A new connection starts with {@link #INITIAL}; the session sets the
 * negotiated one once both OPENs are known.
 *
 * @param fourOctetAs AS numbers have four octets in AS_PATH and AGGREGATOR (RFC 6793)
 * @param external the peer is in another AS, so LOCAL_PREF and reflection attributes from it do not count (RFC 7606)
 * @param confederation the peer is in this confederation, so confederation segments are in order (RFC 5065)
 * @param addPathReceive families whose prefixes arrive with path identifiers
 * @param addPathSend families whose prefixes leave with path identifiers
 * @param extendedMessages UPDATE, NOTIFICATION and ROUTE-REFRESH may have 65,535 octets (RFC 8654)
 * @param martianNextHops a NEXT_HOP that is no host's is left to whoever takes the routes ({@code bgp allow-martian-nexthop})
 * @param longAsPathHeader AS_PATH is written with a two-octet length even if one octet would do, as FRR does
 */
public record CodecContext(
        boolean fourOctetAs,
        boolean external,
        boolean confederation,
        List<AddressFamily> addPathReceive,
        List<AddressFamily> addPathSend,
        boolean extendedMessages,
        boolean martianNextHops,
        boolean longAsPathHeader) {

    /** Before any OPEN: two-octet AS numbers and no options. */
    public static final CodecContext INITIAL =
            new CodecContext(false, true, false, List.of(), List.of(), false, false, false);

    /** Longest message without RFC 8654, in octets. */
    public static final int MAX_MESSAGE_OCTETS = 4096;

    /** Longest message with RFC 8654, in octets. */
    public static final int MAX_EXTENDED_MESSAGE_OCTETS = 65_535;

    public CodecContext {
        addPathReceive = List.copyOf(addPathReceive);
        addPathSend = List.copyOf(addPathSend);
    }

    /** Longest UPDATE in octets. */
    public int maxUpdateOctets() {
        return extendedMessages ? MAX_EXTENDED_MESSAGE_OCTETS : MAX_MESSAGE_OCTETS;
    }

    int maxOctets(MessageType type) {
        // RFC 8654 §4: OPEN and KEEPALIVE stay below 4,096 octets.
        boolean stays = type == MessageType.OPEN || type == MessageType.KEEPALIVE;
        return stays ? MAX_MESSAGE_OCTETS : maxUpdateOctets();
    }
}
