package io.sextant.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ChecksumTest {

    @Test
    void sums_the_example_of_rfc_1071() {
        byte[] octets = Hex.octets("0001 f203 f4f5 f6f7");
        assertThat(Checksum.of(octets, 0, octets.length)).isEqualTo(~0xddf2 & 0xFFFF);
    }

    @Test
    void agrees_with_a_sum_by_single_words_at_every_length_and_offset() {
        SplittableRandom random = new SplittableRandom(1071);
        byte[] octets = new byte[64];
        random.nextBytes(octets);
        for (int offset = 0; offset < 9; offset++) {
            for (int length = 0; length <= octets.length - offset; length++) {
                assertThat(Checksum.of(octets, offset, length))
                        .as("%d octets at %d", length, offset)
                        .isEqualTo(byWords(octets, offset, length));
            }
        }
    }

    @Test
    void is_zero_over_octets_that_hold_their_checksum() {
        byte[] octets = Hex.octets("4500 0073 0000 4000 4011 b861 c0a8 0001 c0a8 00c7");
        assertThat(Checksum.of(octets, 0, octets.length)).isZero();
    }

    @Test
    void updates_the_example_of_rfc_1624_without_falling_into_minus_zero() {
        // RFC 1624 §4: checksum 0xDD2F, a word 0x5555 becomes 0x3285; the new checksum is 0x0000, not 0xFFFF.
        assertThat(Checksum.update(0xDD2F, 0x5555, 0x3285)).isZero();
    }

    @Test
    void an_incremental_update_equals_a_new_sum() {
        SplittableRandom random = new SplittableRandom(1624);
        for (int round = 0; round < 20_000; round++) {
            byte[] octets = new byte[20];
            random.nextBytes(octets);
            Octets.putU16(octets, 10, 0);
            Octets.putU16(octets, 10, Checksum.of(octets, 0, octets.length));
            int at = random.nextBoolean() ? 12 : 16;
            int old = Octets.s32(octets, at);
            int changed = round % 7 == 0 ? -old : random.nextInt();
            int updated = Checksum.update32(Octets.u16(octets, 10), old, changed);
            Octets.putS32(octets, at, changed);
            Octets.putU16(octets, 10, updated);
            assertThat(Checksum.of(octets, 0, octets.length))
                    .as("round %d", round)
                    .isZero();
        }
    }

    private static int byWords(byte[] octets, int offset, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (octets[offset + i] & 0xFF) << (i % 2 == 0 ? 8 : 0);
        }
        while (sum > 0xFFFF) {
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return ~sum & 0xFFFF;
    }
}
