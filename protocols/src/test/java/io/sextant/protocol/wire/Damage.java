package io.sextant.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;

/** Every truncation and every single-octet corruption of a good message: each ends in a typed error or another value. */
public final class Damage {

    /** What a decoder looks like to this test. */
    @FunctionalInterface
    public interface Decoder {
        Object decode(ByteReader in) throws MalformedException;
    }

    private Damage() {}

    /** Tries all of it, and that the same octets decode to the same value and text. */
    public static void survives(byte[] good, Decoder decoder) {
        for (int length = 0; length < good.length; length++) {
            attempt(Arrays.copyOf(good, length), decoder);
        }
        for (int at = 0; at < good.length; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] corrupt = good.clone();
                corrupt[at] = (byte) value;
                attempt(corrupt, decoder);
            }
        }
    }

    /** As {@link #survives}, and every truncation is refused, as for a message that states its length. */
    public static void survivesAndRefusesTruncation(byte[] good, Decoder decoder) {
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThat(attempt(cut, decoder)).as("cut to %d octets", length).isFalse();
        }
        survives(good, decoder);
    }

    /** Whether it decoded. */
    private static boolean attempt(byte[] octets, Decoder decoder) {
        try {
            Object value = decoder.decode(new ByteReader(octets));
            Object again = decoder.decode(new ByteReader(octets));
            assertThat(again).isEqualTo(value).hasSameHashCodeAs(value).hasToString(value.toString());
            return true;
        } catch (MalformedException e) {
            assertThat(e.field()).isNotBlank();
            return false;
        } catch (RuntimeException e) {
            return fail("escaped from " + Hex.format(octets), e);
        }
    }
}
