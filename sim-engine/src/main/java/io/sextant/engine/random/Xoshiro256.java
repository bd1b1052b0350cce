package io.sextant.engine.random;

import java.util.random.RandomGenerator;

/**
 * xoshiro256++ 1.0 of Blackman and Vigna (Scrambled Linear Pseudorandom Number Generators, ACM TOMS 47, 2021).
 *
 * <p>Every draw is written out here instead of inherited, because the defaults of {@link RandomGenerator} are not
 * specified and may differ between Java versions; logarithms are {@link StrictMath}'s, which are the same on every
 * machine.
 */
final class Xoshiro256 implements RandomGenerator {

    private static final double DOUBLE_UNIT = 0x1.0p-53;
    private static final float FLOAT_UNIT = 0x1.0p-24f;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    /** A generator in a given state, which must not be all zeros: that state would never change. */
    Xoshiro256(long s0, long s1, long s2, long s3) {
        if ((s0 | s1 | s2 | s3) == 0) {
            throw new IllegalArgumentException("The state of a generator must not be all zeros.");
        }
        this.s0 = s0;
        this.s1 = s1;
        this.s2 = s2;
        this.s3 = s3;
    }

    @Override
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    @Override
    public int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    @Override
    public int nextInt(int bound) {
        return (int) nextLong(bound);
    }

    @Override
    public int nextInt(int origin, int bound) {
        return (int) nextLong(origin, bound);
    }

    /** Uniform without bias: draws that fall into the last, incomplete multiple of the bound are drawn again. */
    @Override
    public long nextLong(long bound) {
        requirePositive(bound);
        long bits = nextLong() >>> 1;
        long value = bits % bound;
        while (bits - value + (bound - 1) < 0) {
            bits = nextLong() >>> 1;
            value = bits % bound;
        }
        return value;
    }

    @Override
    public long nextLong(long origin, long bound) {
        if (origin >= bound) {
            throw new IllegalArgumentException("The range from " + origin + " to " + bound + " is empty.");
        }
        long range = bound - origin;
        if (range > 0) {
            return origin + nextLong(range);
        }
        // The range is wider than a positive long: at least half of all values hit it.
        long value = nextLong();
        while (value < origin || value >= bound) {
            value = nextLong();
        }
        return value;
    }

    @Override
    public boolean nextBoolean() {
        return nextLong() < 0;
    }

    /** One of 2^53 equally spaced values from 0 up to but not including 1. */
    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * DOUBLE_UNIT;
    }

    @Override
    public double nextDouble(double bound) {
        return nextDouble(0, bound);
    }

    @Override
    public double nextDouble(double origin, double bound) {
        double range = bound - origin;
        if (!(range > 0 && range < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The range from " + origin + " to " + bound + " is empty or has no finite width.");
        }
        double value = origin + nextDouble() * range;
        return value < bound ? value : Math.nextDown(bound);
    }

    @Override
    public float nextFloat() {
        return (nextLong() >>> 40) * FLOAT_UNIT;
    }

    @Override
    public float nextFloat(float bound) {
        return nextFloat(0, bound);
    }

    @Override
    public float nextFloat(float origin, float bound) {
        float range = bound - origin;
        if (!(range > 0 && range < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The range from " + origin + " to " + bound + " is empty or has no finite width.");
        }
        float value = origin + nextFloat() * range;
        return value < bound ? value : Math.nextDown(bound);
    }

    @Override
    public void nextBytes(byte[] octets) {
        long word = 0;
        for (int i = 0; i < octets.length; i++) {
            word = i % Long.BYTES == 0 ? nextLong() : word >>> Byte.SIZE;
            octets[i] = (byte) word;
        }
    }

    /** Mean 1, by inversion. */
    @Override
    public double nextExponential() {
        return -StrictMath.log(1 - nextDouble());
    }

    /** Mean 0 and standard deviation 1, by Marsaglia's polar method; the second value of each pair is not used. */
    @Override
    public double nextGaussian() {
        double x;
        double square;
        do {
            x = 2 * nextDouble() - 1;
            double y = 2 * nextDouble() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        return x * Math.sqrt(-2 * StrictMath.log(square) / square);
    }

    @Override
    public double nextGaussian(double mean, double standardDeviation) {
        if (!(standardDeviation >= 0)) {
            throw new IllegalArgumentException(
                    "A standard deviation must not be negative, as " + standardDeviation + " is.");
        }
        return mean + standardDeviation * nextGaussian();
    }

    private static void requirePositive(long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("A bound must be positive, not " + bound + ".");
        }
    }
}
