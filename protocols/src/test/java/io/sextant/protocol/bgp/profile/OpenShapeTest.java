package io.sextant.protocol.bgp.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.BgpCodec;
import io.sextant.protocol.bgp.message.CodecContext;
import io.sextant.protocol.bgp.message.Open;
import io.sextant.protocol.wire.Hex;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each speaker's OPEN, octet for octet as captured: samples/frr/lab-{metallb,gobgp,mix}/bringup.pcap. */
class OpenShapeTest {

    private static final String MARKER = "ffffffffffffffffffffffffffffffff";

    static Stream<Arguments> opens() {
        return Stream.of(
                Arguments.of(
                        SpeakerProfile.FRR_8_4,
                        "192.168.1.1",
                        "bgp-router1",
                        103,
                        "00670104fc0000b4c0a801014a0206010400010001020280000202020002024600020641040000fc00020206000206"
                                + "450400010101020f490d0b6267702d726f75746572310002044002c0780209470700010180000000"),
                Arguments.of(
                        SpeakerProfile.METALLB_0_10,
                        "192.168.1.10",
                        "k8s-master",
                        49,
                        "00310104fc00005ac0a8010a14021201040001000101040002000141040000fc00"),
                Arguments.of(
                        SpeakerProfile.GOBGP_3_10,
                        "192.168.1.21",
                        "k8s-worker1",
                        68,
                        "00440104fc00005ac0a801152702250200490d0b6b38732d776f726b6572310001040001000141040000fc0005060001"
                                + "00010002"),
                Arguments.of(
                        SpeakerProfile.BIRD_2_0,
                        "192.168.1.22",
                        "",
                        53,
                        "00350104fc0000f0c0a8011618021601040001000102004002007841040000fc0046004700"),
                Arguments.of(
                        SpeakerProfile.EXABGP_4_2,
                        "192.168.1.23",
                        "",
                        49,
                        "00310104fc0000b4c0a80117140206010400010001020641040000fc0002020600"));
    }

    @ParameterizedTest
    @MethodSource("opens")
    void is_what_was_captured(SpeakerProfile profile, String identifier, String host, int lengthOctets, String hex) {
        OpenFacts facts = OpenFacts.of(
                new Asn(64_512),
                List.of(AddressFamily.IPV4_UNICAST),
                host,
                true,
                GracefulRestartOptions.DEFAULT.withMode(profile.graceful()));
        Open open = Open.of(
                facts.localAs(),
                profile.session().holdTimeSeconds(),
                Ipv4Address.parse(identifier),
                profile.openShape().parameters(facts));
        byte[] octets = BgpCodec.encode(open, CodecContext.INITIAL);
        assertThat(octets).hasSize(lengthOctets);
        assertThat(Hex.format(octets)).isEqualTo(Hex.format(Hex.octets(MARKER, hex)));
    }

    @Test
    void profiles_are_found_by_name() {
        for (SpeakerProfile profile : SpeakerProfile.ALL) {
            assertThat(SpeakerProfile.named(profile.name())).containsSame(profile);
        }
        assertThat(SpeakerProfile.named("FRR 1.0")).isEmpty();
    }

    @Test
    void jitter_stays_inside_its_bounds() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 1000; i++) {
            assertThat(Jitter.RFC_4271.apply(1000, random)).isBetween(750L, 1000L);
        }
        assertThat(Jitter.NONE.apply(12_345_678_901L, random)).isEqualTo(12_345_678_901L);
    }
}
