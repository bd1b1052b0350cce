package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.PeerSetup;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Speakers numbered from 1 at 10.0.0.N on one wire, each configured by a function over the defaults. */
final class SpeakerNet {

    static final long SECOND = 1_000_000_000L;

    final TinyWire wire = new TinyWire();
    private final List<BgpSpeaker> speakers = new ArrayList<>();

    static Ipv4Address address(int number) {
        return Ipv4Address.parse("10.0.0." + number);
    }

    BgpSpeaker add(int number, long asn, UnaryOperator<SpeakerConfig> change) {
        SpeakerConfig config = change.apply(SpeakerConfig.of(SpeakerProfile.FRR_8_4, new Asn(asn), address(number)));
        BgpSpeaker speaker = new BgpSpeaker(config, 0);
        wire.attach(address(number), speaker);
        speakers.add(speaker);
        return speaker;
    }

    BgpSpeaker add(int number, long asn) {
        return add(number, asn, config -> config);
    }

    /** What {@code speaker} is told of a peer, without telling it. */
    static PeerConfig session(BgpSpeaker speaker, BgpSpeaker peer) {
        SpeakerConfig own = speaker.config();
        SpeakerConfig theirs = peer.config();
        return PeerConfig.of(own.profile(), theirs.routerId(), own.localAs(), theirs.localAs(), own.routerId(), "r");
    }

    static void peer(BgpSpeaker speaker, PeerConfig session, PeerFamily family) {
        speaker.addPeer(
                PeerSetup.of(session, family), new SplittableRandom(session.id().hashCode()));
    }

    static void peer(BgpSpeaker speaker, BgpSpeaker peer, UnaryOperator<PeerFamily> change) {
        peer(speaker, session(speaker, peer), change.apply(PeerFamily.DEFAULT));
    }

    static void connect(BgpSpeaker one, BgpSpeaker other) {
        peer(one, other, family -> family);
        peer(other, one, family -> family);
    }

    void start() {
        for (BgpSpeaker speaker : speakers) {
            wire.act(speaker.config().routerId(), speaker.start(wire.nowNanos));
        }
        pass(20);
    }

    void pass(int seconds) {
        wire.runUntil(wire.nowNanos + seconds * SECOND);
    }

    void act(BgpSpeaker speaker, List<SpeakerOutput> outputs) {
        wire.act(speaker.config().routerId(), outputs);
    }

    void originate(BgpSpeaker speaker, String prefix) {
        originate(speaker, prefix, builder -> builder);
    }

    void originate(BgpSpeaker speaker, String prefix, UnaryOperator<PathAttributes.Builder> change) {
        PathAttributes attributes =
                change.apply(speaker.defaultAttributes().toBuilder()).build();
        act(speaker, speaker.originate(wire.nowNanos, IpPrefix.parse(prefix), attributes, RouteSource.Kind.NETWORK));
        pass(1);
    }

    static PathAttributes best(BgpSpeaker speaker, String prefix) {
        return speaker.locRib()
                .selection(IpPrefix.parse(prefix))
                .orElseThrow()
                .best()
                .attributes();
    }

    static boolean knows(BgpSpeaker speaker, String prefix) {
        return speaker.locRib().selection(IpPrefix.parse(prefix)).isPresent();
    }

    static PeerView view(BgpSpeaker speaker, BgpSpeaker peer) {
        return speaker.peer(new PeerId(peer.config().routerId())).orElseThrow();
    }
}
