package io.sextant.protocol.address;

import java.util.Optional;

/** A 48-bit Ethernet address in the low bits of a {@code long}, first octet most significant. */
public record MacAddress(long bits) implements Comparable<MacAddress> {

    /** ff:ff:ff:ff:ff:ff. */
    public static final MacAddress BROADCAST = new MacAddress(0xFFFF_FFFF_FFFFL);

    public MacAddress {
        if (bits >>> 48 != 0) {
            throw new IllegalArgumentException("more than 48 bits: " + Long.toHexString(bits));
        }
    }

    /** Reads six two-digit hexadecimal parts with colons between them. */
    public static MacAddress parse(String text) {
        return tryParse(text).orElseThrow(() -> new IllegalArgumentException("not a MAC address: " + text));
    }

    /** As {@link #parse}, or nothing when the text is not a MAC address. */
    public static Optional<MacAddress> tryParse(String text) {
        if (text.length() != 17) {
            return Optional.empty();
        }
        long bits = 0;
        for (int i = 0; i < 17; i++) {
            char c = text.charAt(i);
            if (i % 3 == 2) {
                if (c != ':') {
                    return Optional.empty();
                }
                continue;
            }
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return Optional.empty();
            }
            bits = bits << 4 | digit;
        }
        return Optional.of(new MacAddress(bits));
    }

    /** The address whose six octets stand at {@code offset}. */
    public static MacAddress of(byte[] octets, int offset) {
        long bits = 0;
        for (int i = 0; i < 6; i++) {
            bits = bits << 8 | (octets[offset + i] & 0xFF);
        }
        return new MacAddress(bits);
    }

    /** The group bit (IEEE 802 §8.2): multicast or broadcast. */
    public boolean isGroup() {
        return (bits >>> 40 & 1) == 1;
    }

    /** Writes the six octets at {@code offset}. */
    public void writeTo(byte[] octets, int offset) {
        for (int i = 0; i < 6; i++) {
            octets[offset + i] = (byte) (bits >>> 40 - 8 * i);
        }
    }

    @Override
    public int compareTo(MacAddress other) {
        return Long.compare(bits, other.bits);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 44; shift >= 0; shift -= 4) {
            text.append(Character.forDigit((int) (bits >>> shift) & 0xF, 16));
            if (shift % 8 == 0 && shift > 0) {
                text.append(':');
            }
        }
        return text.toString();
    }
}
