package io.sextant.lab.scenario.cluster;

/** How packets get to pods of other nodes. */
public enum Routing {
    /** {@code tunnel: vxlan}, Cilium's default: wrapped, with the security identity as VNI. */
    TUNNEL("tunnel"),
    /** {@code tunnel: disabled} with {@code autoDirectNodeRoutes}: as they are, by routes to the other nodes. */
    NATIVE("native");

    private final String word;

    Routing(String word) {
        this.word = word;
    }

    /** The word in a scenario file. */
    public String word() {
        return word;
    }
}
