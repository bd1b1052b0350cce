package io.sextant.protocol.address;

/** The two versions of IP, oldest first. */
public enum IpVersion {
    IPV4(32),
    IPV6(128);

    private final int addressBits;

    IpVersion(int addressBits) {
        this.addressBits = addressBits;
    }

    /** Length of an address in bits. */
    public int addressBits() {
        return addressBits;
    }
}
