package io.sextant.protocol.bgp.policy.list;

/** A regular expression as routing policies write it: POSIX extended, {@code _} for a boundary of numbers. */
public final class BgpRegex {

    /** What {@code _} stands for in FRR 8.4 ({@code bgp_regcomp}). */
    private static final String BOUNDARY = "(^|[,{}() ]|$)";

    private final String text;
    private final PosixRegex compiled;

    private BgpRegex(String text) {
        this.text = text;
        // FRR replaces the character wherever it stands, inside brackets too.
        compiled = PosixRegex.compile(text.replace("_", BOUNDARY));
    }

    /** Compiles; throws {@link IllegalArgumentException} with the reason where the text is no expression. */
    public static BgpRegex of(String text) {
        return new BgpRegex(text);
    }

    /** Whether the expression matches anywhere in the text. */
    public boolean matches(String subject) {
        return compiled.find(subject);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BgpRegex that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
