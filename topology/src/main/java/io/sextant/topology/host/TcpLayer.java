package io.sextant.topology.host;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A host's TCP sockets. */
@SuppressWarnings("DoNotCallSuggester")
public final class TcpLayer {

    private final Host host;

    TcpLayer(Host host) {
        this.host = host;
    }

    void clear() {}

    void receive(NetworkInterface in, Frame frame, int at, boolean unicast) {
        in.dropReceived(frame, host.isPowered() ? DropReason.NO_SOCKET : DropReason.POWER_OFF);
    }

    void receiveError(IcmpError error) {}

    /** Opens a connection; SYN leaves before this returns, callbacks come later. */
    public TcpSocket connect(Ipv4Address remote, int port, TcpSocketOptions options, TcpSocketHandler handler) {
        throw new UnsupportedOperationException("coming: " + remote + port + options + handler);
    }

    /** Listens on one address, or on all with null. Options of the listener carry over to what it accepts. */
    public TcpListener listen(@Nullable Ipv4Address local, int port, TcpSocketOptions options, TcpAcceptor acceptor) {
        throw new UnsupportedOperationException("coming: " + local + port + options + acceptor);
    }

    /** As above with default options. */
    public TcpListener listen(@Nullable Ipv4Address local, int port, TcpAcceptor acceptor) {
        return listen(local, port, TcpSocketOptions.DEFAULT, acceptor);
    }

    /** Sockets in order of creation, listeners apart. */
    public List<TcpSocket> sockets() {
        return List.of();
    }

    /** Listeners in order of creation. */
    public List<TcpListener> listeners() {
        return List.of();
    }
}
