package io.sextant.topology.host;

import io.sextant.topology.Network;
import java.util.random.RandomGenerator;

/**
 * IPv4 identifications for packets outside TCP connections, as Linux' ip_idents_reserve gives them: one more than the
 * last, and a random step for the jiffies that went by since. The kernel has many such counters, chosen by a keyed hash
 * of addresses and protocol; a host here has one.
 */
final class Identifications {

    /** CONFIG_HZ 250. */
    private static final long JIFFY_NANOS = 4_000_000;

    private final Network network;
    private final RandomGenerator random;
    private int last;
    private long lastJiffy;

    Identifications(Network network, String host) {
        this.network = network;
        this.random = network.random("ip-identification " + host);
        this.last = random.nextInt() & 0xFFFF;
    }

    int next() {
        long jiffy = network.nowNanos() / JIFFY_NANOS;
        if (jiffy != lastJiffy) {
            last += (int) random.nextLong(jiffy - lastJiffy);
            lastJiffy = jiffy;
        }
        last = last + 1 & 0xFFFF;
        return last;
    }
}
