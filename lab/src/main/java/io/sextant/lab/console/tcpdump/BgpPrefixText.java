package io.sextant.lab.console.tcpdump;

import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.wire.Octets;
import java.util.Arrays;

/** Prefixes as UPDATE messages carry them: a length in bits, and as many octets as it takes. */
final class BgpPrefixText {

    private static final int IPV4_OCTETS = 4;
    private static final int IPV6_OCTETS = 16;

    private BgpPrefixText() {}

    /** Prints the prefixes in {@code [from, end)}, each behind an indent, up to the first that is none. */
    static void print(byte[] octets, int from, int end, boolean ipv6, String indent, StringBuilder out) {
        int whole = ipv6 ? IPV6_OCTETS : IPV4_OCTETS;
        int at = from;
        while (at < end) {
            int bits = Octets.u8(octets, at);
            int length = (bits + 7) / 8;
            if (bits > whole * 8 || length > end - at - 1) {
                out.append(indent).append("(illegal prefix length)");
                return;
            }
            byte[] address = Arrays.copyOf(Arrays.copyOfRange(octets, at + 1, at + 1 + length), whole);
            if (bits % 8 != 0) {
                address[length - 1] &= (byte) (0xFF00 >> bits % 8);
            }
            out.append(indent).append(ipv6 ? Ipv6Address.of(address, 0) : FrameText.address(Octets.s32(address, 0)));
            out.append('/').append(bits);
            at += 1 + length;
        }
    }
}
