package io.sextant.protocol.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.sextant.protocol.wire.Hex;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Streams of good messages with several wounds each, in pieces: whatever comes, the codec answers with messages, with a
 * NOTIFICATION, or by waiting, and never waits with more than a message's worth of octets. Seeds are kept: a find stays in
 * the list.
 */
class BgpFuzzTest {

    private static final int MESSAGES = 500;
    private static final int WOUNDS = 6;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 4271, 4760, 7606, 7911, 8538, 9494})
    void wounded_messages_never_escape(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < MESSAGES; i++) {
            CodecContext context = BgpRoundTripTest.context(random);
            byte[] octets = BgpCodec.encode(BgpRoundTripTest.message(random, context), context);
            for (int wound = random.nextInt(WOUNDS); wound >= 0 && octets.length > 0; wound--) {
                octets = wound(random, octets);
            }
            feed(seed, random, octets, context);
        }
    }

    private static byte[] wound(SplittableRandom random, byte[] octets) {
        int at = random.nextInt(octets.length);
        int to = at + random.nextInt(Math.min(24, octets.length - at) + 1);
        return switch (random.nextInt(6)) {
            case 0 -> with(octets, at, (byte) random.nextInt(256));
            case 1 -> with(octets, at, (byte) (octets[at] ^ 1 << random.nextInt(8)));
            case 2 -> join(Arrays.copyOf(octets, at), Arrays.copyOfRange(octets, to, octets.length));
            case 3 -> join(Arrays.copyOf(octets, to), Arrays.copyOfRange(octets, at, octets.length));
            case 4 -> withLength(random, octets);
            default -> {
                byte[] noise = new byte[random.nextInt(24)];
                random.nextBytes(noise);
                yield join(Arrays.copyOf(octets, at), noise, Arrays.copyOfRange(octets, at, octets.length));
            }
        };
    }

    /** The header's length agrees again, so that the damage is met further in. */
    private static byte[] withLength(SplittableRandom random, byte[] octets) {
        if (octets.length < 19) {
            return octets;
        }
        int length = random.nextInt(4) == 0 ? random.nextInt(65_536) : octets.length;
        return with(with(octets, 16, (byte) (length >>> 8)), 17, (byte) length);
    }

    private static byte[] with(byte[] octets, int at, byte value) {
        byte[] changed = octets.clone();
        changed[at] = value;
        return changed;
    }

    private static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            joined.writeBytes(piece);
        }
        return joined.toByteArray();
    }

    private static void feed(long seed, SplittableRandom random, byte[] octets, CodecContext context) {
        BgpCodec codec = new BgpCodec();
        codec.use(context);
        int taken = 0;
        try {
            for (int at = 0; at < octets.length; ) {
                int end = Math.min(octets.length, at + 1 + random.nextInt(200));
                codec.feed(Octets.of(Arrays.copyOfRange(octets, at, end)));
                at = end;
                BgpCodec.Decoded decoded = codec.next();
                while (decoded instanceof BgpCodec.Decoded.Complete) {
                    taken++;
                    decoded = codec.next();
                }
                if (decoded instanceof BgpCodec.Decoded.Broken broken) {
                    assertThat(broken.error().notification().code()).isBetween(1, 7);
                    return;
                }
            }
        } catch (RuntimeException e) {
            fail("seed " + seed + " after " + taken + " messages: " + Hex.format(octets), e);
        }
    }
}
