package io.sextant.protocol.bgp.policy.map;

import io.sextant.protocol.bgp.policy.PolicyContext;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.policy.list.PolicyLists;
import java.util.random.RandomGenerator;

/** What a rule sees: the route as it is by now, where it is asked, and the router's lists. */
record Evaluation(PolicyRoute route, PolicyContext context, PolicyLists lists, RandomGenerator random) {

    Evaluation with(PolicyRoute changed) {
        return new Evaluation(changed, context, lists, random);
    }

    /** LOCAL_PREF, or what FRR holds in its place. */
    long localPreference() {
        return route.attributes().localPreference().orElse(context.absentLocalPreference());
    }

    boolean isIpv4() {
        return route.nlri().prefix().address().lengthBits() == 32;
    }
}
