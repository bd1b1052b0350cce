package io.sextant.topology.host;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import java.util.random.RandomGenerator;

/**
 * Where a connection's numbers start, as Linux makes them (net/core/secure_seq.c): the sequence number is a keyed hash
 * of the four numbers plus a clock of 64 ns, the timestamps' offset a keyed hash of the two addresses. So a later
 * connection between the same ports is recognisable as later, and TIME-WAIT can give way to it (RFC 6528, RFC 6191).
 *
 * <p>Answers the two draws of a {@link io.sextant.protocol.tcp.TcpConnection} in their order.
 */
final class InitialNumbers implements RandomGenerator {

    private final long key;
    private long sequence;
    private long timestampOffset;
    private boolean sequenceDrawn;

    /** With a secret of the host's own. */
    InitialNumbers(long key) {
        this.key = key;
    }

    /** Makes ready for a connection opened now. */
    InitialNumbers of(IpAddress local, int localPort, IpAddress remote, int remotePort, long nowNanos) {
        long addresses = local instanceof Ipv4Address
                ? mix(key ^ (local.low() << 32 | (remote.low() & 0xFFFF_FFFFL)))
                : mix(mix(mix(mix(key ^ local.high()) ^ local.low()) ^ remote.high()) ^ remote.low());
        long ports = (long) localPort << 16 | remotePort;
        sequence = (mix(addresses ^ ports) >>> 32) + (nowNanos >>> 6);
        timestampOffset = addresses;
        sequenceDrawn = false;
        return this;
    }

    @Override
    public int nextInt() {
        if (!sequenceDrawn) {
            sequenceDrawn = true;
            return (int) sequence;
        }
        return (int) timestampOffset;
    }

    @Override
    public long nextLong() {
        throw new UnsupportedOperationException("a connection draws two ints");
    }

    /** splitmix64's finalizer (Steele, Lea and Flood, 2014). */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }
}
