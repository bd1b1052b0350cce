package io.sextant.protocol.bgp.message;

import java.util.Arrays;
import java.util.HexFormat;

/** Octets as a value: compared by content, never changed. */
public final class Octets {

    public static final Octets EMPTY = new Octets(new byte[0]);

    private final byte[] octets;

    private Octets(byte[] octets) {
        this.octets = octets;
    }

    /** Takes a copy. */
    public static Octets of(byte... octets) {
        return octets.length == 0 ? EMPTY : new Octets(octets.clone());
    }

    /** Takes the array itself, which the caller must not touch again. */
    static Octets wrap(byte[] octets) {
        return octets.length == 0 ? EMPTY : new Octets(octets);
    }

    /** Reads pairs of hexadecimal digits; blanks between pairs are allowed. */
    public static Octets ofHex(String hex) {
        return wrap(HexFormat.of().parseHex(hex.replaceAll("\\s+", "")));
    }

    public int length() {
        return octets.length;
    }

    /** The octet at {@code index} as 0..255. */
    public int at(int index) {
        return octets[index] & 0xFF;
    }

    public byte[] toBytes() {
        return octets.clone();
    }

    /** The octets themselves, for readers in this package that do not change them. */
    byte[] array() {
        return octets;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** Lower-case hexadecimal pairs without blanks. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(octets);
    }
}
