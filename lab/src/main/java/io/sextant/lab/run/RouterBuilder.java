package io.sextant.lab.run;

import io.sextant.lab.scenario.topology.BgpTimers;
import io.sextant.lab.scenario.topology.NeighborSpec;
import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.lab.scenario.topology.RouterSpec;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.config.SpeakerFamily;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.policy.RoutePolicy;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.rib.DecisionOption;
import io.sextant.protocol.bgp.rib.DecisionOptions;
import io.sextant.protocol.bgp.rib.MultipathLimits;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerType;
import io.sextant.protocol.bgp.speaker.Policies;
import io.sextant.topology.host.Host;
import io.sextant.topology.routing.BgpDaemon;
import io.sextant.topology.routing.Zebra;

/** Puts FRR on a host as the scenario configures it. */
final class RouterBuilder {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private RouterBuilder() {}

    static Router build(NodeSpec node, RouterSpec spec, Host host) {
        SpeakerProfile profile = SpeakerProfile.FRR_8_4;
        Zebra zebra = new Zebra(host, profile.routes().delays(), node.kernel().nexthopObjects());
        DecisionOptions decision = spec.multipathRelax()
                ? DecisionOptions.DEFAULT.with(DecisionOption.MULTIPATH_RELAX)
                : DecisionOptions.DEFAULT;
        SpeakerFamily family =
                SpeakerFamily.of(new MultipathLimits(spec.maximumPathsEbgp(), spec.maximumPathsIbgp(), false));
        SpeakerConfig config = SpeakerConfig.of(profile, spec.asn(), spec.routerId())
                .withDecision(decision)
                .withFamily(AddressFamily.IPV4_UNICAST, family)
                .withNextHops(zebra);
        BgpDaemon bgpd = new BgpDaemon(host, config, zebra);
        for (NeighborSpec neighbor : spec.neighbors()) {
            PeerConfig peer = peer(node, spec, profile, neighbor);
            bgpd.addPeer(peer, policies(spec, peer));
        }
        zebra.serve(bgpd);
        return new Router(spec, bgpd, zebra);
    }

    /** Starts zebra and bgpd, and announces what {@code network} statements name. */
    static void start(Router router) {
        router.zebra().start();
        router.bgpd().start();
        router.spec().networks().forEach(router.bgpd()::originate);
    }

    private static PeerConfig peer(NodeSpec node, RouterSpec spec, SpeakerProfile profile, NeighborSpec neighbor) {
        BgpTimers timers = neighbor.timers();
        return PeerConfig.of(profile, neighbor.address(), spec.asn(), neighbor.asn(), spec.routerId(), node.name())
                .withTimers(seconds(timers.keepaliveNanos()), seconds(timers.holdNanos()))
                .withConnectRetry(timers.connectRetryNanos())
                .withPassive(neighbor.passive());
    }

    /** RFC 8212, on by default under FRR's traditional defaults: over eBGP nothing passes without a policy. */
    private static Policies policies(RouterSpec spec, PeerConfig peer) {
        if (peer.type() == PeerType.EXTERNAL && spec.ebgpRequiresPolicy()) {
            return new Policies(RoutePolicy.DENY, RoutePolicy.DENY);
        }
        return Policies.PERMIT;
    }

    private static int seconds(long nanos) {
        return (int) (nanos / NANOS_PER_SECOND);
    }
}
