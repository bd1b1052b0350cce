package io.sextant.cluster.workload;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Connections to pods: those in use, and those kept open for the next request ({@code ngx_http_upstream_keepalive}). */
final class UpstreamPool {

    private final Sockets sockets;
    private final IngressProfile profile;
    private final Set<UpstreamConnection> all = new LinkedHashSet<>();

    /** Unused the longest first. */
    private final List<UpstreamConnection> idle = new ArrayList<>();

    UpstreamPool(Sockets sockets, IngressProfile profile) {
        this.sockets = sockets;
        this.profile = profile;
    }

    Sockets sockets() {
        return sockets;
    }

    IngressProfile profile() {
        return profile;
    }

    /** Serves a request on the connection to this endpoint used last, or on a new one. */
    UpstreamConnection send(Upstreams.Endpoint endpoint, UpstreamListener listener) {
        for (int i = idle.size() - 1; i >= 0; i--) {
            if (idle.get(i).endpoint().equals(endpoint)) {
                UpstreamConnection kept = idle.remove(i);
                kept.reuse(listener);
                return kept;
            }
        }
        UpstreamConnection fresh = new UpstreamConnection(this, endpoint);
        all.add(fresh);
        fresh.open(listener);
        return fresh;
    }

    /** Whether a connection that is free now stays open; the one unused the longest makes room. */
    boolean keep(UpstreamConnection connection) {
        if (profile.idleConnections() == 0) {
            return false;
        }
        if (idle.size() == profile.idleConnections()) {
            idle.get(0).close();
        }
        idle.add(connection);
        return true;
    }

    void forget(UpstreamConnection connection) {
        all.remove(connection);
        idle.remove(connection);
    }

    /** Connections kept open for later. */
    int idle() {
        return idle.size();
    }

    void closeAll() {
        new ArrayList<>(all).forEach(UpstreamConnection::cancel);
    }
}
