package io.sextant.protocol.bfd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.MalformedException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BfdPacketTest {

    /** An FRR 8.4 packet in state up that polls for 3 times 300 ms. */
    private static final String POLLING = "20" // version 1, no diagnostic
            + "e0" // up, poll
            + "03" // detect multiplier
            + "18" // 24 octets
            + "12345678" // my discriminator
            + "9abcdef0" // your discriminator
            + "000493e0" // 300,000 us
            + "000493e0" // 300,000 us
            + "0000c350"; // 50,000 us of echo

    private static final BfdPacket PACKET = new BfdPacket(
            BfdDiagnostic.NONE, BfdState.UP, true, false, false, 3, 0x12345678L, 0x9abcdef0L, 300_000, 300_000, 50_000);

    @Test
    void octets_and_meaning_agree_both_ways() throws MalformedException {
        byte[] octets = HexFormat.of().parseHex(POLLING);
        assertThat(BfdPacket.decode(new ByteReader(octets))).isEqualTo(PACKET);
        assertThat(HexFormat.of().formatHex(PACKET.encode())).isEqualTo(POLLING);
    }

    @Test
    void every_truncation_is_refused() {
        byte[] octets = PACKET.encode();
        for (int length = 0; length < octets.length; length++) {
            ByteReader in = new ByteReader(octets, 0, length);
            assertThatThrownBy(() -> BfdPacket.decode(in)).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void every_corruption_is_refused_or_read_as_something_that_can_be_sent_again() {
        SplittableRandom random = new SplittableRandom(5880);
        for (int i = 0; i < 24; i++) {
            for (int value = 0; value < 256; value++) {
                byte[] octets = PACKET.encode();
                octets[i] = (byte) value;
                try {
                    BfdPacket read = BfdPacket.decode(new ByteReader(octets));
                    assertThat(BfdPacket.decode(new ByteReader(read.encode()))).isEqualTo(read);
                } catch (MalformedException refused) {
                    assertThat(refused.field()).startsWith("BFD ");
                }
            }
        }
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            try {
                BfdPacket.decode(new ByteReader(noise));
            } catch (MalformedException refused) {
                assertThat(refused.field()).startsWith("BFD ");
            }
        }
    }

    @Test
    void what_rfc_5880_says_must_be_discarded_is_discarded() {
        assertRefused("40e00318", "version");
        assertRefused("20e00018", "multiplier");
        assertRefused("20e00317", "length");
        assertRefused("20e00319", "length");
        assertRefused("20e40318", "authentication");
        assertRefused("20e10318", "multipoint");
        assertRefused("20e0031800000000", "my discriminator");
        assertRefused("20e003181234567800000000", "your discriminator");
    }

    private static void assertRefused(String start, String because) {
        byte[] octets = HexFormat.of().parseHex(start + POLLING.substring(start.length()));
        assertThatThrownBy(() -> BfdPacket.decode(new ByteReader(octets)))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining(because);
    }
}
