package io.sextant.cluster.node;

import io.sextant.protocol.address.IpAddress;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.TcpCloseReason;
import io.sextant.topology.host.TcpSocket;
import io.sextant.topology.host.TcpSocketHandler;
import io.sextant.topology.host.TcpSocketOptions;
import java.nio.charset.StandardCharsets;

/** One GET; closes when the file is there. */
final class TinyCurl implements TcpSocketHandler {

    int received;
    String end = "nothing";
    final TcpSocket socket;
    private boolean keepsOpen;

    TinyCurl(Host from, IpAddress target, int port, int localPort) {
        socket = from.tcp().connect(target, port, TcpSocketOptions.DEFAULT.withLocal(null, localPort), this);
    }

    /** Does not close when the file is there. */
    TinyCurl keepOpen() {
        keepsOpen = true;
        return this;
    }

    void get() {
        socket.send("GET / HTTP/1.1\r\nHost: 172.16.10.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void onConnected(TcpSocket connected) {
        get();
    }

    @Override
    public void onData(TcpSocket from, byte[] data) {
        received += data.length;
        if (received >= 655 && !keepsOpen) {
            from.close();
        }
    }

    @Override
    public void onPeerClosed(TcpSocket from) {
        end = "peer closed";
    }

    @Override
    public void onClosed(TcpSocket from, TcpCloseReason why) {
        end = why.name();
    }
}
