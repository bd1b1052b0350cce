package io.sextant.lab.scenario.cluster;

/** How many versions of IP a service asks for. */
public enum IpFamilyPolicy {
    SINGLE_STACK("SingleStack"),
    PREFER_DUAL_STACK("PreferDualStack"),
    REQUIRE_DUAL_STACK("RequireDualStack");

    private final String word;

    IpFamilyPolicy(String word) {
        this.word = word;
    }

    /** The word in a scenario file and in Kubernetes. */
    public String word() {
        return word;
    }
}
