package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.rib.AdjRib;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.session.BgpSession;
import io.sextant.protocol.bgp.session.Input;
import io.sextant.protocol.bgp.session.Negotiated;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A speaker's book on one peer: session, tables, and when what is due. */
final class Peer {

    final PeerConfig config;
    final BgpSession session;
    final Policies policies;
    final AdjRib received = new AdjRib();
    final AdjRib sent = new AdjRib();
    /** Changes decided but not yet sent. */
    final Map<Nlri, Optional<PathAttributes>> pending = new LinkedHashMap<>();

    int accepted;

    @Nullable
    RouteSource source;

    @Nullable
    Negotiated negotiated;
    /** When the first feed is due; NEVER when it is done or not to be done. */
    long feedAtNanos = BgpSession.NEVER;
    /** When the End-of-RIB is due. */
    long endOfRibAtNanos = BgpSession.NEVER;
    /** When the routes of a lost session enter the work queue. */
    long clearAtNanos = BgpSession.NEVER;
    /** The first feed is out; changes follow as they are decided. */
    boolean fed;

    Peer(PeerConfig config, BgpSession session, Policies policies) {
        this.config = config;
        this.session = session;
        this.policies = policies;
    }

    PeerId id() {
        return config.id();
    }

    long deadlineNanos() {
        long own = Math.min(feedAtNanos, Math.min(endOfRibAtNanos, clearAtNanos));
        return Math.min(own, session.deadlineNanos());
    }

    /** The next hop of what is ours: our end of the connection. */
    Optional<IpAddress> localAddress() {
        return session.endpoints().map(Input.Connected::localAddress);
    }

    /** Whether both get the same UPDATEs, so that FRR has them in one update group. */
    boolean isFedLike(Peer other) {
        return config.type() == other.config.type()
                && policies.exports() == other.policies.exports()
                && negotiated != null
                && other.negotiated != null
                && negotiated.families().equals(other.negotiated.families())
                && negotiated.context().equals(other.negotiated.context());
    }

    PeerView view() {
        return new PeerView(
                config,
                session.state(),
                session.isEnabled(),
                session.counters(),
                session.lastReset(),
                session.upOrDownSinceNanos(),
                session.negotiated(),
                session.endpoints(),
                accepted,
                sent.size(),
                received.routes(),
                sent.routes());
    }
}
