package io.sextant.protocol.bgp.policy.map;

import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.policy.list.ListRef;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@code set} statement; a later one of its kind takes its place, at the end. {@link Changes}, {@link AsPathChanges},
 * {@link CommunityChanges} and {@link NextHopChanges} make them.
 */
public final class Change extends Statement {

    private final Function<Evaluation, PolicyRoute> effect;

    Change(String kind, Object argument, Function<Evaluation, PolicyRoute> effect) {
        this(kind, argument, null, effect);
    }

    Change(String kind, Object argument, @Nullable ListRef list, Function<Evaluation, PolicyRoute> effect) {
        super(kind, argument.toString(), list);
        this.effect = effect;
    }

    /** The route after the change; the same object where nothing changes. */
    PolicyRoute apply(Evaluation asked) {
        return effect.apply(asked);
    }

    /** The route with attributes as a builder has them. */
    static PolicyRoute with(Evaluation asked, PathAttributes.Builder builder) {
        return asked.route().withAttributes(builder.build());
    }
}
