package io.sextant.lab.frr.mapping;

import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bfd.BfdConfig;
import io.sextant.protocol.bgp.config.PeerSetup;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.PeerType;
import io.sextant.topology.bfd.BfdPeer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What bfdd is asked for: the peers of the {@code bfd} node, and BGP's neighbours with {@code bfd}. */
public final class BfdMapping {

    private static final int WIDEST_TTL = 255;

    private final FrrConfig config;
    private final Map<IpAddress, BfdPeer> peers = new TreeMap<>();

    private BfdMapping(FrrConfig config) {
        this.config = config;
    }

    /**
     * The sessions, by address; one that both ask for is as the {@code bfd} node says.
     *
     * @param isOnLink whether an address is on a network of the router
     */
    public static Collection<BfdPeer> of(FrrConfig config, List<PeerSetup> neighbors, Predicate<IpAddress> isOnLink) {
        BfdMapping mapping = new BfdMapping(config);
        neighbors.stream()
                .map(PeerSetup::session)
                .filter(peer -> peer.has(PeerOption.BFD))
                .forEach(peer -> mapping.add(peer, isOnLink));
        mapping.node().stream()
                .flatMap(node -> node.children(Context.BFD_PEER).stream())
                .forEach(mapping::add);
        return mapping.peers.values();
    }

    private Optional<Section> node() {
        return config.root().child(Context.BFD, "");
    }

    /** FRR 8.4 {@code PEER_IS_MULTIHOP}: an internal peer that is not on a shared network, or an external one further away. */
    private void add(PeerConfig peer, Predicate<IpAddress> isOnLink) {
        IpAddress address = peer.id().address();
        boolean internal = peer.type() == PeerType.INTERNAL;
        boolean multihop = internal ? !isOnLink.test(address) : peer.ttl() > 1;
        int minimumTtl = multihop ? Math.max(1, WIDEST_TTL + 1 - peer.ttl()) : BfdPeer.MULTIHOP_TTL;
        IpAddress source = multihop ? peer.transport().sourceAddress() : null;
        peers.put(address, new BfdPeer(address, source, "", multihop, minimumTtl, false, true, wanted(peer)));
    }

    private BfdConfig wanted(PeerConfig peer) {
        Section bgp = config.bgp().orElse(null);
        Section own = bgp == null
                ? null
                : bgp.child(Context.NEIGHBOR, peer.id().address().toString()).orElse(null);
        BfdConfig found = profile(statement(bgp, own, peer, "bfd profile")
                .map(entry -> entry.value("profile"))
                .orElse(null));
        Optional<Entry> timers = statement(bgp, own, peer, "bfd")
                .filter(entry -> entry.find("multiplier").isPresent());
        return timers.isEmpty()
                ? found
                : found.withTimers(
                        (int) timers.get().number("multiplier"),
                        timers.get().number("receive"),
                        timers.get().number("transmit"));
    }

    private static Optional<Entry> statement(
            @Nullable Section bgp, @Nullable Section own, PeerConfig peer, String key) {
        if (bgp == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(own)
                .flatMap(section -> section.find(key))
                .or(() -> bgp.child(Context.NEIGHBOR, peer.groupName()).flatMap(group -> group.find(key)));
    }

    /** A peer of the {@code bfd} node: its profile, and over it what it says itself. */
    private void add(Section section) {
        Entry said = section.find("peer").orElseThrow();
        IpAddress address = IpAddress.parse(said.value("address"));
        IpAddress local = said.find("local").map(IpAddress::parse).orElse(null);
        BfdConfig base = profile(
                section.find("profile").map(entry -> entry.value("profile")).orElse(null));
        int minimumTtl = section.find("minimum-ttl")
                .or(() -> named(section).flatMap(profile -> profile.find("minimum-ttl")))
                .map(entry -> (int) entry.number("hops"))
                .orElse(BfdPeer.MULTIHOP_TTL);
        peers.put(
                address,
                new BfdPeer(
                        address,
                        local,
                        said.find("interface").orElse(""),
                        said.has("multihop"),
                        minimumTtl,
                        true,
                        peers.containsKey(address),
                        over(base, section)));
    }

    private Optional<Section> named(Section peer) {
        return peer.find("profile")
                .flatMap(entry -> node().flatMap(node -> node.child(Context.BFD_PROFILE, entry.value("profile"))));
    }

    private BfdConfig profile(@Nullable String name) {
        if (name == null) {
            return BfdConfig.FRR_8_4;
        }
        return node().flatMap(node -> node.child(Context.BFD_PROFILE, name))
                .map(section -> over(BfdConfig.FRR_8_4, section))
                .orElse(BfdConfig.FRR_8_4);
    }

    private static BfdConfig over(BfdConfig base, Section section) {
        return base.withTimers(
                        section.find("detect-multiplier")
                                .map(entry -> (int) entry.number("count"))
                                .orElse(base.detectMultiplier()),
                        section.find("receive-interval")
                                .map(entry -> entry.number("millis"))
                                .orElse(base.requiredMinRxMicros() / 1000),
                        section.find("transmit-interval")
                                .map(entry -> entry.number("millis"))
                                .orElse(base.desiredMinTxMicros() / 1000))
                .withPassive(section.flag("passive-mode", base.passive()))
                .withShutdown(section.flag("shutdown", base.shutdown()));
    }
}
