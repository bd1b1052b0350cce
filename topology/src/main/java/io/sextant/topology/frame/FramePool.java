package io.sextant.topology.frame;

import org.jspecify.annotations.Nullable;

/**
 * Cells for frames, reused. Two sizes keep small packets dense in the cache; larger ones get a cell of their own.
 * A cell's octets are not cleared: whoever takes a frame writes all of it. Packet ids count from 1.
 */
public final class FramePool {

    /** Longest frame the pool hands out: a jumbo frame with room for tunnel headers. */
    public static final int LENGTH_LIMIT_OCTETS = 65_535 + 14;

    private static final int[] ROOM_OCTETS = {256, 1_792, LENGTH_LIMIT_OCTETS};
    private static final int CLASSES = ROOM_OCTETS.length;

    private final @Nullable Frame[] free = new Frame[CLASSES];
    private long lastPacketId;
    private int outstanding;

    /** A frame of {@code lengthOctets} octets of undefined content, with a new packet id. */
    public Frame take(int lengthOctets) {
        Frame frame = cell(lengthOctets);
        frame.born(lengthOctets, ++lastPacketId);
        return frame;
    }

    /** A copy for flooding or mirroring: same octets, metadata and packet id. */
    public Frame copy(Frame original) {
        Frame frame = cell(original.length());
        frame.born(original.length(), original.packetId());
        frame.copyFrom(original);
        return frame;
    }

    /** Takes the frame back; the caller must not touch it again. A second time is a fault and throws. */
    public void give(Frame frame) {
        frame.retire();
        frame.setNext(free[frame.sizeClass]);
        free[frame.sizeClass] = frame;
        outstanding--;
    }

    /** Frames handed out and not yet given back. */
    public int outstanding() {
        return outstanding;
    }

    /** The newest packet id, which is the number of packets born so far. */
    public long lastPacketId() {
        return lastPacketId;
    }

    private Frame cell(int lengthOctets) {
        if (lengthOctets < 0 || lengthOctets > LENGTH_LIMIT_OCTETS) {
            throw new IllegalArgumentException(lengthOctets + " octets is not in 0.." + LENGTH_LIMIT_OCTETS);
        }
        int sizeClass = lengthOctets <= ROOM_OCTETS[0] ? 0 : lengthOctets <= ROOM_OCTETS[1] ? 1 : 2;
        outstanding++;
        Frame frame = free[sizeClass];
        if (frame == null) {
            return new Frame(new byte[Frame.HEADROOM_OCTETS + ROOM_OCTETS[sizeClass]], sizeClass);
        }
        free[sizeClass] = frame.next();
        frame.setNext(null);
        return frame;
    }
}
