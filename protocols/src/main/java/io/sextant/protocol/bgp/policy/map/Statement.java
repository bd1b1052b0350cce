package io.sextant.protocol.bgp.policy.map;

import io.sextant.protocol.bgp.policy.list.ListRef;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement below a route-map's entry, of which an entry has one of each {@link #kind}. Two that say the same are equal. */
abstract sealed class Statement permits Match, Change {

    private final String kind;
    private final String argument;
    private final @Nullable ListRef list;

    Statement(String kind, String argument, @Nullable ListRef list) {
        this.kind = kind;
        this.argument = argument;
        this.list = list;
    }

    /** FRR 8.4's name of the rule, such as {@code ip address prefix-list}. */
    public final String kind() {
        return kind;
    }

    /** What stands behind the name in printouts; blank for nothing. */
    public final String argument() {
        return argument;
    }

    /** The list the rule asks, if it asks one. */
    public final Optional<ListRef> list() {
        return Optional.ofNullable(list);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Statement that
                && getClass() == that.getClass()
                && kind.equals(that.kind)
                && argument.equals(that.argument);
    }

    @Override
    public final int hashCode() {
        return Objects.hash(kind, argument);
    }

    @Override
    public final String toString() {
        return argument.isEmpty() ? kind : kind + " " + argument;
    }
}
