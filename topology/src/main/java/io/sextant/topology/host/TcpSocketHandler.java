package io.sextant.topology.host;

/** Hears what happens to a socket. Called inside the simulation; may use the socket from within. */
public interface TcpSocketHandler {

    /** The three-way handshake is complete. */
    void onConnected(TcpSocket socket);

    /** Octets in order; the array belongs to the handler. */
    void onData(TcpSocket socket, byte[] data);

    /** The peer sent FIN: nothing more comes in. */
    void onPeerClosed(TcpSocket socket);

    /** The connection is over; called once, last, and not after {@link TcpSocket#abort}. */
    void onClosed(TcpSocket socket, TcpCloseReason why);
}
