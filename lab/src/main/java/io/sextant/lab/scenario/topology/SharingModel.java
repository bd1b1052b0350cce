package io.sextant.lab.scenario.topology;

/** How a router shares flows among the next hops of the groups its daemons make. */
public enum SharingModel {
    /** As the node's kernel does it. */
    LINUX("linux"),
    /** What if zebra made resilient groups and edited them in place; FRR 8.4 makes hash-threshold groups. */
    RESILIENT_ROUTER_GROUPS("resilient"),
    MODULO_N("modulo-n"),
    RENDEZVOUS("rendezvous"),
    RESILIENT_HARDWARE("resilient-hardware");

    private final String word;

    SharingModel(String word) {
        this.word = word;
    }

    /** The word in a scenario file. */
    public String word() {
        return word;
    }
}
