package io.sextant.protocol.wire;

import java.util.Arrays;

/** Reads big-endian fields from a range of octets; every read names its field, so that a short input can be explained. */
public final class ByteReader {

    private final byte[] octets;
    private final int end;
    private int position;

    /** Reads all of {@code octets}, which must not change while it is read. */
    public ByteReader(byte[] octets) {
        this(octets, 0, octets.length);
    }

    /** Reads {@code length} octets from {@code offset} on. */
    public ByteReader(byte[] octets, int offset, int length) {
        if (offset < 0 || length < 0 || length > octets.length - offset) {
            throw new IndexOutOfBoundsException(offset + "+" + length + " of " + octets.length);
        }
        this.octets = octets;
        this.position = offset;
        this.end = offset + length;
    }

    /** Octets left to read. */
    public int remaining() {
        return end - position;
    }

    public boolean isEmpty() {
        return position == end;
    }

    public int u8(String field) throws MalformedException {
        require(1, field);
        return octets[position++] & 0xFF;
    }

    public int u16(String field) throws MalformedException {
        require(2, field);
        int value = (octets[position] & 0xFF) << 8 | (octets[position + 1] & 0xFF);
        position += 2;
        return value;
    }

    public int u24(String field) throws MalformedException {
        require(3, field);
        return u8(field) << 16 | u16(field);
    }

    /** Four octets as an unsigned number. */
    public long u32(String field) throws MalformedException {
        return s32(field) & 0xFFFF_FFFFL;
    }

    /** Four octets as they are. */
    public int s32(String field) throws MalformedException {
        require(4, field);
        return u16(field) << 16 | u16(field);
    }

    public long s64(String field) throws MalformedException {
        require(8, field);
        return (long) s32(field) << 32 | u32(field);
    }

    /** A copy of the next {@code length} octets. */
    public byte[] bytes(int length, String field) throws MalformedException {
        require(length, field);
        position += length;
        return Arrays.copyOfRange(octets, position - length, position);
    }

    /** A copy of all octets that are left. */
    public byte[] rest() {
        byte[] copy = Arrays.copyOfRange(octets, position, end);
        position = end;
        return copy;
    }

    public void skip(int length, String field) throws MalformedException {
        require(length, field);
        position += length;
    }

    /** A reader of the next {@code length} octets alone; this one goes on behind them. */
    public ByteReader slice(int length, String field) throws MalformedException {
        require(length, field);
        position += length;
        return new ByteReader(octets, position - length, length);
    }

    /** Refuses octets that nobody asked for. */
    public void expectEnd(String field) throws MalformedException {
        if (!isEmpty()) {
            throw new MalformedException(field, remaining() + " octets too many");
        }
    }

    private void require(int length, String field) throws MalformedException {
        if (length < 0 || length > end - position) {
            throw new MalformedException(field, "needs " + length + " octets, " + remaining() + " are left");
        }
    }
}
