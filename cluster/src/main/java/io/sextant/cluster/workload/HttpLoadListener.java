package io.sextant.cluster.workload;

import io.sextant.topology.host.TcpSocket;

/** Hears how a connection of a load fares. */
public interface HttpLoadListener {

    /** The SYN has left: the socket has its addresses and ports. */
    void onOpened(TcpSocket socket);

    /** The handshake is complete, so many nanoseconds after the SYN. */
    default void onConnected(TcpSocket socket, long elapsedNanos) {}

    /** A request was sent. */
    void onRequest(TcpSocket socket);

    /** Its answer is whole, whatever its status, so many nanoseconds after the request. */
    void onAnswer(TcpSocket socket, int status, long bodyOctets, long elapsedNanos);

    /**
     * The connection is over; called once, last.
     *
     * @param words what the client saw, as a sentence begins: {@code no answer within 30 s}
     */
    void onEnded(HttpLoadEnd end, String words);
}
