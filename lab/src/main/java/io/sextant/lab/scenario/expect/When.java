package io.sextant.lab.scenario.expect;

/**
 * The instants at which a check has to hold, counted from the start of the run.
 *
 * @param fromNanos the first instant
 * @param toNanos the last instant; equal to {@code fromNanos} for AT
 */
public record When(Kind kind, long fromNanos, long toNanos) {

    /** How the instants between the two count. */
    public enum Kind {
        /** It holds at that instant. */
        AT("at"),
        /** It holds at one instant at least. */
        WITHIN("within"),
        /** It holds at every instant. */
        DURING("during"),
        /** It holds at no instant. */
        NEVER("never");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word in a scenario file. */
        public String word() {
            return word;
        }
    }
}
