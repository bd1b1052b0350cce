package io.sextant.lab.run;

import io.sextant.cluster.node.Cluster;
import io.sextant.cluster.speaker.AnnounceRules;
import io.sextant.cluster.speaker.PrefixAnnouncer;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.cluster.ClusterSpec;
import io.sextant.lab.scenario.cluster.PoolSpec;
import io.sextant.lab.scenario.cluster.SpeakerKind;
import io.sextant.lab.scenario.cluster.SpeakerPeer;
import io.sextant.lab.scenario.topology.KubernetesNodeSpec;
import io.sextant.lab.scenario.topology.NodeKind;
import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.policy.RoutePolicy;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.speaker.Policies;
import io.sextant.topology.host.Host;
import io.sextant.topology.routing.BgpDaemon;
import io.sextant.topology.routing.RibConsumer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Makes the BGP speakers of a cluster's nodes: which program, which sessions, what is said of a prefix. */
final class SpeakerBuilder {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** MetalLB's configuration of FRR denies what any neighbour says ({@code route-map …-in deny}). */
    private static final Policies NOTHING_IN = new Policies(RoutePolicy.DENY, RoutePolicy.PERMIT);

    private final Scenario scenario;
    private final ClusterSpec spec;
    private final Cluster cluster;

    SpeakerBuilder(Scenario scenario, ClusterSpec spec, Cluster cluster) {
        this.scenario = scenario;
        this.spec = spec;
        this.cluster = cluster;
    }

    /** The speakers by node; none where the scenario wants none. */
    Map<String, NodeSpeaker> build() {
        Map<String, NodeSpeaker> speakers = new LinkedHashMap<>();
        if (spec.speaker().kind() == SpeakerKind.NONE) {
            return speakers;
        }
        for (NodeSpec node : scenario.topology().nodes(NodeKind.K8S_NODE)) {
            KubernetesNodeSpec kubernetes = node.kubernetes();
            List<SpeakerPeer> peers = spec.speaker().peers().stream()
                    .filter(peer -> peer.from().contains(node.name()))
                    .toList();
            if (!peers.isEmpty() && kubernetes != null) {
                speakers.put(node.name(), speaker(node.name(), kubernetes.internalAddress(), peers));
            }
        }
        return speakers;
    }

    private NodeSpeaker speaker(String node, Ipv4Address routerId, List<SpeakerPeer> peers) {
        Host host = cluster.node(node).host();
        SpeakerKind kind = spec.speaker().kind();
        SpeakerProfile profile = profile(kind);
        SpeakerConfig config = SpeakerConfig.of(profile, peers.get(0).localAsn(), routerId)
                .withNextHops(kind == SpeakerKind.CILIUM ? new MappedNextHops() : new SpeakerNextHops(host));
        BgpDaemon bgpd = new BgpDaemon(host, config, RibConsumer.NONE);
        for (SpeakerPeer peer : peers) {
            bgpd.addPeer(
                    peer(profile, peer, routerId, node),
                    kind == SpeakerKind.METALLB_FRR ? NOTHING_IN : Policies.PERMIT);
        }
        PrefixAnnouncer announcer = new PrefixAnnouncer() {
            @Override
            public void originate(IpPrefix prefix) {
                announce(bgpd, prefix);
            }

            @Override
            public void withdraw(IpPrefix prefix) {
                bgpd.withdraw(prefix);
            }
        };
        return new ServiceAnnouncer(cluster.speaker(node, rules(kind), announcer), bgpd);
    }

    /**
     * MetalLB 0.13 and 0.14 activate both families on every session ({@code internal/bgp/frr} templates), and Cilium's peers
     * have both unless told otherwise ({@code CiliumBGPPeerConfig}); neither would on a cluster of IPv4 alone have a route of
     * IPv6 to say, and a session of IPv4 alone is what this lab then shows.
     */
    private PeerConfig peer(SpeakerProfile profile, SpeakerPeer peer, Ipv4Address routerId, String node) {
        int hold = (int) (peer.holdNanos() / NANOS_PER_SECOND);
        PeerConfig configured = PeerConfig.of(profile, peer.address(), peer.localAsn(), peer.asn(), routerId, node)
                .withTimers(hold / 3, hold);
        if (spec.serviceCidrs().size() > 1 && spec.speaker().kind() != SpeakerKind.METALLB) {
            configured = configured.withFamilies(HostSpeaker.families(List.of(IpVersion.IPV4, IpVersion.IPV6)));
        }
        return spec.speaker().kind() == SpeakerKind.METALLB
                ? configured
                : configured.withConnectRetry(peer.connectRetryNanos());
    }

    private static SpeakerProfile profile(SpeakerKind kind) {
        return switch (kind) {
            case METALLB -> SpeakerProfile.METALLB_0_10;
            case METALLB_FRR -> SpeakerProfile.METALLB_FRR_0_13;
            case CILIUM -> SpeakerProfile.CILIUM_CONTROL_PLANE;
            case NONE -> throw new IllegalArgumentException("no speaker");
        };
    }

    private static AnnounceRules rules(SpeakerKind kind) {
        return switch (kind) {
            case METALLB -> AnnounceRules.METALLB;
            case METALLB_FRR -> AnnounceRules.METALLB_FRR;
            case CILIUM, NONE -> AnnounceRules.CILIUM;
        };
    }

    /**
     * MetalLB's native speaker announces the LOCAL_PREF of the pool's advertisement, 0 too; with FRR it sets one that is not 0
     * ({@code internal/bgp/frr} templates); Cilium's control plane has its own.
     */
    private void announce(BgpDaemon bgpd, IpPrefix prefix) {
        long preference = spec.pools().stream()
                .filter(pool -> pool.addresses().stream().anyMatch(range -> range.contains(prefix.address())))
                .map(PoolSpec::localPreference)
                .findFirst()
                .orElse(0L);
        SpeakerKind kind = spec.speaker().kind();
        boolean says = kind == SpeakerKind.METALLB || kind == SpeakerKind.METALLB_FRR && preference != 0;
        bgpd.speaker().ifPresent(speaker -> {
            if (says) {
                bgpd.originate(
                        prefix,
                        speaker.defaultAttributes().toBuilder()
                                .localPreference(OptionalLong.of(preference))
                                .build());
            } else {
                bgpd.originate(prefix);
            }
        });
    }
}
