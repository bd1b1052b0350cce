package io.sextant.protocol.bgp.policy.map;

import io.sextant.protocol.bgp.policy.list.ListRef;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A {@code match} statement. An entry has one of each {@link #kind}; a later one takes the place of an earlier. Two that say
 * the same are equal. {@link Matches} and {@link ListMatches} make them.
 */
public final class Match {

    private final String kind;
    private final String argument;
    private final @Nullable ListRef list;
    private final Predicate<Evaluation> test;

    Match(String kind, String argument, @Nullable ListRef list, Predicate<Evaluation> test) {
        this.kind = kind;
        this.argument = argument;
        this.list = list;
        this.test = test;
    }

    /** FRR 8.4's name of the rule, such as {@code ip address prefix-list}. */
    public String kind() {
        return kind;
    }

    /** What stands behind the name in printouts; blank for nothing. */
    public String argument() {
        return argument;
    }

    /** The list the rule asks, if it asks one. */
    public Optional<ListRef> list() {
        return Optional.ofNullable(list);
    }

    /** Whether the route is meant. A list that is not defined matches nothing. */
    boolean matches(Evaluation asked) {
        return test.test(asked);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Match that && kind.equals(that.kind) && argument.equals(that.argument);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, argument);
    }

    @Override
    public String toString() {
        return "match " + kind + " " + argument;
    }
}
