package io.sextant.cluster.loadbalancer;

/** MurmurHash3 x64-128 (Austin Appleby, public domain). */
final class Murmur3 {
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;
    private static final int BLOCK_OCTETS = 16;

    /** Both halves of a hash. */
    record Hash(long first, long second) {}

    private Murmur3() {}

    /**
     * The hash of {@code octets}.
     *
     * @param seed 32 bits, taken as unsigned
     */
    static Hash hash(byte[] octets, int seed) {
        long h1 = Integer.toUnsignedLong(seed);
        long h2 = h1;
        int blocksEnd = octets.length / BLOCK_OCTETS * BLOCK_OCTETS;
        for (int offset = 0; offset < blocksEnd; offset += BLOCK_OCTETS) {
            h1 ^= first(word(octets, offset, 8));
            h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
            h2 ^= second(word(octets, offset + 8, 8));
            h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
        }
        int tail = octets.length - blocksEnd;
        h2 ^= second(word(octets, blocksEnd + 8, tail - 8));
        h1 ^= first(word(octets, blocksEnd, Math.min(tail, 8)));
        h1 ^= octets.length;
        h2 ^= octets.length;
        h1 += h2;
        h2 += h1;
        h1 = avalanche(h1);
        h2 = avalanche(h2);
        h1 += h2;
        return new Hash(h1, h2 + h1);
    }

    private static long first(long word) {
        return Long.rotateLeft(word * C1, 31) * C2;
    }

    private static long second(long word) {
        return Long.rotateLeft(word * C2, 33) * C1;
    }

    /** Up to eight octets, little-endian; 0 for none. */
    private static long word(byte[] octets, int offset, int count) {
        long word = 0;
        for (int i = 0; i < count; i++) {
            word |= (octets[offset + i] & 0xffL) << (8 * i);
        }
        return word;
    }

    private static long avalanche(long start) {
        long hash = (start ^ (start >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
