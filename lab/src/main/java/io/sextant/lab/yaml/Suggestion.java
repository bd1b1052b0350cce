package io.sextant.lab.yaml;

import java.util.Collection;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Suggestion {

    private static final int LONGEST = 64;

    private Suggestion() {}

    /**
     * The candidate nearest to {@code word}: at most a third of its letters (one at least) differ, a swap of two neighbours
     * counting as one. The first of several equally near.
     */
    public static Optional<String> closest(String word, Collection<String> candidates) {
        if (word.isEmpty() || word.length() > LONGEST) {
            return Optional.empty();
        }
        String best = null;
        int bestDistance = Math.max(1, word.length() / 3) + 1;
        for (String candidate : candidates) {
            int distance = candidate.length() > LONGEST ? Integer.MAX_VALUE : distance(fold(word), fold(candidate));
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** {@code ": did you mean 'x'?"} or nothing. */
    public static String hint(String word, Collection<String> candidates) {
        return closest(word, candidates)
                .map(found -> ": did you mean " + YamlScalar.quoted(found) + "?")
                .orElse("");
    }

    private static String fold(String word) {
        StringBuilder folded = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = Character.toLowerCase(word.charAt(i));
            folded.append(c == '_' ? '-' : c);
        }
        return folded.toString();
    }

    /** Edit distance with neighbouring letters swapped for one (Damerau 1964, in the restricted form). */
    private static int distance(String near, String far) {
        int[][] cost = new int[near.length() + 1][far.length() + 1];
        for (int i = 0; i <= near.length(); i++) {
            for (int j = 0; j <= far.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = near.charAt(i - 1) == far.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
                if (i > 1
                        && j > 1
                        && near.charAt(i - 1) == far.charAt(j - 2)
                        && near.charAt(i - 2) == far.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[near.length()][far.length()];
    }
}
