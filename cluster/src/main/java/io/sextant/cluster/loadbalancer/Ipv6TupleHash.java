package io.sextant.cluster.loadbalancer;

import io.sextant.topology.ecmp.JenkinsHash;

/**
 * The hash of an IPv6 connection by which Cilium finds a Maglev slot ({@code bpf/lib/hash.h}, hash_from_tuple_v6): six
 * words through two rounds of Bob Jenkins' lookup3 (2006, public domain), then the seed, then its end. Unlike the IPv4
 * hash it begins at zero and knows no length.
 */
final class Ipv6TupleHash {

    private static final int[] SHIFTS = {4, 6, 8, 16, 19, 4};

    private int a;
    private int b;
    private int c;

    private Ipv6TupleHash(int first, int second, int third) {
        a = first;
        b = second;
        c = third;
    }

    /** The hash; the halves are those of the client's address, each with its octets turned round. */
    static int of(long clientHigh, long clientLow, int ports, int protocol, int seed) {
        Ipv6TupleHash hash = new Ipv6TupleHash((int) clientHigh, (int) (clientHigh >>> 32), (int) clientLow);
        hash.mix();
        hash.a += (int) (clientLow >>> 32);
        hash.b += ports;
        hash.c += protocol;
        hash.mix();
        return JenkinsHash.mix(hash.a + seed, hash.b, hash.c);
    }

    /** lookup3's {@code mix}: six steps, each takes the next word in turn. */
    private void mix() {
        for (int shift : SHIFTS) {
            int mixed = (a - c) ^ Integer.rotateLeft(c, shift);
            c += b;
            a = b;
            b = c;
            c = mixed;
        }
    }
}
