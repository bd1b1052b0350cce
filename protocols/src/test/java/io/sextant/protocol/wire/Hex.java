package io.sextant.protocol.wire;

import java.util.HexFormat;

/** Octets written as hexadecimal pairs, one line a field, with spaces wherever they help. */
public final class Hex {

    private Hex() {}

    public static byte[] octets(String... fields) {
        return HexFormat.of().parseHex(String.join("", fields).replace(" ", ""));
    }

    public static String format(byte[] octets) {
        return HexFormat.ofDelimiter(" ").formatHex(octets);
    }
}
