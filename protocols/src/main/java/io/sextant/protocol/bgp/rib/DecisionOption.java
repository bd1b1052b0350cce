package io.sextant.protocol.bgp.rib;

/** Switches of the decision process; names follow FRR 8.4's statements. */
public enum DecisionOption {
    /** {@code bgp always-compare-med}. */
    ALWAYS_COMPARE_MED,
    /** {@code bgp deterministic-med}: RFC 4271 §9.1.2.2's grouping by neighbouring AS. */
    DETERMINISTIC_MED,
    /** {@code bgp bestpath med missing-as-worst}. */
    MISSING_MED_AS_WORST,
    /** {@code bgp bestpath med confed}. */
    MED_IN_CONFEDERATION,
    /** {@code bgp bestpath as-path ignore}. */
    IGNORE_AS_PATH,
    /** {@code bgp bestpath as-path confed}. */
    CONFEDERATION_AS_PATH,
    /** {@code bgp bestpath compare-routerid}. */
    COMPARE_ROUTER_ID,
    /** {@code bgp bestpath as-path multipath-relax}. */
    MULTIPATH_RELAX,
    /** {@code bgp bestpath as-path multipath-relax as-set}: the path of a multipath is a set. */
    MULTIPATH_RELAX_AS_SET,
    /** {@code bgp bestpath peer-type multipath-relax}. */
    PEER_TYPE_RELAX,
    /** The speaker is a member of a confederation. */
    CONFEDERATION
}
