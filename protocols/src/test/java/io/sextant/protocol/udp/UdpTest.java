package io.sextant.protocol.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.Damage;
import io.sextant.protocol.wire.Hex;
import io.sextant.protocol.wire.MalformedException;
import io.sextant.protocol.wire.Octets;
import io.sextant.protocol.wire.WireCheck;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UdpTest {

    private static final int SOURCE = 0x7F000001;
    private static final int DESTINATION = 0x7F000001;

    private static final byte[] OCTETS = Hex.octets(
            "9c 40", // source port 40000
            "00 07", // destination port 7
            "00 0c", // length 12
            "86 bb", // checksum over 127.0.0.1, 127.0.0.1, 17, 12
            "70 69 6e 67"); // "ping"

    @Test
    void octets_and_value_are_one_pair() throws MalformedException {
        UdpHeader header = new UdpHeader(40_000, 7, 4, Octets.u16(OCTETS, 6));
        assertThat(UdpHeader.decode(new ByteReader(OCTETS))).isEqualTo(header);
        ByteWriter out = new ByteWriter();
        header.encode(out);
        assertThat(out.bytes(Hex.octets("70696e67")).toBytes()).isEqualTo(OCTETS);
    }

    @Test
    void the_view_writes_the_checksum_and_checks_it() {
        byte[] b = new byte[OCTETS.length];
        System.arraycopy(OCTETS, 8, b, 8, 4);
        Udp.writeHeader(b, 0, 40_000, 7, 4, SOURCE, DESTINATION);
        assertThat(Hex.format(b)).isEqualTo(Hex.format(OCTETS));
        assertThat(Udp.check(b, 0, b.length, SOURCE, DESTINATION)).isEqualTo(WireCheck.OK);
        assertThat(Udp.sourcePort(b, 0)).isEqualTo(40_000);
        assertThat(Udp.destinationPort(b, 0)).isEqualTo(7);
        assertThat(Udp.length(b, 0)).isEqualTo(12);
        assertThat(Udp.check(b, 0, b.length, SOURCE, DESTINATION + 1)).isEqualTo(WireCheck.BAD_CHECKSUM);
    }

    @Test
    void a_missing_checksum_passes() {
        byte[] b = OCTETS.clone();
        Udp.writeHeaderWithoutChecksum(b, 0, 40_000, 7, 4);
        assertThat(Udp.checksum(b, 0)).isZero();
        assertThat(Udp.check(b, 0, b.length, 1, 2)).isEqualTo(WireCheck.OK);
    }

    @Test
    void a_checksum_that_comes_out_as_zero_is_sent_as_all_ones() {
        // The data word is chosen so that everything sums to 0xFFFF: its one's complement, zero, means "none".
        byte[] b = new byte[10];
        Udp.writeHeader(b, 0, 0, 0, 2, 0, 0);
        Octets.putU16(b, 8, Udp.checksum(b, 0));
        Udp.writeHeader(b, 0, 0, 0, 2, 0, 0);
        assertThat(Udp.checksum(b, 0)).isEqualTo(0xFFFF);
        assertThat(Udp.check(b, 0, 10, 0, 0)).isEqualTo(WireCheck.OK);
    }

    @Test
    void impossible_lengths_are_named() {
        assertThat(Udp.check(OCTETS, 0, 7, SOURCE, DESTINATION)).isEqualTo(WireCheck.TRUNCATED);
        assertThat(Udp.check(OCTETS, 0, 11, SOURCE, DESTINATION)).isEqualTo(WireCheck.TRUNCATED);
        assertThat(Udp.check(OCTETS, 0, 13, SOURCE, DESTINATION)).isEqualTo(WireCheck.TRUNCATED);
        byte[] b = OCTETS.clone();
        Octets.putU16(b, 4, 7);
        assertThat(Udp.check(b, 0, 12, SOURCE, DESTINATION)).isEqualTo(WireCheck.BAD_LENGTH);
        byte[] padded = Arrays.copyOf(OCTETS, 20);
        assertThat(Udp.check(padded, 0, 20, SOURCE, DESTINATION)).as("padding").isEqualTo(WireCheck.OK);
    }

    @Test
    void a_single_corrupt_octet_never_passes_the_check() {
        for (int at = 0; at < OCTETS.length; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] b = OCTETS.clone();
                b[at] = (byte) value;
                boolean same = b[at] == OCTETS[at];
                assertThat(Udp.check(b, 0, b.length, SOURCE, DESTINATION).isOk())
                        .as("octet %d = %d", at, value)
                        .isEqualTo(same);
            }
        }
        Damage.survivesAndRefusesTruncation(OCTETS, UdpHeader::decode);
    }
}
