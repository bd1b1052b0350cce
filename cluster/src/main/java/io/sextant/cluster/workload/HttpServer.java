package io.sextant.cluster.workload;

import io.sextant.topology.host.TcpListener;
import io.sextant.topology.host.TcpSocketOptions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A listening socket and the connections accepted by it. */
final class HttpServer {

    private final Sockets sockets;
    private final ServerSettings settings;
    private final RequestHandler handler;
    private final TcpListener listener;
    private final Set<ServerConnection> connections = new LinkedHashSet<>();
    private @Nullable Runnable exited;
    private boolean running = true;
    private long accepted;

    HttpServer(Sockets sockets, int port, ServerSettings settings, RequestHandler handler) {
        this.sockets = sockets;
        this.settings = settings;
        this.handler = handler;
        this.listener = sockets.listen(port, TcpSocketOptions.DEFAULT, socket -> {
            accepted++;
            ServerConnection connection = new ServerConnection(this, socket);
            connections.add(connection);
            return connection;
        });
    }

    Sockets sockets() {
        return sockets;
    }

    ServerSettings settings() {
        return settings;
    }

    RequestHandler handler() {
        return handler;
    }

    boolean isRunning() {
        return running;
    }

    boolean isQuitting() {
        return exited != null;
    }

    /** Connections open now. */
    int open() {
        return connections.size();
    }

    /** Connections accepted so far. */
    long accepted() {
        return accepted;
    }

    void kill() {
        if (running) {
            listener.close();
            snapshot().forEach(ServerConnection::close);
            stop();
        }
    }

    void quit(Runnable whenExited) {
        if (!running) {
            whenExited.run();
            return;
        }
        Runnable before = exited;
        exited = before == null
                ? whenExited
                : () -> {
                    before.run();
                    whenExited.run();
                };
        listener.close();
        snapshot().forEach(ServerConnection::closeIfIdle);
        stopIfDone();
    }

    /** A connection is over. */
    void remove(ServerConnection connection) {
        connections.remove(connection);
        stopIfDone();
    }

    private List<ServerConnection> snapshot() {
        return new ArrayList<>(connections);
    }

    private void stopIfDone() {
        if (running && isQuitting() && connections.isEmpty()) {
            stop();
        }
    }

    private void stop() {
        running = false;
        Runnable last = exited;
        exited = null;
        if (last != null) {
            last.run();
        }
    }
}
