package io.sextant.cluster.loadbalancer;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * The seed all nodes share ({@code maglev.hashSeed}): three big-endian words from twelve octets.
 *
 * @param murmur seeds the hash of backends' names
 * @param jhashIpv4 seeds the hash of IPv4 connections
 * @param jhashIpv6 seeds the hash of IPv6 connections
 */
public record MaglevSeed(int murmur, int jhashIpv4, int jhashIpv6) {
    /** What Cilium's chart ships. */
    public static final MaglevSeed DEFAULT = parse("JLfvgnHc2kaSUFaI");

    private static final int OCTETS = 12;

    /**
     * Reads the seed as configured.
     *
     * @throws IllegalArgumentException if {@code base64} is not twelve octets in base64
     */
    public static MaglevSeed parse(String base64) {
        byte[] octets;
        try {
            octets = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Maglev seed '" + base64 + "' is not base64", e);
        }
        if (octets.length != OCTETS) {
            throw new IllegalArgumentException(
                    "Maglev seed '" + base64 + "' has " + octets.length + " octets, not " + OCTETS);
        }
        ByteBuffer words = ByteBuffer.wrap(octets);
        return new MaglevSeed(words.getInt(), words.getInt(), words.getInt());
    }
}
