package io.sextant.protocol.bgp.policy.map;

/**
 * Where it goes on behind an entry that let the route pass: {@code on-match}, {@code continue}.
 *
 * @param sequence for {@code GOTO}: the first entry at or behind this number is next
 */
public record Onward(Way way, long sequence) {

    /** The map is done; an entry without {@code on-match}. */
    public static final Onward EXIT = new Onward(Way.EXIT, 0);

    /** {@code on-match next}, {@code continue}. */
    public static final Onward NEXT = new Onward(Way.NEXT, 0);

    /** Ways on. */
    public enum Way {
        EXIT,
        NEXT,
        GOTO
    }

    /** {@code on-match goto N}, {@code continue N}. */
    public static Onward goTo(long sequence) {
        return new Onward(Way.GOTO, sequence);
    }
}
