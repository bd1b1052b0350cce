package io.sextant.topology.ecmp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Against the vectors published with the reference implementation: key 00..0f, message 00, 01, 02... */
class SipHashTest {
    private static final long LOW = 0x0706050403020100L;
    private static final long HIGH = 0x0f0e0d0c0b0a0908L;

    private final SipHash sipHash = new SipHash(LOW, HIGH);

    @Test
    void hashes_nothing_one_word_and_two_words_as_published() {
        long[] words = {LOW, HIGH};

        assertThat(sipHash.hash(words, 0)).isEqualTo(0x726fdb47dd0e0e31L);
        assertThat(sipHash.hash(words, 1)).isEqualTo(0x93f5f5799a932462L);
        assertThat(sipHash.hash(words, 2)).isEqualTo(0x3f2acc7f57c29bdbL);
    }

    @Test
    void beginning_behind_known_words_changes_nothing() {
        long[] words = {0x60000, 0, 0, 0, 0x1234567890abcdefL, -1};

        for (int zeroWords = 0; zeroWords <= 3; zeroWords++) {
            assertThat(sipHash.after(words[0], zeroWords).hash(words, 6)).isEqualTo(sipHash.hash(words, 6));
        }
    }
}
