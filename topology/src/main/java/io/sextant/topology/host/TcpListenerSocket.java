package io.sextant.topology.host;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;

/** A listening socket and how many of its connections are not yet established. */
final class TcpListenerSocket extends PortTable.Entry<TcpListenerSocket> implements TcpListener {

    /** {@code net.core.somaxconn} and {@code tcp_max_syn_backlog} of a larger machine: SYNs beyond are dropped. */
    private static final int BACKLOG = 4_096;

    private final TcpLayer layer;
    private final IpAddress address;
    private final int port;
    private final TcpSocketOptions options;
    private final TcpAcceptor acceptor;
    private int halfOpen;

    TcpListenerSocket(TcpLayer layer, IpAddress address, int port, TcpSocketOptions options, TcpAcceptor acceptor) {
        this.layer = layer;
        this.address = address;
        this.port = port;
        this.options = options;
        this.acceptor = acceptor;
    }

    boolean isAt(long high, long low) {
        return address.low() == low && address.high() == high;
    }

    /** Whether it listens on all addresses of its version of IP. */
    boolean isWildcard() {
        return isWildcard(address);
    }

    static boolean isWildcard(IpAddress address) {
        return address.equals(Ipv4Address.ANY) || address.equals(Ipv6Address.ANY);
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
    public IpAddress address() {
        return address;
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
