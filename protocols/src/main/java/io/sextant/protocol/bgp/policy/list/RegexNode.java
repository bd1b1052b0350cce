package io.sextant.protocol.bgp.policy.list;

import java.util.BitSet;
import java.util.List;

/** A regular expression taken apart. */
sealed interface RegexNode {

    /** Of a repetition without an upper bound. */
    int UNBOUNDED = -1;

    /** One character out of a set. */
    record Chars(BitSet set) implements RegexNode {}

    /** {@code ^}. */
    record Begin() implements RegexNode {}

    /** {@code $}. */
    record End() implements RegexNode {}

    /** One after the other; none for the empty expression. */
    record Sequence(List<RegexNode> parts) implements RegexNode {}

    /** {@code a|b}. */
    record Choice(List<RegexNode> options) implements RegexNode {}

    /** {@code a*}, {@code a{2,5}}. */
    record Repeat(RegexNode node, int least, int most) implements RegexNode {}
}
