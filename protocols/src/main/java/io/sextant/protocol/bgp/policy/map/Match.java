package io.sextant.protocol.bgp.policy.map;

import io.sextant.protocol.bgp.policy.list.ListRef;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A {@code match} statement; a later one of its kind takes its place. {@link Matches} and {@link ListMatches} make them. */
public final class Match extends Statement {

    private final Predicate<Evaluation> test;

    Match(String kind, String argument, @Nullable ListRef list, Predicate<Evaluation> test) {
        super(kind, argument, list);
        this.test = test;
    }

    /** Whether the route is meant. A list that is not defined matches nothing. */
    boolean matches(Evaluation asked) {
        return test.test(asked);
    }
}
