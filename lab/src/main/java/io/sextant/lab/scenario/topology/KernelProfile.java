package io.sextant.lab.scenario.topology;

/** A Linux release whose habits a node follows. */
public enum KernelProfile {
    /** RHEL 8, as the article's router ran: zebra installs multipath routes with inline next hops. */
    LINUX_4_18("linux-4.18", "Linux 4.18", false),
    LINUX_5_4("linux-5.4", "Linux 5.4", true),
    LINUX_5_10("linux-5.10", "Linux 5.10", true),
    LINUX_5_15("linux-5.15", "Linux 5.15", true),
    /** Debian 12, on which FRR 8.4.4 was measured: zebra installs next-hop objects. */
    LINUX_6_1("linux-6.1", "Linux 6.1", true),
    LINUX_6_6("linux-6.6", "Linux 6.6", true),
    LINUX_6_12("linux-6.12", "Linux 6.12", true),
    /** The kernel on which the ECMP vectors were measured. */
    LINUX_6_18("linux-6.18", "Linux 6.18", true);

    private final String word;
    private final String release;
    private final boolean nexthopObjects;

    KernelProfile(String word, String release, boolean nexthopObjects) {
        this.word = word;
        this.release = release;
        this.nexthopObjects = nexthopObjects;
    }

    /** The word in a scenario file. */
    public String word() {
        return word;
    }

    /** The release's name, by which {@code io.sextant.topology.ecmp.KernelProfile} knows it. */
    public String release() {
        return release;
    }

    /** Whether zebra uses next-hop objects on this kernel unless told otherwise (Linux 5.3 and later). */
    public boolean hasNexthopObjects() {
        return nexthopObjects;
    }
}
