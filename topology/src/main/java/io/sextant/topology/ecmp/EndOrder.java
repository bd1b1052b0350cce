package io.sextant.topology.ecmp;

/** How a kernel puts the two ends of a flow in order before it hashes them, so that both directions hash alike. */
public enum EndOrder {
    /** Before Linux 5.15: the ports go with the addresses; IPv4 addresses by the sign of their 32-bit difference. */
    TOGETHER_BY_SIGN(false, true),
    /** Linux 5.15: addresses and ports apart; IPv4 addresses still by the sign of their 32-bit difference. */
    APART_BY_SIGN(true, true),
    /** Linux 6.6 and later: addresses and ports apart, all compared as unsigned values. */
    APART(true, false);

    private final boolean portsApart;
    private final boolean signedAddresses;

    EndOrder(boolean portsApart, boolean signedAddresses) {
        this.portsApart = portsApart;
        this.signedAddresses = signedAddresses;
    }

    boolean portsApart() {
        return portsApart;
    }

    boolean signedAddresses() {
        return signedAddresses;
    }
}
