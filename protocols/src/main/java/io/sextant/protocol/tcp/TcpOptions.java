package io.sextant.protocol.tcp;

import io.sextant.protocol.wire.MalformedException;
import io.sextant.protocol.wire.Octets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of a TCP header's options. {@code mssOctets} 0, {@code windowScale} {@link #ABSENT} and no timestamps mean that
 * the option is not there; {@code sackBlocks} holds left and right edges in turn, at most four pairs; {@code md5Digest} is
 * RFC 2385's 16 octets. Kinds not listed here are skipped by length, as every TCP must (RFC 9293 §3.1), and not kept.
 */
@SuppressWarnings("ArrayRecordComponent") // octets: compared by content below, and not changed by whoever holds them
public record TcpOptions(
        int mssOctets,
        int windowScale,
        boolean sackPermitted,
        boolean hasTimestamps,
        int timestampValue,
        int timestampEcho,
        int[] sackBlocks,
        byte @Nullable [] md5Digest) {

    /** The {@link #windowScale} of a segment without that option. */
    public static final int ABSENT = -1;

    /** Options never take more (RFC 9293 §3.1). */
    public static final int MAX_OCTETS = 40;

    private static final int[] NO_BLOCKS = {};

    /** No option at all. */
    public static final TcpOptions NONE = new TcpOptions(0, ABSENT, false, false, 0, 0, NO_BLOCKS, null);

    private static final int END = 0;
    private static final int NOP = 1;
    private static final int MSS = 2;
    private static final int WINDOW_SCALE = 3;
    private static final int SACK_PERMITTED = 4;
    private static final int SACK = 5;
    private static final int TIMESTAMPS = 8;
    private static final int MD5 = 19;
    private static final int MD5_OCTETS = 18;
    private static final int TIMESTAMPS_OCTETS = 10;

    public TcpOptions {
        int length = lengthOf(mssOctets, windowScale, sackPermitted, hasTimestamps, sackBlocks, md5Digest);
        if (length > MAX_OCTETS || sackBlocks.length % 2 != 0) {
            throw new IllegalArgumentException(length + " octets of options");
        }
    }

    /** What a SYN offers; a timestamp is added where {@code hasTimestamps}. */
    public static TcpOptions ofSyn(
            int mssOctets, int windowScale, boolean sackPermitted, boolean hasTimestamps, int value, int echo) {
        return new TcpOptions(mssOctets, windowScale, sackPermitted, hasTimestamps, value, echo, NO_BLOCKS, null);
    }

    /** What an ordinary segment of a connection with timestamps carries. */
    public static TcpOptions ofTimestamps(int value, int echo) {
        return new TcpOptions(0, ABSENT, false, true, value, echo, NO_BLOCKS, null);
    }

    /** These options and the given blocks. */
    public TcpOptions withSackBlocks(int[] blocks) {
        return new TcpOptions(
                mssOctets, windowScale, sackPermitted, hasTimestamps, timestampValue, timestampEcho, blocks, md5Digest);
    }

    /** These options and an MD5 digest. */
    public TcpOptions withMd5Digest(byte[] digest) {
        return new TcpOptions(
                mssOctets,
                windowScale,
                sackPermitted,
                hasTimestamps,
                timestampValue,
                timestampEcho,
                sackBlocks,
                digest);
    }

    /** Octets on the wire, padding included: a multiple of four. */
    public int lengthOctets() {
        return lengthOf(mssOctets, windowScale, sackPermitted, hasTimestamps, sackBlocks, md5Digest);
    }

    /**
     * Writes them in Linux's order ({@code tcp_options_write}): MD5, MSS, timestamps with SACK permitted in the place of the
     * two NOPs before them, window scale, SACK blocks.
     */
    public void writeTo(byte[] b, int off) {
        int at = off;
        if (md5Digest != null) {
            at = put(b, at, NOP, NOP, MD5, MD5_OCTETS);
            System.arraycopy(md5Digest, 0, b, at, md5Digest.length);
            at += md5Digest.length;
        }
        if (mssOctets != 0) {
            at = put(b, at, MSS, 4, mssOctets >>> 8, mssOctets);
        }
        if (hasTimestamps) {
            at = sackPermitted
                    ? put(b, at, SACK_PERMITTED, 2, TIMESTAMPS, TIMESTAMPS_OCTETS)
                    : put(b, at, NOP, NOP, TIMESTAMPS, TIMESTAMPS_OCTETS);
            Octets.putS32(b, at, timestampValue);
            Octets.putS32(b, at + 4, timestampEcho);
            at += 8;
        } else if (sackPermitted) {
            at = put(b, at, NOP, NOP, SACK_PERMITTED, 2);
        }
        if (windowScale != ABSENT) {
            at = put(b, at, NOP, WINDOW_SCALE, 3, windowScale);
        }
        if (sackBlocks.length > 0) {
            at = put(b, at, NOP, NOP, SACK, 2 + 4 * sackBlocks.length);
            for (int edge : sackBlocks) {
                Octets.putS32(b, at, edge);
                at += 4;
            }
        }
    }

    /** Reads them strictly: an option whose length cannot be is an error. */
    static TcpOptions decode(byte[] b, int off, int length) throws MalformedException {
        Parser parser = new Parser();
        parser.parse(b, off, off + length);
        if (!parser.sound) {
            throw new MalformedException("TCP options", "kind " + parser.kind + " has a length that cannot be");
        }
        return parser.options();
    }

    /** Reads them as Linux does: from the first option whose length cannot be, the rest is ignored. */
    static TcpOptions read(byte[] b, int off, int length) {
        if (length == 0) {
            return NONE;
        }
        // The usual case of a running connection: NOP, NOP, timestamps.
        if (length == 12 && Octets.s32(b, off) == (NOP << 24 | NOP << 16 | TIMESTAMPS << 8 | TIMESTAMPS_OCTETS)) {
            return ofTimestamps(Octets.s32(b, off + 4), Octets.s32(b, off + 8));
        }
        Parser parser = new Parser();
        parser.parse(b, off, off + length);
        return parser.options();
    }

    private static int put(byte[] b, int at, int first, int second, int third, int fourth) {
        b[at] = (byte) first;
        b[at + 1] = (byte) second;
        b[at + 2] = (byte) third;
        b[at + 3] = (byte) fourth;
        return at + 4;
    }

    private static int lengthOf(
            int mss, int scale, boolean sackPermitted, boolean timestamps, int[] blocks, byte @Nullable [] digest) {
        return (digest == null ? 0 : 20)
                + (mss == 0 ? 0 : 4)
                + (timestamps ? 12 : sackPermitted ? 4 : 0)
                + (scale == ABSENT ? 0 : 4)
                + (blocks.length == 0 ? 0 : 4 + 4 * blocks.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TcpOptions that
                && mssOctets == that.mssOctets
                && windowScale == that.windowScale
                && sackPermitted == that.sackPermitted
                && hasTimestamps == that.hasTimestamps
                && timestampValue == that.timestampValue
                && timestampEcho == that.timestampEcho
                && Arrays.equals(sackBlocks, that.sackBlocks)
                && Arrays.equals(md5Digest, that.md5Digest);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * timestampValue + timestampEcho) + mssOctets;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (md5Digest != null) {
            text.append(",md5");
        }
        if (mssOctets != 0) {
            text.append(",mss ").append(mssOctets);
        }
        if (sackPermitted) {
            text.append(",sackOK");
        }
        if (hasTimestamps) {
            text.append(",TS val ").append(timestampValue & 0xFFFF_FFFFL);
            text.append(" ecr ").append(timestampEcho & 0xFFFF_FFFFL);
        }
        if (windowScale != ABSENT) {
            text.append(",wscale ").append(windowScale);
        }
        for (int i = 0; i < sackBlocks.length; i += 2) {
            text.append(i == 0 ? ",sack {" : "{").append(sackBlocks[i] & 0xFFFF_FFFFL);
            text.append(':').append(sackBlocks[i + 1] & 0xFFFF_FFFFL).append('}');
        }
        return text.length() == 0 ? "" : text.substring(1);
    }

    /** Collects options while it walks over them. */
    private static final class Parser {

        private boolean sound = true;
        private int kind;
        private int mss;
        private int scale = ABSENT;
        private boolean sackPermitted;
        private boolean timestamps;
        private int value;
        private int echo;
        private int[] blocks = NO_BLOCKS;
        private byte @Nullable [] digest;

        TcpOptions options() {
            int length = lengthOf(mss, scale, sackPermitted, timestamps, blocks, digest);
            // Packed more tightly than Linux writes them (no NOPs), options can need more room here than they took
            // there.
            int[] kept = length > MAX_OCTETS ? NO_BLOCKS : blocks;
            return new TcpOptions(mss, scale, sackPermitted, timestamps, value, echo, kept, digest);
        }

        /** Walks to the end, or to the first option whose length cannot be. */
        void parse(byte[] b, int off, int end) {
            int at = off;
            while (at < end) {
                kind = b[at] & 0xFF;
                if (kind == END) {
                    return;
                }
                if (kind == NOP) {
                    at++;
                    continue;
                }
                int length = at + 1 < end ? b[at + 1] & 0xFF : 0;
                sound = length >= 2 && length <= end - at && take(b, at, length);
                if (!sound) {
                    return;
                }
                at += length;
            }
        }

        private boolean take(byte[] b, int at, int length) {
            int wanted =
                    switch (kind) {
                        case MSS -> 4;
                        case WINDOW_SCALE -> 3;
                        case SACK_PERMITTED -> 2;
                        case TIMESTAMPS -> TIMESTAMPS_OCTETS;
                        case MD5 -> MD5_OCTETS;
                        default -> length;
                    };
            if (length != wanted) {
                return false;
            }
            switch (kind) {
                case MSS -> mss = Octets.u16(b, at + 2);
                // RFC 7323 §2.3: a shift above 14 is taken as 14.
                case WINDOW_SCALE -> scale = Math.min(b[at + 2] & 0xFF, 14);
                case SACK_PERMITTED -> sackPermitted = true;
                case SACK -> {
                    return takeBlocks(b, at, length);
                }
                case TIMESTAMPS -> {
                    timestamps = true;
                    value = Octets.s32(b, at + 2);
                    echo = Octets.s32(b, at + 6);
                }
                case MD5 -> digest = Arrays.copyOfRange(b, at + 2, at + MD5_OCTETS);
                default -> {
                    // An option of a later time: skipped by its length.
                }
            }
            return true;
        }

        private boolean takeBlocks(byte[] b, int at, int length) {
            if (length < 10 || (length - 2) % 8 != 0) {
                return false;
            }
            blocks = new int[(length - 2) / 4];
            for (int i = 0; i < blocks.length; i++) {
                blocks[i] = Octets.s32(b, at + 2 + 4 * i);
            }
            return true;
        }
    }
}
