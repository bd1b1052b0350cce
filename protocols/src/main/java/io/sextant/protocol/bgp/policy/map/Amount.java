package io.sextant.protocol.bgp.policy.map;

/**
 * A number to set, or to add to or take from the one that is there; the result stays in 0..4294967295.
 *
 * @param value 0..4294967295; not looked at with {@code roundTrip}
 * @param roundTrip the session's round trip in whole milliseconds instead of the value: 0 here, as on any LAN; longer ones
 *     are not modelled
 */
public record Amount(Sense sense, long value, boolean roundTrip) {

    private static final long MOST = 0xFFFF_FFFFL;

    /** What is done with the number. */
    public enum Sense {
        SET(""),
        ADD("+"),
        SUBTRACT("-");

        private final String sign;

        Sense(String sign) {
            this.sign = sign;
        }
    }

    public Amount {
        if (value < 0 || value > MOST) {
            throw new IllegalArgumentException(value + " is not in 0..4294967295");
        }
    }

    public static Amount of(long value) {
        return new Amount(Sense.SET, value, false);
    }

    public static Amount plus(long value) {
        return new Amount(Sense.ADD, value, false);
    }

    public static Amount minus(long value) {
        return new Amount(Sense.SUBTRACT, value, false);
    }

    long appliedTo(long current) {
        long by = roundTrip ? 0 : value;
        return switch (sense) {
            case SET -> by;
            case ADD -> Math.min(MOST, current + by);
            case SUBTRACT -> Math.max(0, current - by);
        };
    }

    /** As in configurations: {@code 10}, {@code +10}, {@code -rtt}. */
    @Override
    public String toString() {
        return sense.sign + (roundTrip ? "rtt" : Long.toString(value));
    }
}
