package io.sextant.topology.capture;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes Ethernet frames as pcapng, little-endian, with nanosecond timestamps; a packet costs no allocation.
 *
 * <pre>
 *  Section Header Block     once
 *  Interface Description    one for each interface, any time before its first packet
 *  Enhanced Packet Block    one for each packet; its number, direction and comment as options
 *
 *  0          4          8         12         16         20         24         28
 * +----------+----------+----------+----------+----------+----------+----------+------------------------+
 * |    6     |  length  | interface| time high| time low | captured | original | octets, padded to 4    |
 * +----------+----------+----------+----------+----------+----------+----------+------------------------+
 * | 1, n | comment, padded | 2, 4 | flags | 5, 8 | packet id | 0, 0 |  length  |
 * +------------------------+--------------+------------------+------+----------+
 * </pre>
 *
 * <p>The file has a limit in octets. What would go beyond it is left out and counted, and Interface Statistics Blocks at
 * the end tell every reader so.
 */
public final class PcapngWriter implements Closeable {
    /** Where a file ends unless told otherwise: 1 GiB. */
    public static final long DEFAULT_LIMIT_OCTETS = 1L << 30;

    /** The longest snap length, Wireshark's own. */
    public static final int MAX_SNAP_OCTETS = 262_144;

    /** Longer comments, names and descriptions are cut. */
    public static final int MAX_COMMENT_OCTETS = 1024;

    /** Interfaces in one file. */
    public static final int MAX_INTERFACES = 4096;

    /** The smallest limit a file may have: room for the header and some packets. */
    public static final long MIN_LIMIT_OCTETS = 1024;

    private static final int SECTION_HEADER = 0x0a0d0d0a;
    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int INTERFACE_STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;
    private static final int LINK_TYPE_ETHERNET = 1;
    private static final int OPTION_END = 0;
    private static final int OPTION_COMMENT = 1;
    private static final int SECTION_APPLICATION = 4;
    private static final int INTERFACE_NAME = 2;
    private static final int INTERFACE_TEXT = 3;
    private static final int INTERFACE_RESOLUTION = 9;
    private static final int NANOSECONDS = 9;
    private static final int STATISTICS_RECEIVED = 4;
    private static final int STATISTICS_DROPPED = 5;
    private static final int PACKET_FLAGS = 2;
    private static final int PACKET_ID = 5;
    private static final int INBOUND = 1;
    private static final int OUTBOUND = 2;
    /** A packet's block without octets and comment: fixed part, flags, id, end of options, closing length. */
    private static final int PACKET_OVERHEAD_OCTETS = 28 + 8 + 12 + 4 + 4;

    private static final int STATISTICS_OCTETS = 52;
    /** Holds the largest block; with 256 KiB a frame costs two thirds of what it does with 64. */
    private static final int BUFFER_OCTETS = PACKET_OVERHEAD_OCTETS + MAX_SNAP_OCTETS + 4 + MAX_COMMENT_OCTETS;

    private final WritableByteChannel out;
    private final long epochNanos;
    private final long limitOctets;
    private final List<CapturedInterface> interfaces = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_OCTETS).order(ByteOrder.LITTLE_ENDIAN);
    private long flushedOctets;
    private long lastNanos;
    private long packets;
    private long leftOut;

    private static final class CapturedInterface {
        final int snapOctets;
        long seen;
        long leftOut;

        CapturedInterface(int snapOctets) {
            this.snapOctets = snapOctets;
        }
    }

    /**
     * Begins a capture.
     *
     * @param out is closed by {@link #close} and when writing fails, which discards an {@link OutputFile}
     * @param epochNanos what virtual time 0 is, in nanoseconds since 1970-01-01T00:00:00Z
     * @param limitOctets where the file ends
     * @throws UncheckedIOException if writing fails, here and everywhere
     */
    public PcapngWriter(WritableByteChannel out, long epochNanos, long limitOctets) {
        if (limitOctets < MIN_LIMIT_OCTETS) {
            throw new IllegalArgumentException(
                    "a capture's limit is " + MIN_LIMIT_OCTETS + " octets or more, not " + limitOctets);
        }
        this.out = out;
        this.epochNanos = epochNanos;
        this.limitOctets = limitOctets;
        sectionHeader();
    }

    /** Begins a capture in a file with the default limit; the file appears when the writer is closed. */
    public static PcapngWriter toFile(Path target, long epochNanos) {
        try {
            return new PcapngWriter(new OutputFile(target), epochNanos, DEFAULT_LIMIT_OCTETS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds an interface; its index is what {@link #packet} takes, from 0.
     *
     * @param description for the reader, or null; like the name it is cut at {@link #MAX_COMMENT_OCTETS}
     * @param snapOctets how much of each frame is kept, 1 to {@link #MAX_SNAP_OCTETS}
     */
    public int addInterface(String name, @Nullable String description, int snapOctets) {
        if (snapOctets < 1 || snapOctets > MAX_SNAP_OCTETS || interfaces.size() >= MAX_INTERFACES) {
            throw new IllegalArgumentException("no interface " + name + " with snap length " + snapOctets
                    + " octets as number " + interfaces.size());
        }
        byte[] nameOctets = text(name);
        byte[] text = text(description == null ? "" : description);
        int length = 16 + optionOctets(nameOctets.length) + (text.length > 0 ? optionOctets(text.length) : 0) + 8 + 8;
        begin(INTERFACE_DESCRIPTION, length);
        buffer.putShort((short) LINK_TYPE_ETHERNET).putShort((short) 0).putInt(snapOctets);
        option(INTERFACE_NAME, nameOctets);
        if (text.length > 0) {
            option(INTERFACE_TEXT, text);
        }
        option(INTERFACE_RESOLUTION, new byte[] {NANOSECONDS});
        end(length);
        interfaces.add(new CapturedInterface(snapOctets));
        return interfaces.size() - 1;
    }

    /**
     * Writes a frame.
     *
     * @param interfaceIndex from {@link #addInterface}
     * @param timestampNanos virtual time
     * @param octets holds the frame, Ethernet header first
     * @param packetId the number that stays with the packet across taps
     * @param comment for the reader, or null
     */
    public void packet(
            int interfaceIndex,
            long timestampNanos,
            byte[] octets,
            int offset,
            int length,
            boolean outbound,
            long packetId,
            @Nullable String comment) {
        CapturedInterface at = interfaces.get(interfaceIndex);
        at.seen++;
        lastNanos = timestampNanos;
        int captured = Math.min(length, at.snapOctets);
        int commentOctets = comment == null ? 0 : Utf8.octets(comment, MAX_COMMENT_OCTETS);
        int blockOctets =
                PACKET_OVERHEAD_OCTETS + padded(captured) + (commentOctets == 0 ? 0 : optionOctets(commentOctets));
        if (leftOut > 0 || writtenOctets() + blockOctets + reservedOctets() > limitOctets) {
            at.leftOut++;
            leftOut++;
            return;
        }
        begin(ENHANCED_PACKET, blockOctets);
        long time = epochNanos + timestampNanos;
        buffer.putInt(interfaceIndex).putInt((int) (time >>> 32)).putInt((int) time);
        buffer.putInt(captured).putInt(length).put(octets, offset, captured);
        pad(captured);
        if (comment != null && commentOctets > 0) {
            buffer.putShort((short) OPTION_COMMENT).putShort((short) commentOctets);
            Utf8.encode(comment, commentOctets, buffer);
            pad(commentOctets);
        }
        buffer.putShort((short) PACKET_FLAGS).putShort((short) 4).putInt(outbound ? OUTBOUND : INBOUND);
        buffer.putShort((short) PACKET_ID).putShort((short) 8).putLong(packetId);
        end(blockOctets);
        packets++;
    }

    /** Packets written. */
    public long packets() {
        return packets;
    }

    /** Packets left out since the file was full. */
    public long packetsLeftOut() {
        return leftOut;
    }

    /** Octets written so far. */
    public long writtenOctets() {
        return flushedOctets + buffer.position();
    }

    /** Ends the file and closes the channel. */
    @Override
    public void close() {
        if (!out.isOpen()) {
            return;
        }
        if (leftOut > 0) {
            for (int i = 0; i < interfaces.size(); i++) {
                statistics(i, interfaces.get(i));
            }
        }
        flush();
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] text(String text) {
        ByteBuffer octets = ByteBuffer.allocate(Utf8.octets(text, MAX_COMMENT_OCTETS));
        Utf8.encode(text, octets.capacity(), octets);
        return octets.array();
    }

    /** Gives the capture up: of an {@link OutputFile} nothing stays. Harmless after {@link #close}. */
    public void discard() {
        try {
            if (out instanceof OutputFile file) {
                file.discard();
            } else {
                out.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sectionHeader() {
        byte[] application = text("Sextant");
        int length = 24 + optionOctets(application.length) + 4 + 4;
        begin(SECTION_HEADER, length);
        buffer.putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(-1);
        option(SECTION_APPLICATION, application);
        end(length);
    }

    private void statistics(int index, CapturedInterface at) {
        begin(INTERFACE_STATISTICS, STATISTICS_OCTETS);
        long time = epochNanos + lastNanos;
        buffer.putInt(index).putInt((int) (time >>> 32)).putInt((int) time);
        buffer.putShort((short) STATISTICS_RECEIVED).putShort((short) 8).putLong(at.seen);
        buffer.putShort((short) STATISTICS_DROPPED).putShort((short) 8).putLong(at.leftOut);
        end(STATISTICS_OCTETS);
    }

    /** What the statistics at the end of a full file may take. */
    private long reservedOctets() {
        return (long) interfaces.size() * STATISTICS_OCTETS;
    }

    private void begin(int type, int blockOctets) {
        if (buffer.remaining() < blockOctets) {
            flush();
        }
        buffer.putInt(type).putInt(blockOctets);
    }

    private void end(int blockOctets) {
        buffer.putInt(OPTION_END).putInt(blockOctets);
    }

    private void option(int code, byte[] value) {
        buffer.putShort((short) code).putShort((short) value.length).put(value);
        pad(value.length);
    }

    private void pad(int octets) {
        for (int i = octets; (i & 3) != 0; i++) {
            buffer.put((byte) 0);
        }
    }

    private static int optionOctets(int valueOctets) {
        return 4 + padded(valueOctets);
    }

    private static int padded(int octets) {
        return (octets + 3) & ~3;
    }

    private void flush() {
        flushedOctets += buffer.position();
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        } catch (IOException e) {
            giveUp(e);
            throw new UncheckedIOException(e);
        }
        buffer.clear();
    }

    private void giveUp(IOException reason) {
        try {
            discard();
        } catch (UncheckedIOException e) {
            reason.addSuppressed(e);
        }
    }
}
