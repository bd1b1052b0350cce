package io.sextant.lab.scenario.topology;

/** A Linux release whose habits a node follows. */
public enum KernelProfile {
    /** RHEL 8, as the article's router ran: zebra installs multipath routes with inline next hops. */
    LINUX_4_18("linux-4.18", false),
    /** Debian 12, on which FRR 8.4.4 was measured: zebra installs next-hop objects. */
    LINUX_6_1("linux-6.1", true),
    /** The kernel on which the ECMP vectors were measured. */
    LINUX_6_18("linux-6.18", true);

    private final String word;
    private final boolean nexthopObjects;

    KernelProfile(String word, boolean nexthopObjects) {
        this.word = word;
        this.nexthopObjects = nexthopObjects;
    }

    /** The word in a scenario file. */
    public String word() {
        return word;
    }

    /** Whether zebra uses next-hop objects on this kernel unless told otherwise (Linux 5.3 and later). */
    public boolean hasNexthopObjects() {
        return nexthopObjects;
    }
}
