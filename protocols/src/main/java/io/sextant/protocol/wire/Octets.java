package io.sextant.protocol.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Big-endian numbers inside a byte array, for views that read and patch headers in place. Allocates nothing; an offset
 * outside the array throws {@link IndexOutOfBoundsException}, so callers check lengths first (see {@link WireCheck}).
 */
public final class Octets {

    private static final VarHandle U16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle S32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle S64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Octets() {}

    public static int u8(byte[] octets, int offset) {
        return octets[offset] & 0xFF;
    }

    public static int u16(byte[] octets, int offset) {
        return (short) U16.get(octets, offset) & 0xFFFF;
    }

    /** Four octets as they are; as an unsigned number with {@code & 0xFFFFFFFFL}. */
    public static int s32(byte[] octets, int offset) {
        return (int) S32.get(octets, offset);
    }

    public static long s64(byte[] octets, int offset) {
        return (long) S64.get(octets, offset);
    }

    /** Six octets, such as an Ethernet address, in the low 48 bits. */
    public static long u48(byte[] octets, int offset) {
        return (long) u16(octets, offset) << 32 | (s32(octets, offset + 2) & 0xFFFF_FFFFL);
    }

    /** Writes the low eight bits. */
    public static void putU8(byte[] octets, int offset, int value) {
        octets[offset] = (byte) value;
    }

    /** Writes the low 16 bits. */
    public static void putU16(byte[] octets, int offset, int value) {
        U16.set(octets, offset, (short) value);
    }

    public static void putS32(byte[] octets, int offset, int value) {
        S32.set(octets, offset, value);
    }

    public static void putS64(byte[] octets, int offset, long value) {
        S64.set(octets, offset, value);
    }

    /** Writes the low 48 bits. */
    public static void putU48(byte[] octets, int offset, long value) {
        putU16(octets, offset, (int) (value >>> 32));
        putS32(octets, offset + 2, (int) value);
    }
}
