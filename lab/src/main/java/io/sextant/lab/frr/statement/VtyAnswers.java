package io.sextant.lab.frr.statement;

/** Hears what vtysh says of a statement, in FRR 8.4's words. */
@FunctionalInterface
public interface VtyAnswers {

    /** Nobody listens: the statements come from a file. */
    VtyAnswers NONE = (words, refused) -> {};

    /**
     * Something is said.
     *
     * @param words a line or more, without the last line's end
     * @param refused whether the statement does not count
     */
    void say(String words, boolean refused);
}
