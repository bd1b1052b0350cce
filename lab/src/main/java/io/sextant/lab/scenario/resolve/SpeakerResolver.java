package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.cluster.SpeakerKind;
import io.sextant.lab.scenario.cluster.SpeakerPeer;
import io.sextant.lab.scenario.cluster.SpeakerSpec;
import io.sextant.lab.scenario.language.ClusterKeys;
import io.sextant.lab.scenario.language.TopologyKeys;
import io.sextant.lab.scenario.shape.Named;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.topology.NodeKind;
import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.lab.scenario.topology.TopologySpec;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The BGP speakers of the Kubernetes nodes and the routers they dial. */
final class SpeakerResolver {

    private static final long DEFAULT_HOLD_NANOS = 90_000_000_000L;
    private static final long DEFAULT_CONNECT_RETRY_NANOS = 120_000_000_000L;
    private static final long DEFAULT_START_NANOS = 1_000_000_000L;

    private final Names names;
    private final Problems problems;
    private final AddressBook book;
    private final TopologySpec topology;

    SpeakerResolver(Names names, AddressBook book, TopologySpec topology) {
        this.names = names;
        this.problems = names.problems();
        this.book = book;
        this.topology = topology;
    }

    SpeakerSpec speaker(Position cluster, Optional<Values> settings) {
        if (settings.isEmpty()) {
            return new SpeakerSpec(cluster, SpeakerKind.NONE, DEFAULT_START_NANOS, List.of());
        }
        Values values = settings.get();
        List<SpeakerPeer> peers = new ArrayList<>();
        for (Named<Values> named : values.get(ClusterKeys.PEERS).orElse(List.of())) {
            named.value().ifPresent(found -> peers.addAll(peers(named, found, values)));
        }
        return new SpeakerSpec(
                values.position(),
                values.get(ClusterKeys.SPEAKER).orElse(SpeakerKind.METALLB),
                values.get(ClusterKeys.SPEAKER_START).orElse(DEFAULT_START_NANOS),
                peers);
    }

    /** A session over each version of IP; a peer named by its address has one. */
    private List<SpeakerPeer> peers(Named<Values> named, Values values, Values all) {
        Optional<Asn> own = all.get(ClusterKeys.OWN_ASN);
        if (own.isEmpty()) {
            problems.error(named.position(), "the speakers need the key 'asn', their own AS number, to have a peer");
            return List.of();
        }
        List<String> from = values
                .get(ClusterKeys.PEER_NODES)
                .map(nodes -> names.nodes(NodeKind.K8S_NODE, nodes, values.position(ClusterKeys.PEER_NODES)))
                .orElseGet(() -> names.nodes(NodeKind.K8S_NODE))
                .stream()
                .filter(each -> topology.node(each).map(NodeSpec::kubernetes).isPresent())
                .toList();
        Optional<IpAddress> given = IpAddress.tryParse(named.name());
        Optional<String> node = given.map(this::ownerOf).orElseGet(() -> names.node(named.name(), named.position()));
        if (given.isPresent() && node.isEmpty()) {
            problems.error(named.position(), "no node has the peer's address " + named.name());
        }
        if (node.isEmpty() || from.isEmpty()) {
            return List.of();
        }
        List<IpVersion> versions = given.map(address -> List.of(address.version()))
                .or(() -> RouterResolver.said(TopologyKeys.SESSIONS, values, all))
                .orElse(List.of(IpVersion.IPV4));
        List<SpeakerPeer> peers = new ArrayList<>();
        for (IpVersion version : versions) {
            Optional<IpAddress> address = given.or(() -> book.met(from.get(0), node.get(), version));
            if (isOnLink(named, version, address, from)) {
                peers.add(peer(named, values, all, own.get(), node.get(), address.orElseThrow(), from));
            }
        }
        return peers;
    }

    private boolean isOnLink(Named<Values> named, IpVersion version, Optional<IpAddress> address, List<String> from) {
        for (String near : from) {
            if (address.isEmpty() || !book.isOnLink(near, address.get())) {
                problems.error(
                        named.position(),
                        "the peer " + YamlScalar.quoted(named.name()) + " has no "
                                + (version == IpVersion.IPV4 ? "" : "IPv6 ") + "address on a network that "
                                + YamlScalar.quoted(near) + " is on too");
                return false;
            }
        }
        return true;
    }

    private SpeakerPeer peer(
            Named<Values> named,
            Values values,
            Values all,
            Asn own,
            String node,
            IpAddress address,
            List<String> from) {
        Asn asn = values.get(ClusterKeys.PEER_ASN).orElse(own);
        if (problems.errors() == 0) {
            topology.node(node).ifPresent(router -> new SessionAgreement(book, problems)
                    .check(named.position(), router, address.version(), asn, own, from));
        }
        long hold = RouterResolver.holdNanos(all, DEFAULT_HOLD_NANOS, problems);
        long retry = all.get(TopologyKeys.CONNECT_RETRY).orElse(DEFAULT_CONNECT_RETRY_NANOS);
        return new SpeakerPeer(
                named.position(),
                node,
                address,
                asn,
                own,
                RouterResolver.holdNanos(values, hold, problems),
                values.get(TopologyKeys.CONNECT_RETRY).orElse(retry),
                from);
    }

    private Optional<String> ownerOf(IpAddress address) {
        return book.owner(address);
    }
}
