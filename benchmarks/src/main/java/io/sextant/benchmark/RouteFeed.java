package io.sextant.benchmark;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.message.Octets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The octets a provider's router sends at the start of a session: a full table like the one of the public Internet, five to
 * eight prefixes an UPDATE, AS paths of two to six, a fifth of the UPDATEs with the attributes of an earlier one. The shape
 * is that of {@code tools/bgpblast.c} in the facts of performance; the draws are not.
 */
final class RouteFeed {

    /** Octets a chunk: what a busy receiver reads from TCP at once. */
    static final int CHUNK_OCTETS = 65_536;

    private static final int HEADER_OCTETS = 19;
    private static final int REMEMBERED_SETS = 4_096;

    /** Prefixes in a thousand by length, from /9 to /24. */
    private static final int[] PER_MILLE = {1, 1, 2, 3, 4, 5, 5, 15, 10, 16, 30, 48, 52, 118, 98, 592};

    private static final int[] HOPS = {2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 6};

    private final byte[] message = new byte[4_096];
    private final List<Octets> chunks = new ArrayList<>();
    private final byte[] chunk = new byte[CHUNK_OCTETS];
    private final List<byte[]> earlier = new ArrayList<>();
    private final SplittableRandom random;
    private final long firstAs;
    private final Ipv4Address nextHop;
    private int filled;
    private int attributeSets;
    private int updates;
    private long octets;

    private RouteFeed(long seed, long firstAs, Ipv4Address nextHop) {
        this.random = new SplittableRandom(seed);
        this.firstAs = firstAs;
        this.nextHop = nextHop;
    }

    /** Prefixes, each an address in the upper 32 bits and a length below; all different, none reserved. */
    static long[] prefixes(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] slots = new long[Integer.highestOneBit(4 * count)];
        long[] prefixes = new long[count];
        for (int found = 0; found < count; ) {
            int length = length(random.nextInt(1000));
            int address = random.nextInt() & -1 << (32 - length);
            int first = address >>> 24;
            if (first == 0 || first == 10 || first == 127 || first == 172 || first == 192 || first >= 224) {
                continue;
            }
            long prefix = (long) address << 32 | length;
            int at = (int) (prefix * 0x9E37_79B9_7F4A_7C15L >>> 40) & (slots.length - 1);
            while (slots[at] != 0 && slots[at] != prefix) {
                at = (at + 1) & (slots.length - 1);
            }
            if (slots[at] == 0) {
                slots[at] = prefix;
                prefixes[found++] = prefix;
            }
        }
        return prefixes;
    }

    private static int length(int draw) {
        int left = draw;
        int length = 9;
        for (int share : PER_MILLE) {
            if (left < share) {
                return length;
            }
            left -= share;
            length++;
        }
        throw new IllegalArgumentException("draw of " + draw);
    }

    /**
     * The table as one peer sends it.
     *
     * @param seed of attributes and grouping; the prefixes stay the same
     * @param firstAs the peer's
     */
    static RouteFeed of(long[] prefixes, long seed, long firstAs, Ipv4Address nextHop) {
        RouteFeed feed = new RouteFeed(seed, firstAs, nextHop);
        for (int from = 0; from < prefixes.length; ) {
            int count = Math.min(prefixes.length - from, 5 + feed.random.nextInt(4));
            feed.update(prefixes, from, count);
            from += count;
        }
        feed.flush();
        return feed;
    }

    /** The stream, cut without regard to messages. */
    List<Octets> chunks() {
        return chunks;
    }

    @Override
    public String toString() {
        return updates + " UPDATEs, " + attributeSets + " attribute sets, " + octets + " octets";
    }

    private void update(long[] prefixes, int from, int count) {
        byte[] attributes = attributes();
        Arrays.fill(message, 0, 16, (byte) 0xFF);
        message[18] = 2;
        put16(19, 0);
        put16(21, attributes.length);
        System.arraycopy(attributes, 0, message, 23, attributes.length);
        int at = 23 + attributes.length;
        for (int i = from; i < from + count; i++) {
            int length = (int) prefixes[i];
            message[at++] = (byte) length;
            for (int shift = 56; shift > 56 - length; shift -= 8) {
                message[at++] = (byte) (prefixes[i] >>> shift);
            }
        }
        put16(16, at);
        updates++;
        emit(at);
    }

    private byte[] attributes() {
        if (earlier.size() > 64 && random.nextInt(100) < 20) {
            return earlier.get(random.nextInt(earlier.size()));
        }
        byte[] fresh = freshAttributes();
        if (earlier.size() < REMEMBERED_SETS) {
            earlier.add(fresh);
        } else {
            earlier.set(attributeSets % REMEMBERED_SETS, fresh);
        }
        attributeSets++;
        return fresh;
    }

    private byte[] freshAttributes() {
        int at = HEADER_OCTETS;
        at = attribute(at, 0x40, 1, 1);
        message[at++] = (byte) (random.nextInt(100) < 85 ? 0 : 2);
        int hops = HOPS[random.nextInt(HOPS.length)];
        at = attribute(at, 0x40, 2, 2 + 4 * hops);
        message[at++] = 2;
        message[at++] = (byte) hops;
        at = put32(at, (int) firstAs);
        for (int hop = 1; hop < hops; hop++) {
            int asn = hop == hops - 1
                    ? 1_000 + random.nextInt(399_000)
                    : hop == 1 ? 100 + random.nextInt(60) : 200 + random.nextInt(12_000);
            at = put32(at, asn >= 64_496 && asn <= 65_551 ? 70_000 + (asn & 1_023) : asn);
        }
        at = put32(attribute(at, 0x40, 3, 4), nextHop.bits());
        if (random.nextInt(100) < 30) {
            at = put32(attribute(at, 0x80, 4, 4), random.nextInt(200));
        }
        if (random.nextInt(100) < 60) {
            int communities = 1 + random.nextInt(4);
            at = attribute(at, 0xC0, 8, 4 * communities);
            for (int i = 0; i < communities; i++) {
                at = put32(at, (100 + random.nextInt(60)) << 16 | random.nextInt(3_000));
            }
        }
        return Arrays.copyOfRange(message, HEADER_OCTETS, at);
    }

    private int attribute(int at, int flags, int type, int length) {
        message[at] = (byte) flags;
        message[at + 1] = (byte) type;
        message[at + 2] = (byte) length;
        return at + 3;
    }

    private void put16(int at, int value) {
        message[at] = (byte) (value >>> 8);
        message[at + 1] = (byte) value;
    }

    private int put32(int at, int value) {
        put16(at, value >>> 16);
        put16(at + 2, value);
        return at + 4;
    }

    private void emit(int length) {
        octets += length;
        for (int from = 0; from < length; ) {
            int part = Math.min(length - from, CHUNK_OCTETS - filled);
            System.arraycopy(message, from, chunk, filled, part);
            filled += part;
            from += part;
            if (filled == CHUNK_OCTETS) {
                flush();
            }
        }
    }

    private void flush() {
        if (filled > 0) {
            chunks.add(Octets.of(Arrays.copyOf(chunk, filled)));
            filled = 0;
        }
    }
}
