package io.sextant.protocol.bfd;

/**
 * What an operator sets for a session.
 *
 * @param detectMultiplier packets that may be missed before the session is down, 1..255
 * @param requiredMinRxMicros 1..4294967295 us
 * @param desiredMinTxMicros 1..4294967295 us
 * @param requiredMinEchoRxMicros announced only; echo is not modelled
 * @param passive waits for the peer's first packet (RFC 5880 §6.1)
 * @param shutdown held down
 */
public record BfdConfig(
        int detectMultiplier,
        long requiredMinRxMicros,
        long desiredMinTxMicros,
        long requiredMinEchoRxMicros,
        boolean passive,
        boolean shutdown) {

    /** FRR 8.4 ({@code bfd.h}): 3 times 300 ms, and willing to reflect echoes every 50 ms. */
    public static final BfdConfig FRR_8_4 = new BfdConfig(3, 300_000, 300_000, 50_000, false, false);

    public BfdConfig {
        if (detectMultiplier < 1 || detectMultiplier > 255) {
            throw new IllegalArgumentException("detect multiplier " + detectMultiplier + " is not in 1..255");
        }
        if (requiredMinRxMicros < 1 || desiredMinTxMicros < 1 || requiredMinEchoRxMicros < 0) {
            throw new IllegalArgumentException("BFD intervals are at least 1 us");
        }
    }

    /** Another multiplier and intervals in milliseconds, as FRR's statements have them. */
    public BfdConfig withTimers(int multiplier, long receiveMillis, long transmitMillis) {
        return new BfdConfig(
                multiplier, receiveMillis * 1000, transmitMillis * 1000, requiredMinEchoRxMicros, passive, shutdown);
    }

    public BfdConfig withPassive(boolean newPassive) {
        return new BfdConfig(
                detectMultiplier,
                requiredMinRxMicros,
                desiredMinTxMicros,
                requiredMinEchoRxMicros,
                newPassive,
                shutdown);
    }

    public BfdConfig withShutdown(boolean newShutdown) {
        return new BfdConfig(
                detectMultiplier,
                requiredMinRxMicros,
                desiredMinTxMicros,
                requiredMinEchoRxMicros,
                passive,
                newShutdown);
    }
}
