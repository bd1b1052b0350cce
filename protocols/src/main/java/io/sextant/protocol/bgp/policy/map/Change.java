package io.sextant.protocol.bgp.policy.map;

import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.policy.list.ListRef;
import java.util.Optional;

/** A {@code set} statement. An entry has one of each {@link #kind}; a later one takes the place of an earlier, at the end. */
public sealed interface Change permits Changes.Rule, NextHopChanges.Rule, AsPathChanges.Rule, CommunityChanges.Rule {

    /** FRR 8.4's name of the rule, such as {@code as-path prepend}. */
    String kind();

    /** What stands behind the name in printouts; blank for nothing. */
    String argument();

    /** The list the rule asks, if it asks one. */
    default Optional<ListRef> list() {
        return Optional.empty();
    }

    /** The route after the change; the same object where nothing changes. */
    PolicyRoute apply(Evaluation asked);

    /** The route with attributes as a builder has them. */
    static PolicyRoute with(Evaluation asked, PathAttributes.Builder builder) {
        return asked.route().withAttributes(builder.build());
    }
}
