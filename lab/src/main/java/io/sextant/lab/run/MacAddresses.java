package io.sextant.lab.run;

import io.sextant.protocol.address.MacAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/**
 * MAC addresses for interfaces about which the scenario says nothing: 52:54:00 (QEMU's block, which everyone reads as "a
 * virtual machine") and 24 bits made from the interface's name, so that adding a node leaves the others' addresses alone.
 */
final class MacAddresses {

    private static final long BLOCK = 0x5254_0000_0000L;

    private final Set<Long> taken = new TreeSet<>();

    /** The address for {@code node:interface}; the next free one where two names meet. */
    MacAddress of(String node, String interfaceName) {
        // FNV-1a, 32 bits, folded to 24 as its authors advise.
        int hash = 0x811C_9DC5;
        for (byte octet : (node + ":" + interfaceName).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xFF)) * 0x0100_0193;
        }
        long low = (hash >>> 24 ^ hash) & 0xFF_FFFFL;
        while (!taken.add(low)) {
            low = (low + 1) & 0xFF_FFFF;
        }
        return new MacAddress(BLOCK | low);
    }
}
