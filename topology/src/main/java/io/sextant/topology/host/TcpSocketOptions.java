package io.sextant.topology.host;

import io.sextant.protocol.address.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a program asks of a socket.
 *
 * @param localAddress bound address; null: chosen by the route
 * @param localPort bound port; 0: an ephemeral one
 * @param ttl 1..255; 0: the host's default
 * @param trafficClass the IPv4 octet of DSCP and ECN, such as 0xC0 for CS6
 * @param noDelay TCP_NODELAY: no Nagle
 * @param keepAlive SO_KEEPALIVE with Linux' times
 */
public record TcpSocketOptions(
        @Nullable IpAddress localAddress,
        int localPort,
        int ttl,
        int trafficClass,
        boolean noDelay,
        boolean keepAlive) {

    public static final TcpSocketOptions DEFAULT = new TcpSocketOptions(null, 0, 0, 0, false, false);

    public TcpSocketOptions {
        if (localPort < 0 || localPort > 65_535) {
            throw new IllegalArgumentException("port " + localPort + " is not in 0..65535");
        }
        if (ttl < 0 || ttl > 255 || trafficClass < 0 || trafficClass > 255) {
            throw new IllegalArgumentException("TTL " + ttl + " or traffic class " + trafficClass + " is not an octet");
        }
    }

    public TcpSocketOptions withLocal(@Nullable IpAddress address, int port) {
        return new TcpSocketOptions(address, port, ttl, trafficClass, noDelay, keepAlive);
    }

    public TcpSocketOptions withTtl(int newTtl) {
        return new TcpSocketOptions(localAddress, localPort, newTtl, trafficClass, noDelay, keepAlive);
    }

    public TcpSocketOptions withTrafficClass(int octet) {
        return new TcpSocketOptions(localAddress, localPort, ttl, octet, noDelay, keepAlive);
    }

    public TcpSocketOptions withNoDelay(boolean on) {
        return new TcpSocketOptions(localAddress, localPort, ttl, trafficClass, on, keepAlive);
    }

    public TcpSocketOptions withKeepAlive(boolean on) {
        return new TcpSocketOptions(localAddress, localPort, ttl, trafficClass, noDelay, on);
    }
}
