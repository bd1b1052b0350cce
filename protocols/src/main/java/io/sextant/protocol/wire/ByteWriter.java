package io.sextant.protocol.wire;

import java.util.Arrays;
import java.util.function.Consumer;

/** Writes big-endian fields into a buffer that grows. Values wider than their field are a fault of ours and throw. */
public final class ByteWriter {

    private byte[] octets;
    private int length;

    public ByteWriter() {
        this(64);
    }

    /** Starts with room for {@code expectedOctets}; more is added as needed. */
    public ByteWriter(int expectedOctets) {
        octets = new byte[Math.max(16, expectedOctets)];
    }

    public ByteWriter u8(int value) {
        return put(range(value, 0xFF), 1);
    }

    public ByteWriter u16(int value) {
        return put(range(value, 0xFFFF), 2);
    }

    public ByteWriter u24(int value) {
        return put(range(value, 0xFF_FFFF), 3);
    }

    public ByteWriter u32(long value) {
        return put(range(value, 0xFFFF_FFFFL), 4);
    }

    public ByteWriter s32(int value) {
        return put(value & 0xFFFF_FFFFL, 4);
    }

    public ByteWriter s64(long value) {
        return put(value, 8);
    }

    public ByteWriter bytes(byte[] source) {
        return bytes(source, 0, source.length);
    }

    public ByteWriter bytes(byte[] source, int offset, int count) {
        ensure(count);
        System.arraycopy(source, offset, octets, length, count);
        length += count;
        return this;
    }

    public ByteWriter zeros(int count) {
        ensure(count);
        Arrays.fill(octets, length, length + count, (byte) 0);
        length += count;
        return this;
    }

    /** Writes a one-octet length, then the body it counts. */
    public ByteWriter lengthPrefixed8(Consumer<ByteWriter> body) {
        return lengthPrefixed(1, body);
    }

    /** Writes a two-octet length, then the body it counts. */
    public ByteWriter lengthPrefixed16(Consumer<ByteWriter> body) {
        return lengthPrefixed(2, body);
    }

    /** Overwrites two octets written before, such as a length or a checksum known only now. */
    public ByteWriter patchU16(int offset, int value) {
        if (offset < 0 || offset + 2 > length) {
            throw new IndexOutOfBoundsException(offset + " of " + length);
        }
        range(value, 0xFFFF);
        octets[offset] = (byte) (value >>> 8);
        octets[offset + 1] = (byte) value;
        return this;
    }

    /** Octets written so far. */
    public int length() {
        return length;
    }

    /** The buffer itself, valid up to {@link #length}; changed by further writes. */
    public byte[] buffer() {
        return octets;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(octets, length);
    }

    private ByteWriter lengthPrefixed(int width, Consumer<ByteWriter> body) {
        int at = length;
        zeros(width);
        body.accept(this);
        int count = length - at - width;
        range(count, width == 1 ? 0xFF : 0xFFFF);
        for (int i = 0; i < width; i++) {
            octets[at + i] = (byte) (count >>> 8 * (width - 1 - i));
        }
        return this;
    }

    private ByteWriter put(long value, int width) {
        ensure(width);
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            octets[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    private static long range(long value, long max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(value + " is not in 0.." + max);
        }
        return value;
    }

    private void ensure(int more) {
        if (more > octets.length - length) {
            octets = Arrays.copyOf(octets, Math.max(octets.length * 2, Math.addExact(length, more)));
        }
    }
}
