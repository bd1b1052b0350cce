package io.sextant.protocol.bfd;

/**
 * What the peer last said of itself.
 *
 * @param discriminator its number of the session, 0 when unknown
 * @param independent the C bit
 */
public record BfdPeerView(
        long discriminator,
        BfdDiagnostic diagnostic,
        int detectMultiplier,
        long desiredMinTxMicros,
        long requiredMinRxMicros,
        long requiredMinEchoRxMicros,
        boolean independent) {

    /** Before anything was heard, as FRR 8.4 prints it: its own slow timers. */
    public static final BfdPeerView UNKNOWN =
            new BfdPeerView(0, BfdDiagnostic.NONE, 3, BfdSession.SLOW_MICROS, BfdSession.SLOW_MICROS, 0, false);

    static BfdPeerView of(BfdPacket packet) {
        return new BfdPeerView(
                packet.myDiscriminator(),
                packet.diagnostic(),
                packet.detectMultiplier(),
                packet.desiredMinTxMicros(),
                packet.requiredMinRxMicros(),
                packet.requiredMinEchoRxMicros(),
                packet.controlPlaneIndependent());
    }

    /** RFC 5880 §6.8.1: the discriminator of a peer that is gone must not be used again. */
    BfdPeerView forgotten() {
        return new BfdPeerView(
                0,
                diagnostic,
                detectMultiplier,
                desiredMinTxMicros,
                requiredMinRxMicros,
                requiredMinEchoRxMicros,
                independent);
    }
}
