package io.sextant.topology.host;

import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/**
 * Ports for sockets that do not care: a start drawn from the stream {@code ephemeral-port HOST}, then upwards in steps
 * of two over ports of the lower bound's parity, then the others, as Linux' __inet_hash_connect walks (which draws
 * its start from a keyed hash of the addresses).
 */
final class EphemeralPorts {

    private final Host host;
    private final RandomGenerator random;

    EphemeralPorts(Host host) {
        this.host = host;
        this.random = host.network().random("ephemeral-port " + host.name());
    }

    /** The first free port from a random start, or 0 when all are taken. */
    int choose(IntPredicate isFree) {
        int lowest = host.sysctl().lowestEphemeralPort();
        int count = host.sysctl().highestEphemeralPort() - lowest + 1;
        int offset = random.nextInt(count) & ~1;
        for (int parity = 0; parity < 2; parity++) {
            for (int step = 0; step < count; step += 2) {
                int port = lowest + (offset + step + parity) % count;
                if (isFree.test(port)) {
                    return port;
                }
            }
        }
        return 0;
    }
}
