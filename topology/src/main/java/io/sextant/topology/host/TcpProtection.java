package io.sextant.topology.host;

/**
 * What a program asks of every segment of a peer.
 *
 * @param password the key both sides sign segments with (RFC 2385, TCP MD5); empty for unsigned ones
 * @param minimumTtl segments that arrive with less are dropped (RFC 5082, {@code IP_MINTTL}); 0 for any
 */
public record TcpProtection(String password, int minimumTtl) {

    /** Anything goes. */
    public static final TcpProtection NONE = new TcpProtection("", 0);

    public TcpProtection {
        if (minimumTtl < 0 || minimumTtl > 255) {
            throw new IllegalArgumentException("TTL " + minimumTtl + " is not in 0..255");
        }
    }
}
