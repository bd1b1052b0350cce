package io.sextant.protocol.wire;

/** The Internet checksum: the one's complement of the one's complement sum of 16-bit words (RFC 1071). */
public final class Checksum {

    private Checksum() {}

    /** Adds a range of octets to a running sum; an odd last octet counts as if a zero octet followed. */
    public static long add(long sum, byte[] octets, int offset, int length) {
        int end = offset + (length & ~1);
        for (int i = offset; i < end; i += 2) {
            sum += (octets[i] & 0xFF) << 8 | (octets[i + 1] & 0xFF);
        }
        return (length & 1) == 0 ? sum : sum + ((octets[end] & 0xFFL) << 8);
    }

    /** Folds a running sum into the 16-bit checksum field. */
    public static int finish(long sum) {
        while (sum >>> 16 != 0) {
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return (int) (~sum & 0xFFFF);
    }

    /** The checksum of one range. */
    public static int of(byte[] octets, int offset, int length) {
        return finish(add(0, octets, offset, length));
    }

    /** A checksum after one 16-bit word under it changed: RFC 1624 §3, equation 3. */
    public static int update(int checksum, int oldWord, int newWord) {
        long sum = (~checksum & 0xFFFFL) + (~oldWord & 0xFFFF) + (newWord & 0xFFFF);
        return finish(sum);
    }
}
