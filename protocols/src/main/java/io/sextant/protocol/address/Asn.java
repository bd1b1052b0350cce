package io.sextant.protocol.address;

import java.util.Optional;

/** An autonomous system number, 0..4294967295 (RFC 6793). */
public record Asn(long value) implements Comparable<Asn> {

    /** AS_TRANS, which stands for a four-octet number in a two-octet field (RFC 6793 §9). */
    public static final Asn TRANS = new Asn(23456);

    public Asn {
        if (value >>> 32 != 0) {
            throw new IllegalArgumentException("AS number " + value + " is not in 0..4294967295");
        }
    }

    /** Reads asplain ({@code 64512}) or asdot ({@code 1.10}) (RFC 5396). */
    public static Asn parse(String text) {
        return tryParse(text).orElseThrow(() -> new IllegalArgumentException("not an AS number: " + text));
    }

    /** As {@link #parse}, or nothing when the text is no AS number. */
    public static Optional<Asn> tryParse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            long value = decimal(text, 0xFFFF_FFFFL);
            return value < 0 ? Optional.empty() : Optional.of(new Asn(value));
        }
        long high = decimal(text.substring(0, dot), 0xFFFF);
        long low = decimal(text.substring(dot + 1), 0xFFFF);
        return high < 0 || low < 0 ? Optional.empty() : Optional.of(new Asn(high << 16 | low));
    }

    /** Whether the number needs four octets. */
    public boolean isFourOctet() {
        return value > 0xFFFF;
    }

    /** Reserved for private use: 64512..65534 and 4200000000..4294967294 (RFC 6996 §5). */
    public boolean isPrivate() {
        return (value >= 64_512 && value <= 65_534) || (value >= 4_200_000_000L && value <= 4_294_967_294L);
    }

    @Override
    public int compareTo(Asn other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }

    private static long decimal(String text, long max) {
        if (text.isEmpty() || text.length() > 10) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value > max ? -1 : value;
    }
}
