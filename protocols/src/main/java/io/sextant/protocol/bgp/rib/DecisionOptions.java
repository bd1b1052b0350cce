package io.sextant.protocol.bgp.rib;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What an operator can change about the decision, for all families.
 *
 * @param defaultLocalPreference {@code bgp default local-preference}, for paths without LOCAL_PREF, 0..4294967295
 * @param options switches, in the order of their enum
 */
public record DecisionOptions(
        long defaultLocalPreference, Set<DecisionOption> options, LinkBandwidthUse linkBandwidth) {

    /** Preference 100 and every switch off. */
    public static final DecisionOptions DEFAULT =
            new DecisionOptions(100, EnumSet.noneOf(DecisionOption.class), LinkBandwidthUse.WEIGHTS);

    public DecisionOptions {
        if (defaultLocalPreference >>> 32 != 0) {
            throw new IllegalArgumentException("local preference " + defaultLocalPreference);
        }
        options = Collections.unmodifiableSet(
                options.isEmpty() ? EnumSet.noneOf(DecisionOption.class) : EnumSet.copyOf(options));
    }

    public boolean has(DecisionOption option) {
        return options.contains(option);
    }

    public DecisionOptions with(DecisionOption... more) {
        EnumSet<DecisionOption> all = EnumSet.noneOf(DecisionOption.class);
        all.addAll(options);
        Collections.addAll(all, more);
        return new DecisionOptions(defaultLocalPreference, all, linkBandwidth);
    }

    public DecisionOptions without(DecisionOption... less) {
        EnumSet<DecisionOption> left = EnumSet.noneOf(DecisionOption.class);
        left.addAll(options);
        for (DecisionOption option : less) {
            left.remove(option);
        }
        return new DecisionOptions(defaultLocalPreference, left, linkBandwidth);
    }

    public DecisionOptions withDefaultLocalPreference(long preference) {
        return new DecisionOptions(preference, options, linkBandwidth);
    }

    public DecisionOptions withLinkBandwidth(LinkBandwidthUse use) {
        return new DecisionOptions(defaultLocalPreference, options, use);
    }
}
