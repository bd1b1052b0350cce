package io.sextant.protocol.bgp.rib;

/**
 * What an operator can change about the decision; names follow FRR's statements.
 *
 * @param defaultLocalPreference for paths without LOCAL_PREF
 * @param alwaysCompareMed {@code bgp always-compare-med}
 * @param deterministicMed {@code bgp deterministic-med}: RFC 4271 §9.1.2.2's grouping by neighbouring AS
 * @param missingMedAsWorst {@code bgp bestpath med missing-as-worst}
 * @param medInConfederation {@code bgp bestpath med confed}
 * @param ignoreAsPath {@code bgp bestpath as-path ignore}
 * @param confederationAsPath {@code bgp bestpath as-path confed}
 * @param compareRouterId {@code bgp bestpath compare-routerid}
 * @param multipathRelax {@code bgp bestpath as-path multipath-relax}
 * @param peerTypeRelax {@code bgp bestpath peer-type multipath-relax}
 * @param equalClusterLength {@code maximum-paths ibgp N equal-cluster-length}
 * @param confederation whether this speaker is in a confederation
 * @param maxPathsExternal {@code maximum-paths N}
 * @param maxPathsInternal {@code maximum-paths ibgp N}
 */
public record DecisionOptions(
        long defaultLocalPreference,
        boolean alwaysCompareMed,
        boolean deterministicMed,
        boolean missingMedAsWorst,
        boolean medInConfederation,
        boolean ignoreAsPath,
        boolean confederationAsPath,
        boolean compareRouterId,
        boolean multipathRelax,
        boolean peerTypeRelax,
        boolean equalClusterLength,
        boolean confederation,
        int maxPathsExternal,
        int maxPathsInternal) {

    public DecisionOptions {
        if (maxPathsExternal < 1 || maxPathsInternal < 1) {
            throw new IllegalArgumentException("at least one path is needed");
        }
    }

    /** FRR's defaults with so many paths at once. */
    public static DecisionOptions defaults(int maxPaths) {
        return new DecisionOptions(
                100, false, false, false, false, false, false, false, false, false, false, false, maxPaths, maxPaths);
    }

    /** {@code maximum-paths N} and {@code maximum-paths ibgp N}. */
    public DecisionOptions withMaximumPaths(int external, int internal) {
        return copy(multipathRelax, external, internal);
    }

    /** {@code bgp bestpath as-path multipath-relax}. */
    public DecisionOptions withMultipathRelax(boolean relax) {
        return copy(relax, maxPathsExternal, maxPathsInternal);
    }

    private DecisionOptions copy(boolean relax, int external, int internal) {
        return new DecisionOptions(
                defaultLocalPreference,
                alwaysCompareMed,
                deterministicMed,
                missingMedAsWorst,
                medInConfederation,
                ignoreAsPath,
                confederationAsPath,
                compareRouterId,
                relax,
                peerTypeRelax,
                equalClusterLength,
                confederation,
                external,
                internal);
    }
}
