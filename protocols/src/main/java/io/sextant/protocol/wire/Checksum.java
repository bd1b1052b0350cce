package io.sextant.protocol.wire;

/** The Internet checksum: the one's complement of the one's complement sum of 16-bit words (RFC 1071). */
public final class Checksum {

    private Checksum() {}

    /**
     * Adds a range of octets to a running sum; an odd last octet counts as if a zero octet followed. Sums 32 bits at a
     * time, which folds to the same 16 bits (RFC 1071 §2 (C)).
     */
    public static long add(long sum, byte[] octets, int offset, int length) {
        int at = offset;
        int end = offset + length;
        for (; at <= end - 8; at += 8) {
            long eight = Octets.s64(octets, at);
            sum += (eight >>> 32) + (eight & 0xFFFF_FFFFL);
        }
        for (; at <= end - 2; at += 2) {
            sum += Octets.u16(octets, at);
        }
        return at == end ? sum : sum + ((octets[at] & 0xFFL) << 8);
    }

    /** Folds a running sum into the 16-bit checksum field. */
    public static int finish(long sum) {
        while (sum >>> 16 != 0) {
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return (int) (~sum & 0xFFFF);
    }

    /** The checksum of one range; zero over a range that already holds its right checksum. */
    public static int of(byte[] octets, int offset, int length) {
        return finish(add(0, octets, offset, length));
    }

    /** A checksum after one 16-bit word under it changed: RFC 1624 §3, equation 3. */
    public static int update(int checksum, int oldWord, int newWord) {
        long sum = (~checksum & 0xFFFFL) + (~oldWord & 0xFFFF) + (newWord & 0xFFFF);
        return finish(sum);
    }

    /** A checksum after 32 bits under it changed, such as an IPv4 address. */
    public static int update32(int checksum, int oldBits, int newBits) {
        long sum = (~checksum & 0xFFFFL) + (~oldBits & 0xFFFF_FFFFL) + (newBits & 0xFFFF_FFFFL);
        return finish(sum);
    }
}
