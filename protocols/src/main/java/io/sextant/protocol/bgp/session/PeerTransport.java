package io.sextant.protocol.bgp.session;

import io.sextant.protocol.address.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * How octets get to a peer: what whoever owns the sockets has to obey.
 *
 * @param ttl of packets to an eBGP peer: {@code ebgp-multihop N}, 1 where not said; iBGP takes 255
 * @param ttlSecurityHops {@code ttl-security hops N} (RFC 5082): packets from farther away do not count; 0 for off
 * @param password {@code password …} (RFC 2385), or empty; a mismatch means no connection
 * @param sourceAddress {@code update-source A}, or null
 * @param sourceInterface {@code update-source IFNAME}, or blank
 * @param port the peer listens on
 */
public record PeerTransport(
        int ttl,
        int ttlSecurityHops,
        String password,
        @Nullable IpAddress sourceAddress,
        String sourceInterface,
        int port) {

    /** One hop, no password, port 179. */
    public static final PeerTransport DEFAULT = new PeerTransport(1, 0, "", null, "", 179);

    public PeerTransport {
        if (ttl < 1 || ttl > 255 || ttlSecurityHops < 0 || ttlSecurityHops > 254 || port < 1 || port >>> 16 != 0) {
            throw new IllegalArgumentException("ttl " + ttl + ", hops " + ttlSecurityHops + ", port " + port);
        }
    }

    public PeerTransport withTtl(int value) {
        return new PeerTransport(value, ttlSecurityHops, password, sourceAddress, sourceInterface, port);
    }

    public PeerTransport withTtlSecurityHops(int value) {
        return new PeerTransport(ttl, value, password, sourceAddress, sourceInterface, port);
    }

    public PeerTransport withPassword(String value) {
        return new PeerTransport(ttl, ttlSecurityHops, value, sourceAddress, sourceInterface, port);
    }

    public PeerTransport withSource(@Nullable IpAddress address, String interfaceName) {
        return new PeerTransport(ttl, ttlSecurityHops, password, address, interfaceName, port);
    }

    public PeerTransport withPort(int value) {
        return new PeerTransport(ttl, ttlSecurityHops, password, sourceAddress, sourceInterface, value);
    }
}
