package io.sextant.lab.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Chance from a seed, in the words a generator thinks in. */
final class Draw {

    private final SplittableRandom random;

    Draw(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** True in so many of a hundred cases. */
    boolean percent(int likelihood) {
        return random.nextInt(100) < likelihood;
    }

    /** A number of the range, both ends included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** So many of them, in their order. */
    <T> List<T> some(List<T> all, int count) {
        List<T> left = new ArrayList<>(all);
        while (left.size() > count) {
            left.remove(random.nextInt(left.size()));
        }
        return left;
    }
}
