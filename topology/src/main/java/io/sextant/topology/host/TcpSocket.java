package io.sextant.topology.host;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.tcp.TcpState;

/** One end of a simulated TCP connection. What happens to it is told to its {@link TcpSocketHandler}. */
public interface TcpSocket {

    /** Queues octets; they leave as window, congestion and Nagle allow. Ignored after {@link #close}. */
    void send(byte[] data);

    /** Sets or clears TCP_NODELAY from the next write on. */
    void setNoDelay(boolean on);

    /** Sends what is queued, then FIN; what the peer still sends is received: shutdown(SHUT_WR). */
    void shutdown();

    /**
     * Sends what is queued, then FIN, and wants nothing more: close(2). Data that still comes is answered by RST;
     * {@link TcpSocketHandler#onClosed} follows when the connection is over.
     */
    void close();

    /** Sends RST and forgets the connection at once; no callback follows. */
    void abort();

    IpAddress localAddress();

    int localPort();

    IpAddress remoteAddress();

    int remotePort();

    TcpState state();

    /** Octets given to {@link #send} that the peer has not acknowledged: {@code Send-Q} of {@code ss}. */
    int sendQueueOctets();

    /** Retransmitted segments so far. */
    long retransmissions();

    /** Segments leave with this time to live from now on, 1..255; 0: the host's default ({@code IP_TTL}). */
    void setTtl(int ttl);
}
