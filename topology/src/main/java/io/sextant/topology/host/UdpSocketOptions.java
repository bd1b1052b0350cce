package io.sextant.topology.host;

/**
 * What a program asks of a UDP socket.
 *
 * @param ttl TTL or hop limit, 1..255; 0: the host's default
 * @param trafficClass the octet of DSCP and ECN, such as 0xC0 for CS6
 * @param minimumTtl datagrams that arrive with less are dropped (RFC 5082, {@code IP_MINTTL}); 0 for any
 */
public record UdpSocketOptions(int ttl, int trafficClass, int minimumTtl) {

    public static final UdpSocketOptions DEFAULT = new UdpSocketOptions(0, 0, 0);

    public UdpSocketOptions {
        if (ttl < 0 || ttl > 255 || trafficClass < 0 || trafficClass > 255 || minimumTtl < 0 || minimumTtl > 255) {
            throw new IllegalArgumentException("TTL " + ttl + ", traffic class " + trafficClass + " or minimum TTL "
                    + minimumTtl + " is not an octet");
        }
    }
}
