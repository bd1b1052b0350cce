package io.sextant.lab.scenario.capture;

/** Where on an interface packets are recorded. */
public enum TapPlace {
    /** Where tcpdump stands: after XDP, before tc on the way in; after tc on the way out. */
    INTERFACE("interface"),
    /** At the driver's hook, with the verdict. */
    XDP("xdp"),
    TC_INGRESS("tc-ingress"),
    TC_EGRESS("tc-egress"),
    /** On the cable, where neither kernel nor hook has touched the frame. */
    WIRE("wire");

    private final String word;

    TapPlace(String word) {
        this.word = word;
    }

    /** The word behind the {@code @}. */
    public String word() {
        return word;
    }
}
