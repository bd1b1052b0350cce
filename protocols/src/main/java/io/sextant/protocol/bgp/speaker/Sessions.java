package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.BgpMessage;
import io.sextant.protocol.bgp.message.Capability;
import io.sextant.protocol.bgp.message.Octets;
import io.sextant.protocol.bgp.message.RouteRefresh;
import io.sextant.protocol.bgp.message.Update;
import io.sextant.protocol.bgp.profile.OpenShape;
import io.sextant.protocol.bgp.profile.RouteProfile;
import io.sextant.protocol.bgp.profile.StopReason;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.session.BgpSession;
import io.sextant.protocol.bgp.session.Input;
import io.sextant.protocol.bgp.session.LastReset;
import io.sextant.protocol.bgp.session.Negotiated;
import io.sextant.protocol.bgp.session.Output;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.State;
import io.sextant.protocol.wire.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/** What sessions tell a speaker, and what it tells them: up, down, first feed, refresh. */
final class Sessions {

    private static final long NEVER = BgpSession.NEVER;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final Instance instance;
    private final Importer importer;
    private final UpdateGroups groups;
    private final GracefulHelper helper;
    private final SelectionDeferral deferral;
    private final DecisionQueue queue;
    private long coalesceNanos;

    Sessions(
            Instance instance,
            Importer importer,
            UpdateGroups groups,
            SelectionDeferral deferral,
            DecisionQueue queue) {
        this.instance = instance;
        this.importer = importer;
        this.groups = groups;
        this.deferral = deferral;
        this.queue = queue;
        this.helper = new GracefulHelper(instance, importer);
        this.coalesceNanos = instance.profile.delays().coalesceNanos(0);
    }

    /** Lets a session come up, unless it is shut or has nothing to speak of. */
    void start(Peer peer) {
        boolean shut = peer.config().has(PeerOption.SHUTDOWN) || instance.config.has(SpeakerOption.SHUTDOWN);
        if (!shut && !peer.overflowed && !peer.config().families().isEmpty()) {
            input(peer, new Input.Start());
        }
    }

    /** Gives an input to a session and does what it says about routes. */
    void input(Peer peer, Input input) {
        if (input instanceof Input.Stop stop
                && peer.session.state() != State.ESTABLISHED
                && !stop.reason().comesBack()) {
            helper.stop(peer);
        }
        for (Output output : peer.session.handle(instance.nowNanos, input)) {
            instance.outputs.add(new PeerOutput(peer.id(), output));
            if (output instanceof Output.SessionUp up) {
                onUp(peer, up.negotiated());
            } else if (output instanceof Output.SessionDown down) {
                onDown(peer, down.reset());
            } else if (output instanceof Output.UpdateReceived received) {
                onUpdate(peer, received.update());
            } else if (output instanceof Output.RefreshReceived received) {
                refresh(peer, received.refresh());
            }
        }
    }

    private void onUp(Peer peer, Negotiated negotiated) {
        if (peer.clearAtNanos != NEVER) {
            clear(peer);
        }
        peer.negotiated = negotiated;
        Asn asn = negotiated.remote().asn();
        peer.tells(asn);
        Ipv4Address identifier = negotiated.remote().identifier();
        RouteSource before = peer.source;
        if (before == null || !peer.restart.waiting || !before.isContinuedBy(asn, identifier)) {
            if (before != null && peer.restart.waiting) {
                importer.clear(peer, before);
            }
            peer.source = RouteSource.learned(peer.id(), peer.type(), asn, identifier);
        }
        helper.onUp(peer, negotiated);
        deferral.onUp(peer, negotiated);
        groups.join(peer);
        peer.feedAtNanos = firstFeedNanos(peer);
    }

    /** FRR coalesces peers of one update group that come up together: they share the timer of the first. */
    private long firstFeedNanos(Peer peer) {
        if (instance.profile.waitsForPeerFeed() && peer.negotiated != null && peer.negotiated.remoteGraceful()) {
            // Until the peer's End-of-RIB, or as long as a restart may take.
            return instance.nowNanos + OpenShape.RESTART_TIME_SECONDS * 1_000_000_000L;
        }
        if (instance.profile.delays().coalescePerPeerNanos() > 0) {
            for (Peer other : instance.allPeers()) {
                if (other != peer && other.feedAtNanos != NEVER && !other.fed && UpdateGroups.fedAlike(peer, other)) {
                    return other.feedAtNanos;
                }
            }
        }
        return instance.nowNanos + coalesceNanos;
    }

    private void onDown(Peer peer, LastReset reset) {
        peer.fed = false;
        groups.leave(peer);
        deferral.onDown(peer);
        peer.families.values().forEach(routes -> {
            routes.endOfRibSent = false;
            routes.endOfRibReceived = false;
        });
        peer.feedAtNanos = NEVER;
        peer.endOfRibAtNanos = NEVER;
        peer.endOfRibOwed.clear();
        boolean stays = helper.onDown(peer, reset);
        peer.negotiated = null;
        if (peer.source != null && !stays) {
            peer.source.fallSilent();
        }
        peer.clearAtNanos = instance.nowNanos + instance.profile.delays().clearNodeNanos();
    }

    void clear(Peer peer) {
        peer.clearAtNanos = NEVER;
        if (peer.source != null && peer.restart.waiting) {
            importer.retain(peer, peer.source, peer.restart.families.keySet());
        } else if (peer.source != null) {
            importer.clear(peer, peer.source);
        }
    }

    private void onUpdate(Peer peer, Update update) {
        if (update.endOfRibFamily().isPresent()) {
            AddressFamily family = update.endOfRibFamily().get();
            if (peer.speaks(family)) {
                deferral.endOfRib(peer, family, queue);
            }
            peer.routes(family).endOfRibReceived = true;
            helper.endOfRib(peer, family);
            if (instance.profile.waitsForPeerFeed() && peer.feedAtNanos != NEVER) {
                peer.feedAtNanos = instance.nowNanos;
            }
            return;
        }
        AddressFamily exceeded = importer.learn(peer, update);
        if (exceeded != null) {
            peer.session.blame(update);
            overflow(peer, exceeded);
        }
    }

    /** FRR 8.4 {@code bgp_maximum_prefix_overflow}: Cease/Maximum Number of Prefixes Reached, and back only by the timer. */
    private void overflow(Peer peer, AddressFamily family) {
        peer.overflowed = true;
        var maximum = peer.family(family).maximumPrefix();
        int minutes = maximum == null ? 0 : maximum.restartMinutes();
        peer.restartAtNanos = minutes == 0 ? NEVER : instance.nowNanos + minutes * MINUTE_NANOS;
        long limit = maximum == null ? 0 : maximum.limit();
        ByteWriter data = new ByteWriter(7).u16(family.afi()).u8(family.safi()).u32(limit);
        input(peer, new Input.Stop(StopReason.MAXIMUM_PREFIXES, Octets.of(data.toBytes())));
    }

    /** A session that {@code maximum-prefix} ended may come back. */
    void restart(Peer peer) {
        peer.restartAtNanos = NEVER;
        peer.overflowed = false;
        start(peer);
    }

    private void feed(Peer peer) {
        peer.feedAtNanos = NEVER;
        groups.feed(peer);
        boolean graceful = peer.negotiated != null && peer.negotiated.remoteGraceful();
        RouteProfile.EndOfRib to = instance.profile.endOfRib();
        boolean marks =
                to == RouteProfile.EndOfRib.EVERYBODY || (to == RouteProfile.EndOfRib.GRACEFUL_PEERS && graceful);
        peer.endOfRibAtNanos = marks && !instance.config.has(SpeakerOption.NO_END_OF_RIB)
                ? instance.nowNanos + instance.profile.endOfRibDelayNanos()
                : NEVER;
    }

    private void endRib(Peer peer) {
        peer.endOfRibAtNanos = NEVER;
        if (peer.negotiated != null) {
            peer.endOfRibOwed.addAll(peer.negotiated.families());
        }
    }

    private void sendEndOfRib(Peer peer) {
        for (AddressFamily family : List.copyOf(peer.endOfRibOwed)) {
            if (!deferral.holdsEndOfRib(family)) {
                peer.endOfRibOwed.remove(family);
                PeerRoutes routes = peer.routes(family);
                routes.endOfRibSent = true;
                routes.endOfRibSentNanos = instance.nowNanos;
                transmit(peer, Update.endOfRib(family));
            }
        }
    }

    /** RFC 2918 §4, with RFC 7313's begin and end around it where both sides know them. */
    private void refresh(Peer peer, RouteRefresh refresh) {
        boolean asked = refresh.subtype() == RouteRefresh.REQUEST;
        if (asked && peer.fed && peer.speaks(refresh.family())) {
            feedAgain(peer, refresh.family());
        }
    }

    /** Sends a family's routes once more. */
    void feedAgain(Peer peer, AddressFamily family) {
        boolean enhanced = peer.negotiated != null && isEnhanced(peer.negotiated);
        if (enhanced) {
            transmit(peer, refreshMark(family, RouteRefresh.BEGIN));
        }
        groups.feedAgain(peer, family);
        if (enhanced) {
            transmit(peer, refreshMark(family, RouteRefresh.END));
        }
    }

    /** Looks at a family's routes from the peer anew: from what was kept, or by asking the peer (RFC 2918 §3). */
    void softIn(Peer peer, AddressFamily family) {
        if (!peer.speaks(family)) {
            return;
        }
        if (peer.family(family).has(io.sextant.protocol.bgp.config.FamilyOption.SOFT_RECONFIGURATION)) {
            importer.refilter(peer, family);
        } else if (peer.negotiated != null && peer.negotiated.remoteRefreshes()) {
            transmit(peer, RouteRefresh.request(family));
        }
    }

    private static RouteRefresh refreshMark(AddressFamily family, int subtype) {
        return new RouteRefresh(family, subtype, Octets.EMPTY);
    }

    private static boolean isEnhanced(Negotiated negotiated) {
        return negotiated
                        .local()
                        .capability(Capability.EnhancedRouteRefresh.class)
                        .isPresent()
                && negotiated
                        .remote()
                        .capability(Capability.EnhancedRouteRefresh.class)
                        .isPresent();
    }

    void transmit(Peer peer, BgpMessage message) {
        input(peer, new Input.Transmit(message));
    }

    /** Clears what lost sessions left behind. */
    void clearDue() {
        for (Peer peer : peers()) {
            if (peer.clearAtNanos <= instance.nowNanos) {
                clear(peer);
            }
            helper.run(peer);
        }
    }

    /** Feeds peers that are due, sends changes that wait, and ends feeds. */
    void feedDue() {
        for (Peer peer : peers()) {
            if (peer.restartAtNanos <= instance.nowNanos) {
                restart(peer);
            }
            if (peer.feedAtNanos <= instance.nowNanos) {
                feed(peer);
            }
        }
        groups.flush();
        for (Peer peer : peers()) {
            if (peer.endOfRibAtNanos <= instance.nowNanos) {
                endRib(peer);
            }
            sendEndOfRib(peer);
        }
    }

    private List<Peer> peers() {
        return new ArrayList<>(instance.allPeers());
    }

    /** How long the first feed of a peer that comes up now waits. */
    long coalesceNanos() {
        return coalesceNanos;
    }

    /**
     * FRR 8.4 {@code peer_create}: the coalesce time is set anew whenever a peer structure is made, and an accepted
     * connection has one of its own until it is up.
     */
    void reckonCoalescing() {
        long configured = instance.config.timers().coalesceNanos();
        int calls = 0;
        for (Peer peer : instance.allPeers()) {
            calls += peer.session.hasUnsettledCall() ? 1 : 0;
        }
        coalesceNanos =
                configured >= 0 ? configured : instance.profile.delays().coalesceNanos(instance.peers.size() + calls);
    }
}
