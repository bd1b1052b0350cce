package io.sextant.protocol.ethernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sextant.protocol.address.MacAddress;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.Damage;
import io.sextant.protocol.wire.Hex;
import io.sextant.protocol.wire.MalformedException;
import io.sextant.protocol.wire.WireCheck;
import org.junit.jupiter.api.Test;

class EthernetTest {

    private static final byte[] OCTETS = Hex.octets(
            "02 00 00 00 00 01", // destination
            "42 c5 bb 3a 09 57", // source
            "08 00"); // IPv4

    private static final EthernetHeader HEADER = new EthernetHeader(
            MacAddress.parse("02:00:00:00:00:01"), MacAddress.parse("42:c5:bb:3a:09:57"), EtherType.IPV4);

    @Test
    void octets_and_value_are_one_pair() throws MalformedException {
        assertThat(EthernetHeader.decode(new ByteReader(OCTETS))).isEqualTo(HEADER);
        ByteWriter out = new ByteWriter();
        HEADER.encode(out);
        assertThat(out.toBytes()).isEqualTo(OCTETS);
    }

    @Test
    void the_view_reads_and_writes_in_place() {
        byte[] frame = new byte[20];
        Ethernet.writeHeader(frame, 3, 0x020000000001L, 0x42C5BB3A0957L, EtherType.ARP);
        assertThat(Ethernet.check(frame, 3, 17)).isEqualTo(WireCheck.OK);
        assertThat(Ethernet.destination(frame, 3)).isEqualTo(0x020000000001L);
        assertThat(Ethernet.source(frame, 3)).isEqualTo(0x42C5BB3A0957L);
        assertThat(Ethernet.etherType(frame, 3)).isEqualTo(EtherType.ARP);
        Ethernet.setDestination(frame, 3, MacAddress.BROADCAST.bits());
        Ethernet.setSource(frame, 3, 1);
        assertThat(Hex.format(frame)).isEqualTo("00 00 00 ff ff ff ff ff ff 00 00 00 00 00 01 08 06 00 00 00");
        assertThat(Ethernet.isGroup(Ethernet.destination(frame, 3))).isTrue();
        assertThat(Ethernet.isGroup(Ethernet.source(frame, 3))).isFalse();
        assertThat(Ethernet.check(frame, 3, 13)).isEqualTo(WireCheck.TRUNCATED);
        assertThat(Ethernet.check(frame, 3, 18)).isEqualTo(WireCheck.TRUNCATED);
    }

    @Test
    void an_802_3_length_is_no_type() {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> EthernetHeader.decode(new ByteReader(Hex.octets("00".repeat(12), "05ff"))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EthernetHeader(MacAddress.BROADCAST, MacAddress.BROADCAST, 1500));
    }

    @Test
    void damage_ends_in_a_typed_error_or_another_value() {
        Damage.survivesAndRefusesTruncation(OCTETS, EthernetHeader::decode);
    }
}
