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
import io.sextant.protocol.address.Ipv4Address;
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
            named.value().flatMap(found -> peer(named, found, values)).ifPresent(peers::add);
        }
        return new SpeakerSpec(
                values.position(),
                values.get(ClusterKeys.SPEAKER).orElse(SpeakerKind.METALLB),
                values.get(ClusterKeys.SPEAKER_START).orElse(DEFAULT_START_NANOS),
                peers);
    }

    private Optional<SpeakerPeer> peer(Named<Values> named, Values values, Values all) {
        Optional<Asn> own = all.get(ClusterKeys.OWN_ASN);
        if (own.isEmpty()) {
            problems.error(named.position(), "the speakers need the key 'asn', their own AS number, to have a peer");
            return Optional.empty();
        }
        List<String> from = values
                .get(ClusterKeys.PEER_NODES)
                .map(nodes -> names.nodes(NodeKind.K8S_NODE, nodes, values.position(ClusterKeys.PEER_NODES)))
                .orElseGet(() -> names.nodes(NodeKind.K8S_NODE))
                .stream()
                .filter(each -> topology.node(each).map(NodeSpec::kubernetes).isPresent())
                .toList();
        Optional<String> node = Ipv4Address.tryParse(named.name())
                .map(this::ownerOf)
                .orElseGet(() -> names.node(named.name(), named.position()));
        if (Ipv4Address.tryParse(named.name()).isPresent() && node.isEmpty()) {
            problems.error(named.position(), "no node has the peer's address " + named.name());
        }
        if (node.isEmpty() || from.isEmpty()) {
            return Optional.empty();
        }
        Optional<Ipv4Address> address = Ipv4Address.tryParse(named.name()).or(() -> book.met(from.get(0), node.get()));
        for (String near : from) {
            if (address.isEmpty() || !book.isOnLink(near, address.get())) {
                problems.error(
                        named.position(),
                        "the peer " + YamlScalar.quoted(named.name()) + " has no address on a network that "
                                + YamlScalar.quoted(near) + " is on too");
                return Optional.empty();
            }
        }
        Asn asn = values.get(ClusterKeys.PEER_ASN).orElse(own.get());
        if (problems.errors() == 0) {
            topology.node(node.get())
                    .ifPresent(router ->
                            new SessionAgreement(book, problems).check(named.position(), router, asn, own.get(), from));
        }
        long hold = RouterResolver.holdNanos(all, DEFAULT_HOLD_NANOS, problems);
        long retry = all.get(TopologyKeys.CONNECT_RETRY).orElse(DEFAULT_CONNECT_RETRY_NANOS);
        return Optional.of(new SpeakerPeer(
                named.position(),
                node.get(),
                address.orElse(Ipv4Address.ANY),
                asn,
                own.get(),
                RouterResolver.holdNanos(values, hold, problems),
                values.get(TopologyKeys.CONNECT_RETRY).orElse(retry),
                from));
    }

    private Optional<String> ownerOf(Ipv4Address address) {
        return book.owner(address);
    }
}
