package io.sextant.protocol.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.BgpCodec;
import io.sextant.protocol.bgp.message.CodecContext;
import io.sextant.protocol.bgp.message.Keepalive;
import io.sextant.protocol.bgp.message.Octets;
import io.sextant.protocol.bgp.message.Open;
import io.sextant.protocol.bgp.profile.GracefulRestartOptions;
import io.sextant.protocol.bgp.profile.OpenFacts;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.session.ConnectionId;
import io.sextant.protocol.bgp.session.Input;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.State;
import io.sextant.protocol.wire.Hex;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer that says anything at all: the speaker answers or hangs up, and its tables stay whole. */
class SpeakerFuzzTest {

    private static final Asn OURS = new Asn(64_512);
    private static final Asn THEIRS = new Asn(65_001);
    private static final Ipv4Address US = Ipv4Address.parse("10.0.0.1");
    private static final Ipv4Address THEM = Ipv4Address.parse("10.0.0.2");
    private static final PeerId PEER = new PeerId(THEM);
    private static final int UPDATES = 600;

    /** ORIGIN, AS_PATH 65001, NEXT_HOP, MED, communities, and two prefixes. */
    private static final String UPDATE = "ffffffffffffffffffffffffffffffff 0000 02 0000 0025"
            + "40010100 500200060201 0000fde9 4003040a000002 80040400000064 c00808fde9000afffff001"
            + "18c63364 20cb007101";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7606})
    void anything_is_answered_and_tables_stay_whole(long seed) {
        new Talk(seed).run(seed);
    }

    /** One peer that talks, and the speaker it talks to. */
    private static final class Talk {
        private final SplittableRandom random;
        private final BgpSpeaker speaker;
        private long nowNanos;
        private long calls;

        Talk(long seed) {
            random = new SplittableRandom(seed);
            speaker = new BgpSpeaker(SpeakerConfig.of(SpeakerProfile.FRR_8_4, OURS, US), 0);
            PeerConfig peer = PeerConfig.of(SpeakerProfile.FRR_8_4, THEM, OURS, THEIRS, US, "r");
            speaker.addPeer(peer, Policies.PERMIT, new SplittableRandom(seed));
            speaker.start(0);
        }

        private void run(long seed) {
            int established = 0;
            for (int i = 0; i < UPDATES; i++) {
                nowNanos += 200_000_000L;
                byte[] octets = wounded();
                try {
                    speaker.onDeadline(nowNanos);
                    if (session().state() != State.ESTABLISHED) {
                        connect();
                    }
                    established += session().state() == State.ESTABLISHED ? 1 : 0;
                    receive(octets);
                } catch (RuntimeException e) {
                    fail("seed " + seed + ", update " + i + ": " + Hex.format(octets), e);
                }
                long paths = speaker.locRib().table(AddressFamily.IPV4_UNICAST).destinations().stream()
                        .mapToLong(destination -> destination.paths().size())
                        .sum();
                assertThat(session().acceptedPrefixes())
                        .as("seed %d, update %d", seed, i)
                        .isLessThanOrEqualTo((int) paths);
            }
            assertThat(established).as("seed %d: sessions that were up", seed).isGreaterThan(UPDATES / 4);
        }

        private PeerView session() {
            return speaker.peer(PEER).orElseThrow();
        }

        private void connect() {
            ConnectionId id = ConnectionId.incoming(++calls);
            speaker.handle(nowNanos, PEER, new Input.Connected(id, US, 179, THEM, 40_000));
            OpenFacts facts = OpenFacts.of(
                    THEIRS, List.of(AddressFamily.IPV4_UNICAST), "n", false, GracefulRestartOptions.DEFAULT);
            Open open = Open.of(
                    THEIRS, 180, THEM, SpeakerProfile.FRR_8_4.openShape().parameters(facts));
            receive(BgpCodec.encode(open, CodecContext.INITIAL));
            receive(BgpCodec.encode(Keepalive.INSTANCE, CodecContext.INITIAL));
        }

        private void receive(byte[] octets) {
            speaker.handle(nowNanos, PEER, new Input.Received(ConnectionId.incoming(calls), Octets.of(octets)));
        }

        /** The good UPDATE with up to three octets changed behind its header, and a header that fits. */
        private byte[] wounded() {
            byte[] octets = Hex.octets(UPDATE.replace(" ", ""));
            octets[16] = (byte) (octets.length >>> 8);
            octets[17] = (byte) octets.length;
            for (int wounds = random.nextInt(4); wounds > 0; wounds--) {
                octets[19 + random.nextInt(octets.length - 19)] = (byte) random.nextInt(256);
            }
            return octets;
        }
    }
}
