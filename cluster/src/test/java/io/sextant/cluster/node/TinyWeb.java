package io.sextant.cluster.node;

import io.sextant.topology.host.Host;
import io.sextant.topology.host.TcpCloseReason;
import io.sextant.topology.host.TcpListener;
import io.sextant.topology.host.TcpSocket;
import io.sextant.topology.host.TcpSocketHandler;
import java.nio.charset.StandardCharsets;

/** As much of nginx as its packets show: a header and a file in two segments, closed when the client closes. */
final class TinyWeb implements PodProgram, TcpSocketHandler {

    private final TcpListener listener;

    TinyWeb(Host host) {
        listener = host.tcp().listen(null, 80, socket -> this);
    }

    @Override
    public void onConnected(TcpSocket socket) {}

    @Override
    public void onData(TcpSocket socket, byte[] data) {
        socket.send("HTTP/1.1 200 OK\r\nContent-Length: 615\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.send(new byte[615]);
    }

    @Override
    public void onPeerClosed(TcpSocket socket) {
        socket.close();
    }

    @Override
    public void onClosed(TcpSocket socket, TcpCloseReason why) {}

    @Override
    public void kill() {
        listener.close();
    }

    @Override
    public void stop(Runnable exited) {
        listener.close();
        exited.run();
    }
}
