package io.sextant.lab.scenario.resolve;

import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.frr.mapping.BgpMapping;
import io.sextant.lab.frr.mapping.NamesOnly;
import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.config.ListenRange;
import io.sextant.protocol.bgp.config.PeerSetup;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.session.PeerConfig;
import java.util.List;
import java.util.Optional;

/**
 * Whether a router's configuration, short or its own file, fits what the nodes' speakers believe of it. A session that cannot
 * come up is worth a word, and may yet be the lesson: all of this warns.
 */
final class SessionAgreement {

    private final AddressBook book;
    private final Problems problems;

    SessionAgreement(AddressBook book, Problems problems) {
        this.book = book;
        this.problems = problems;
    }

    /**
     * Warns of what does not fit.
     *
     * @param position where the nodes name the peer
     * @param version of IP the sessions run over
     * @param expected the AS they expect it in
     * @param own the AS they are in
     * @param from the nodes
     */
    void check(Position position, NodeSpec peer, IpVersion version, Asn expected, Asn own, List<String> from) {
        if (peer.speaker() != null) {
            return; // says itself whom it knows
        }
        String name = YamlScalar.quoted(peer.name());
        Optional<BgpMapping> bgp = Optional.ofNullable(peer.frr()).flatMap(config -> mapping(peer.name(), config));
        if (bgp.isEmpty()) {
            problems.warning(position, name + " speaks no BGP, so there will be no session");
            return;
        }
        for (String near : from) {
            Optional<PeerConfig> neighbor =
                    book.met(peer.name(), near, version).flatMap(address -> neighbor(bgp.get(), address));
            if (neighbor.isEmpty()) {
                problems.warning(position, name + " has no neighbour " + YamlScalar.quoted(near));
            } else if (!accepts(neighbor.get(), own)) {
                problems.warning(
                        position,
                        name + " expects " + YamlScalar.quoted(near) + " in AS "
                                + neighbor.get().remoteAs() + ", it is in AS " + own);
            } else if (!neighbor.get().openAs().equals(expected)) {
                problems.warning(
                        position,
                        name + " is in AS " + neighbor.get().openAs() + ", the nodes expect AS " + expected
                                + ", so there will be no session");
                return;
            }
        }
    }

    private static Optional<BgpMapping> mapping(String node, FrrConfig config) {
        return BgpMapping.of(config, Ipv4Address.ANY, node, SpeakerProfile.FRR_8_4, NamesOnly.INSTANCE);
    }

    /** The neighbour of that address, or what a listen range makes of a call from it. */
    private static Optional<PeerConfig> neighbor(BgpMapping bgp, IpAddress address) {
        return bgp.peers().stream()
                .filter(peer -> peer.id().address().equals(address))
                .findFirst()
                .or(() -> bgp.speaker().listenRanges().stream()
                        .filter(range -> range.range().contains(address))
                        .findFirst()
                        .map(ListenRange::template))
                .map(PeerSetup::session);
    }

    private static boolean accepts(PeerConfig neighbor, Asn asn) {
        return switch (neighbor.remoteAsRule()) {
            case SPECIFIED -> neighbor.remoteAs().equals(asn);
            case INTERNAL -> neighbor.localAs().equals(asn);
            case EXTERNAL -> !neighbor.localAs().equals(asn);
        };
    }
}
