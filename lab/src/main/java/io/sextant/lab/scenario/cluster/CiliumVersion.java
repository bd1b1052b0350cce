package io.sextant.lab.scenario.cluster;

/** A Cilium release whose datapath and output the nodes follow. */
public enum CiliumVersion {
    /** The article's: MetalLB inside, conntrack reports without a reason, {@code <>} arrows. */
    V1_10("1.10"),
    /** Replies are translated at to-netdev, XDP can encapsulate, Hubble knows each packet's direction. */
    V1_14("1.14");

    private final String word;

    CiliumVersion(String word) {
        this.word = word;
    }

    /** The word in a scenario file. */
    public String word() {
        return word;
    }
}
