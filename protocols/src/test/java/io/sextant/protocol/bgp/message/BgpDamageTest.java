package io.sextant.protocol.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.sextant.protocol.bgp.message.BgpCodec.Decoded;
import io.sextant.protocol.wire.Hex;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Good messages, damaged: what comes out is need more, another valid message, or a NOTIFICATION. */
class BgpDamageTest {

    /** OPENs as captured (samples/frr/lab-*): FRR, MetalLB, GoBGP, BIRD, ExaBGP. */
    private static final String[] OPENS = {
        "00670104fc0000b4c0a801014a0206010400010001020280000202020002024600020641040000fc00020206000206450400010101"
                + "020f490d0b6267702d726f75746572310002044002c0780209470700010180000000",
        "00310104fc00005ac0a8010a14021201040001000101040002000141040000fc00",
        "00440104fc00005ac0a801152702250200490d0b6b38732d776f726b6572310001040001000141040000fc000506000100010002",
        "00350104fc0000f0c0a8011618021601040001000102004002007841040000fc0046004700",
        "00310104fc0000b4c0a80117140206010400010001020641040000fc0002020600"
    };

    static String[] opens() {
        return OPENS;
    }

    @ParameterizedTest
    @MethodSource("opens")
    void captured_opens_come_out_as_they_went_in(String hex) {
        byte[] octets = Hex.octets(BgpWireTest.MARKER, hex);
        BgpCodec codec = new BgpCodec();
        codec.feed(octets);
        assertThat(codec.next()).isInstanceOfSatisfying(Decoded.Complete.class, complete -> {
            assertThat(BgpCodec.encode(complete.message(), CodecContext.INITIAL))
                    .isEqualTo(octets);
            assertThat(((Open) complete.message()).capabilities())
                    .noneMatch(capability -> capability instanceof Capability.Unknown);
        });
    }

    @ParameterizedTest
    @MethodSource("opens")
    void damaged_opens_are_answered(String hex) {
        damage(Hex.octets(BgpWireTest.MARKER, hex), CodecContext.INITIAL);
    }

    @ParameterizedTest
    @MethodSource("io.sextant.protocol.bgp.message.BgpWireTest#pairs")
    void damaged_messages_are_answered(CodecContext context, BgpMessage message, String hex) {
        assertThat(message).isNotNull();
        damage(Hex.octets(hex), context);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 18})
    void a_header_cut_short_needs_more(int length) {
        byte[] good = Hex.octets(BgpWireTest.MARKER, "0013 04");
        BgpCodec codec = new BgpCodec();
        codec.feed(Arrays.copyOf(good, length));
        assertThat(codec.next()).isInstanceOf(Decoded.NeedMore.class);
    }

    private static void damage(byte[] good, CodecContext context) {
        for (int length = 0; length < good.length; length++) {
            assertThat(attempt(Arrays.copyOf(good, length), context))
                    .as("cut to %d", length)
                    .isInstanceOf(Decoded.NeedMore.class);
        }
        for (int at = 0; at < good.length; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] corrupt = good.clone();
                corrupt[at] = (byte) value;
                attempt(corrupt, context);
            }
        }
    }

    /** A damaged message that still decodes must encode again and say the same the second time. */
    private static Decoded attempt(byte[] octets, CodecContext context) {
        try {
            BgpCodec codec = new BgpCodec();
            codec.use(context);
            codec.feed(octets);
            Decoded decoded = codec.next();
            if (decoded instanceof Decoded.Broken broken) {
                int code = broken.error().notification().code();
                if (code < 1 || code > 7 || !(codec.next() instanceof Decoded.NeedMore)) {
                    fail("answered with " + broken.error().notification());
                }
            } else if (decoded instanceof Decoded.Complete complete && isWhole(complete.message())) {
                byte[] again = BgpCodec.encode(complete.message(), context);
                BgpCodec second = new BgpCodec();
                second.use(context);
                second.feed(again);
                Decoded expected = new Decoded.Complete(complete.message(), again.length);
                if (!second.next().equals(expected)) {
                    fail("not the same the second time: " + complete.message());
                }
            }
            return decoded;
        } catch (RuntimeException e) {
            return fail("escaped from " + Hex.format(octets), e);
        }
    }

    /** An UPDATE with faults, or with a next hop for prefixes it does not have, has lost octets on the way in. */
    private static boolean isWhole(BgpMessage message) {
        return !(message instanceof Update update)
                || (update.faults().isEmpty()
                        && (update.attributes() == null
                                || update.announced().isEmpty()
                                        == update.attributes().nextHop().isEmpty()));
    }
}
