package io.sextant.protocol.bgp.policy.list;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Reads a POSIX extended regular expression; refuses with glibc's words what glibc refuses. */
final class PosixRegexParser {

    private static final int ASCII = 128;
    private static final int MAX_NESTING = 100;
    /** glibc's {@code RE_DUP_MAX} is 32767; more copies than this have no use in a policy. */
    private static final int MAX_COPIES = 1000;

    private final String text;
    private int at;
    private int nesting;

    PosixRegexParser(String text) {
        this.text = text;
    }

    RegexNode parse() {
        RegexNode whole = choice();
        if (at < text.length()) {
            throw new IllegalStateException("stopped at " + at + " of " + text);
        }
        return whole;
    }

    private RegexNode choice() {
        List<RegexNode> options = new ArrayList<>();
        options.add(sequence());
        while (at < text.length() && text.charAt(at) == '|') {
            at++;
            options.add(sequence());
        }
        return options.size() == 1 ? options.get(0) : new RegexNode.Choice(options);
    }

    private RegexNode sequence() {
        List<RegexNode> parts = new ArrayList<>();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '|' || (c == ')' && nesting > 0)) {
                break;
            }
            if (isOperator(c) || c == '{') {
                // glibc: RE_CONTEXT_INVALID_OPS; nothing to repeat stands before it.
                throw new IllegalArgumentException("Invalid preceding regular expression");
            }
            RegexNode atom = atom();
            // glibc parse_expression: an anchor cannot be repeated.
            boolean anchor = atom instanceof RegexNode.Begin || atom instanceof RegexNode.End;
            parts.add(anchor ? atom : repeated(atom));
        }
        return new RegexNode.Sequence(parts);
    }

    private static boolean isOperator(char c) {
        return c == '*' || c == '+' || c == '?';
    }

    private RegexNode repeated(RegexNode atom) {
        RegexNode node = atom;
        int copies = 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (!isOperator(c) && c != '{') {
                break;
            }
            at++;
            RegexNode.Repeat repeat = c == '{'
                    ? interval(node)
                    : new RegexNode.Repeat(node, c == '+' ? 1 : 0, c == '?' ? 1 : RegexNode.UNBOUNDED);
            copies = Math.multiplyExact(copies, Math.max(2, Math.max(repeat.least(), repeat.most())));
            if (copies > MAX_COPIES * 1000) {
                throw new IllegalArgumentException("Regular expression too big");
            }
            node = repeat;
        }
        return node;
    }

    /** Behind the brace: {@code 2}}, {@code 2,}}, {@code ,5}}, {@code 2,5}}. */
    private RegexNode.Repeat interval(RegexNode node) {
        int close = text.indexOf('}', at);
        if (close < 0) {
            throw new IllegalArgumentException("Unmatched \\{");
        }
        String inside = text.substring(at, close);
        int comma = inside.indexOf(',');
        String low = comma < 0 ? inside : inside.substring(0, comma);
        String high = comma < 0 ? inside : inside.substring(comma + 1);
        if (inside.isEmpty() || !isNumber(low) || !isNumber(high)) {
            throw new IllegalArgumentException("Invalid content of \\{\\}");
        }
        int least = low.isEmpty() ? 0 : Integer.parseInt(low);
        int most = high.isEmpty() ? RegexNode.UNBOUNDED : Integer.parseInt(high);
        if (least > MAX_COPIES || most > MAX_COPIES) {
            throw new IllegalArgumentException("Regular expression too big");
        }
        if (most != RegexNode.UNBOUNDED && least > most) {
            throw new IllegalArgumentException("Invalid content of \\{\\}");
        }
        at = close + 1;
        return new RegexNode.Repeat(node, least, most);
    }

    private static boolean isNumber(String digits) {
        return digits.length() <= 6 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private RegexNode atom() {
        char c = text.charAt(at++);
        return switch (c) {
            case '^' -> new RegexNode.Begin();
            case '$' -> new RegexNode.End();
            case '.' -> new RegexNode.Chars(all());
            case '[' -> new RegexNode.Chars(bracket());
            case '(' -> group();
            case '\\' -> escape();
            default -> one(c);
        };
    }

    private RegexNode group() {
        if (++nesting > MAX_NESTING) {
            throw new IllegalArgumentException("Regular expression too big");
        }
        RegexNode inside = choice();
        if (at == text.length()) {
            throw new IllegalArgumentException("Unmatched ( or \\(");
        }
        at++;
        nesting--;
        return inside;
    }

    private RegexNode escape() {
        if (at == text.length()) {
            throw new IllegalArgumentException("Trailing backslash");
        }
        char c = text.charAt(at++);
        if (c == 'w' || c == 'W' || c == 's' || c == 'S') {
            BitSet set = CharacterClass.of(Character.toLowerCase(c) == 'w' ? "word" : "space");
            if (Character.isUpperCase(c)) {
                set.flip(0, ASCII);
            }
            return new RegexNode.Chars(set);
        }
        if ("123456789bB<>`'".indexOf(c) >= 0) {
            throw new IllegalArgumentException("\\" + c + " is not modelled");
        }
        return one(c);
    }

    private static RegexNode one(char c) {
        BitSet set = new BitSet(ASCII);
        set.set(c);
        return new RegexNode.Chars(set);
    }

    private static BitSet all() {
        BitSet set = new BitSet(ASCII);
        set.set(0, ASCII);
        return set;
    }

    /** What follows {@code [}: a backslash stands for itself, a bracket first too (POSIX.1-2017 §9.3.5). */
    private BitSet bracket() {
        BitSet set = new BitSet(ASCII);
        boolean negated = at < text.length() && text.charAt(at) == '^';
        if (negated) {
            at++;
        }
        for (boolean first = true; ; first = false) {
            char c = inBracket();
            if (c == ']' && !first) {
                break;
            }
            if (c == '[' && at < text.length() && text.charAt(at) == ':') {
                set.or(namedClass());
                continue;
            }
            boolean range = at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']';
            if (!range) {
                set.set(c);
                continue;
            }
            at++;
            char last = inBracket();
            if (last < c) {
                throw new IllegalArgumentException("Invalid range end");
            }
            set.set(c, Math.min(last, ASCII) + 1);
        }
        if (negated) {
            set.flip(0, ASCII);
        }
        return set;
    }

    private char inBracket() {
        if (at == text.length()) {
            throw new IllegalArgumentException("Unmatched [, [^, [:, [., or [=");
        }
        return text.charAt(at++);
    }

    private BitSet namedClass() {
        int end = text.indexOf(":]", at + 1);
        if (end < 0) {
            throw new IllegalArgumentException("Unmatched [, [^, [:, [., or [=");
        }
        BitSet set = CharacterClass.of(text.substring(at + 1, end));
        at = end + 2;
        return set;
    }
}
