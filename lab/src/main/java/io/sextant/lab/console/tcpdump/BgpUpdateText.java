package io.sextant.lab.console.tcpdump;

import io.sextant.protocol.wire.Octets;

/** An UPDATE message's own lines: withdrawn routes, attributes in their order on the wire, updated routes. */
final class BgpUpdateText {

    private static final int FLAG_EXTENDED_LENGTH = 0x10;

    private BgpUpdateText() {}

    /** @param from behind the message's header */
    static void print(byte[] octets, int from, int end, StringBuilder out) {
        if (end - from < 4) {
            return;
        }
        int withdrawnEnd = from + 2 + Octets.u16(octets, from);
        if (withdrawnEnd + 2 > end) {
            return;
        }
        if (withdrawnEnd > from + 2) {
            out.append("\n\t  Withdrawn routes:");
            BgpPrefixText.print(octets, from + 2, withdrawnEnd, false, "\n\t    ", out);
        }
        int attributes = withdrawnEnd + 2;
        int attributesEnd = attributes + Octets.u16(octets, withdrawnEnd);
        if (attributesEnd > end) {
            return;
        }
        attributes(octets, attributes, attributesEnd, out);
        if (end > attributesEnd) {
            out.append("\n\t  Updated routes:");
            BgpPrefixText.print(octets, attributesEnd, end, false, "\n\t    ", out);
        } else if (attributesEnd == attributes) {
            // 4.99 says so of any UPDATE without attributes and routes, of a plain withdrawal too.
            out.append("\n\t  End-of-Rib Marker (empty NLRI)");
        }
    }

    private static void attributes(byte[] octets, int from, int end, StringBuilder out) {
        int at = from;
        while (end - at >= 3) {
            int flags = Octets.u8(octets, at);
            int type = Octets.u8(octets, at + 1);
            boolean extended = (flags & FLAG_EXTENDED_LENGTH) != 0;
            if (extended && end - at < 4) {
                return;
            }
            int length = extended ? Octets.u16(octets, at + 2) : Octets.u8(octets, at + 2);
            at += extended ? 4 : 3;
            if (length > end - at) {
                return;
            }
            BgpAttributeText.print(octets, flags, type, at, at + length, out);
            at += length;
        }
    }
}
