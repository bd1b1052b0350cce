package io.sextant.protocol.bgp.policy.map;

import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.policy.list.ListRef;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@code set} statement. An entry has one of each {@link #kind}; a later one takes the place of an earlier, at the end. Two
 * that say the same are equal. {@link Changes}, {@link AsPathChanges}, {@link CommunityChanges} and {@link NextHopChanges}
 * make them.
 */
public final class Change {

    private final String kind;
    private final String argument;
    private final @Nullable ListRef list;
    private final Function<Evaluation, PolicyRoute> effect;

    Change(String kind, Object argument, Function<Evaluation, PolicyRoute> effect) {
        this(kind, argument, null, effect);
    }

    Change(String kind, Object argument, @Nullable ListRef list, Function<Evaluation, PolicyRoute> effect) {
        this.kind = kind;
        this.argument = argument.toString();
        this.list = list;
        this.effect = effect;
    }

    /** FRR 8.4's name of the rule, such as {@code as-path prepend}. */
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

    /** The route after the change; the same object where nothing changes. */
    PolicyRoute apply(Evaluation asked) {
        return effect.apply(asked);
    }

    /** The route with attributes as a builder has them. */
    static PolicyRoute with(Evaluation asked, PathAttributes.Builder builder) {
        return asked.route().withAttributes(builder.build());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Change that && kind.equals(that.kind) && argument.equals(that.argument);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, argument);
    }

    @Override
    public String toString() {
        return "set " + kind + " " + argument;
    }
}
