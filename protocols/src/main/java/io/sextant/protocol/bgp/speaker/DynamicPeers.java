package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bgp.config.ListenRange;
import io.sextant.protocol.bgp.config.PeerSetup;
import io.sextant.protocol.bgp.session.BgpSession;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.State;
import java.util.List;
import java.util.Optional;

/** Peers that nobody configured one by one: {@code bgp listen range}. */
final class DynamicPeers {

    private final Instance instance;

    DynamicPeers(Instance instance) {
        this.instance = instance;
    }

    /** What a caller becomes, by the first range he lies in; nothing outside of all, or when there are enough. */
    Optional<PeerSetup> setupFor(IpAddress caller) {
        long known = instance.allPeers().stream()
                .filter(peer -> peer.config().has(PeerOption.DYNAMIC))
                .count();
        if (known >= instance.config.listenLimit()) {
            return Optional.empty();
        }
        return instance.config.listenRanges().stream()
                .filter(range -> range.range().contains(caller))
                .findFirst()
                .map(range -> member(range, caller));
    }

    private static PeerSetup member(ListenRange range, IpAddress caller) {
        PeerConfig session = range.template()
                .session()
                .withAddress(caller)
                .withGroup(range.groupName())
                .with(PeerOption.DYNAMIC);
        return new PeerSetup(session, range.template().families());
    }

    /** FRR 8.4 {@code bgp_stop}: a dynamic peer lives as long as its session. */
    List<Peer> gone() {
        return instance.allPeers().stream()
                .filter(peer -> peer.called && peer.config().has(PeerOption.DYNAMIC))
                .filter(peer -> peer.session.state() == State.IDLE && peer.clearAtNanos == BgpSession.NEVER)
                .toList();
    }
}
