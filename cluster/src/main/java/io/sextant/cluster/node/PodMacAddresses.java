package io.sextant.cluster.node;

import io.sextant.protocol.address.MacAddress;

/** Locally administered MAC addresses, counted upward: what virtual devices get. */
final class PodMacAddresses {

    private long next = 0x6E2C_9F00_0001L;

    MacAddress take() {
        return new MacAddress(next++);
    }
}
