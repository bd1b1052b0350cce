package io.sextant.protocol.bfd;

import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.MalformedException;

/**
 * A BFD control packet without authentication (RFC 5880 §4.1).
 *
 * <pre>
 * 0              1              2             3
 * +--------------+--------------+-------------+--------+
 * | ver  | diag  | sta P F C A D M | multiplier | length |
 * | my discriminator                                    |
 * | your discriminator                                  |
 * | desired min TX interval, us                         |
 * | required min RX interval, us                        |
 * | required min echo RX interval, us                   |
 * +-----------------------------------------------------+
 * </pre>
 *
 * @param controlPlaneIndependent the C bit: the sender's BFD outlives its control plane
 * @param detectMultiplier 1..255
 * @param myDiscriminator the sender's number of the session, 1..2^32-1
 * @param yourDiscriminator what it knows of the receiver's, 0 when nothing
 * @param desiredMinTxMicros the sender would like to send as often; microseconds
 * @param requiredMinRxMicros the sender can bear to receive as often; microseconds
 * @param requiredMinEchoRxMicros 0 when it answers no echo; microseconds
 */
public record BfdPacket(
        BfdDiagnostic diagnostic,
        BfdState state,
        boolean poll,
        boolean finalBit,
        boolean controlPlaneIndependent,
        int detectMultiplier,
        long myDiscriminator,
        long yourDiscriminator,
        long desiredMinTxMicros,
        long requiredMinRxMicros,
        long requiredMinEchoRxMicros) {

    /** UDP destination port on a single hop (RFC 5881 §4). */
    public static final int SINGLE_HOP_PORT = 3784;

    /** UDP destination port over several hops (RFC 5883 §5). */
    public static final int MULTIHOP_PORT = 4784;

    /** Length without authentication. */
    public static final int LENGTH_OCTETS = 24;

    private static final int VERSION = 1;
    private static final int POLL = 0x20;
    private static final int FINAL = 0x10;
    private static final int INDEPENDENT = 0x08;
    private static final int AUTHENTICATION = 0x04;
    private static final int MULTIPOINT = 0x01;

    /**
     * Reads a packet with the checks of RFC 5880 §6.8.6 that need no session.
     *
     * @throws MalformedException when the packet is to be discarded
     */
    public static BfdPacket decode(ByteReader in) throws MalformedException {
        int available = in.remaining();
        int first = in.u8("BFD version");
        require(first >>> 5 == VERSION, "BFD version", (first >>> 5) + " is not " + VERSION);
        int flags = in.u8("BFD flags");
        int multiplier = in.u8("BFD detect multiplier");
        require(multiplier != 0, "BFD detect multiplier", "is zero");
        int length = in.u8("BFD length");
        require(length >= LENGTH_OCTETS && length <= available, "BFD length", length + " of " + available + " octets");
        require((flags & AUTHENTICATION) == 0, "BFD flags", "authentication is not in use here");
        require((flags & MULTIPOINT) == 0, "BFD flags", "the multipoint bit is set");
        long mine = in.u32("BFD my discriminator");
        require(mine != 0, "BFD my discriminator", "is zero");
        long yours = in.u32("BFD your discriminator");
        BfdState state = BfdState.of(flags >>> 6);
        boolean early = state == BfdState.DOWN || state == BfdState.ADMIN_DOWN;
        require(yours != 0 || early, "BFD your discriminator", "is zero in state " + state.word());
        return new BfdPacket(
                BfdDiagnostic.of(first & 0x1F),
                state,
                (flags & POLL) != 0,
                (flags & FINAL) != 0,
                (flags & INDEPENDENT) != 0,
                multiplier,
                mine,
                yours,
                in.u32("BFD desired min TX interval"),
                in.u32("BFD required min RX interval"),
                in.u32("BFD required min echo RX interval"));
    }

    /** The 24 octets. */
    public byte[] encode() {
        int flags = state.code() << 6
                | (poll ? POLL : 0)
                | (finalBit ? FINAL : 0)
                | (controlPlaneIndependent ? INDEPENDENT : 0);
        return new ByteWriter(LENGTH_OCTETS)
                .u8(VERSION << 5 | diagnostic.code())
                .u8(flags)
                .u8(detectMultiplier)
                .u8(LENGTH_OCTETS)
                .u32(myDiscriminator)
                .u32(yourDiscriminator)
                .u32(desiredMinTxMicros)
                .u32(requiredMinRxMicros)
                .u32(requiredMinEchoRxMicros)
                .toBytes();
    }

    private static void require(boolean holds, String field, String otherwise) throws MalformedException {
        if (!holds) {
            throw new MalformedException(field, otherwise);
        }
    }
}
