package io.sextant.topology.host;

import io.sextant.protocol.address.Ipv4Address;

/** A listening socket and how many of its connections are not yet established. */
final class TcpListenerSocket extends PortTable.Entry<TcpListenerSocket> implements TcpListener {

    /** {@code net.core.somaxconn} and {@code tcp_max_syn_backlog} of a larger machine: SYNs beyond are dropped. */
    private static final int BACKLOG = 4_096;

    private final TcpLayer layer;
    private final int address;
    private final int port;
    private final TcpSocketOptions options;
    private final TcpAcceptor acceptor;
    private int halfOpen;

    TcpListenerSocket(TcpLayer layer, int address, int port, TcpSocketOptions options, TcpAcceptor acceptor) {
        this.layer = layer;
        this.address = address;
        this.port = port;
        this.options = options;
        this.acceptor = acceptor;
    }

    int addressBits() {
        return address;
    }

    TcpSocketOptions options() {
        return options;
    }

    TcpAcceptor acceptor() {
        return acceptor;
    }

    /** Counts one more half-open connection; false when the backlog is full. */
    boolean halfOpenBegins() {
        if (halfOpen >= BACKLOG) {
            return false;
        }
        halfOpen++;
        return true;
    }

    void halfOpenEnded() {
        halfOpen--;
    }

    @Override
    public Ipv4Address address() {
        return new Ipv4Address(address);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        layer.remove(this);
    }
}
