package io.sextant.topology.host;

/** Gives each accepted connection its handler. */
@FunctionalInterface
public interface TcpAcceptor {

    /** Called when a SYN arrives for the listener; {@link TcpSocketHandler#onConnected} follows with the handshake. */
    TcpSocketHandler onAccept(TcpSocket socket);
}
