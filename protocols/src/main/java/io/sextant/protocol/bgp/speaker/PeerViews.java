package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.session.BgpSession;
import io.sextant.protocol.bgp.session.PeerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What printouts read of a speaker's peers. */
final class PeerViews {

    private final Instance instance;
    private final UpdateGroups groups;

    PeerViews(Instance instance, UpdateGroups groups) {
        this.instance = instance;
        this.groups = groups;
    }

    PeerView of(Peer peer) {
        BgpSession session = peer.session;
        int accepted = 0;
        int sent = 0;
        List<Map.Entry<Nlri, PathAttributes>> received = new ArrayList<>();
        Map<AddressFamily, PeerFamilyView> families = new TreeMap<>();
        for (AddressFamily family : peer.families.keySet()) {
            PeerRoutes routes = peer.routes(family);
            PeerFamilyView view = PeerFamilyView.of(peer, routes);
            families.put(family, view);
            accepted += view.acceptedPrefixes();
            sent += view.sentPrefixes();
            routes.received.forEach((nlri, attributes) -> received.add(Map.entry(nlri, attributes)));
        }
        return new PeerView(
                peer.config(),
                peer.setup.families(),
                session.state(),
                session.isEnabled(),
                session.counters(),
                session.lastReset(),
                session.upOrDownSinceNanos(),
                session.negotiated(),
                session.endpoints(),
                accepted,
                sent,
                families,
                session.lastOpen(),
                session.heardNow(),
                session.lastCause(),
                session.lastEndpoints(),
                new PeerTimers(
                        session.startDueNanos(),
                        session.connectDueNanos(),
                        peer.restartAtNanos,
                        peer.restart.restartAtNanos,
                        peer.restart.staleAtNanos),
                peer.createdNanos,
                peer.overflowed,
                peer.restart.waiting,
                received,
                () -> advertised(peer));
    }

    private List<Map.Entry<Nlri, PathAttributes>> advertised(Peer peer) {
        List<Map.Entry<Nlri, PathAttributes>> all = new ArrayList<>();
        peer.families.keySet().forEach(family -> all.addAll(groups.advertised(peer, family)));
        return all;
    }

    /** Peers that were told of one path of a prefix, by address. */
    List<PeerId> advertisedTo(Path path) {
        List<PeerId> told = new ArrayList<>();
        for (Peer peer : instance.allPeers()) {
            UpdateGroup group = peer.routes(AddressFamily.of(path.destination().prefix())).group;
            if (peer.fed && group != null && group.hasSent(path)) {
                told.add(peer.id());
            }
        }
        return told;
    }

    /** Peers that were told of a prefix, by address: {@code advertisedTo}. */
    List<PeerId> advertisedTo(IpPrefix prefix) {
        List<PeerId> told = new ArrayList<>();
        instance.rib.destination(prefix).ifPresent(destination -> {
            for (Peer peer : instance.allPeers()) {
                UpdateGroup group = peer.routes(AddressFamily.of(prefix)).group;
                if (peer.fed && group != null && group.hasSent(destination)) {
                    told.add(peer.id());
                }
            }
        });
        return told;
    }
}
