package io.sextant.protocol.vxlan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sextant.protocol.ethernet.EtherType;
import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.Damage;
import io.sextant.protocol.wire.Hex;
import io.sextant.protocol.wire.MalformedException;
import io.sextant.protocol.wire.Octets;
import io.sextant.protocol.wire.WireCheck;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VxlanTest {

    private static final byte[] OCTETS = Hex.octets(
            "08", // flags: I
            "00 00 00", // reserved
            "00 61 28", // VNI 24872, an identity of Cilium
            "00"); // reserved

    @Test
    void octets_and_value_are_one_pair() throws MalformedException {
        VxlanHeader header = new VxlanHeader(24_872);
        assertThat(VxlanHeader.decode(new ByteReader(OCTETS))).isEqualTo(header);
        ByteWriter out = new ByteWriter();
        header.encode(out);
        assertThat(out.toBytes()).isEqualTo(OCTETS);
        assertThatIllegalArgumentException().isThrownBy(() -> new VxlanHeader(1 << 24));
    }

    @Test
    void the_view_writes_and_reads_in_place() {
        byte[] b = new byte[30];
        Vxlan.writeHeader(b, 5, 0xFFFFFF);
        assertThat(Vxlan.vni(b, 5)).isEqualTo(0xFFFFFF);
        assertThat(Vxlan.check(b, 5, 22)).isEqualTo(WireCheck.OK);
        assertThat(Vxlan.check(b, 5, 21)).as("no room for an inner frame").isEqualTo(WireCheck.TRUNCATED);
        assertThat(Vxlan.check(b, 5, 26)).isEqualTo(WireCheck.TRUNCATED);
        b[12] = 1;
        assertThat(Vxlan.check(b, 5, 22)).as("a reserved bit").isEqualTo(WireCheck.BAD_VERSION);
    }

    @Test
    void a_flow_keeps_its_source_port_in_both_directions() {
        byte[] there = frame(0xC0A80101, 0x0A000342, 36_946, 80);
        byte[] back = frame(0x0A000342, 0xC0A80101, 80, 36_946);
        int hash = Vxlan.flowHash(there, 2, 7);
        assertThat(Vxlan.flowHash(back, 2, 7)).isEqualTo(hash);
        assertThat(Vxlan.flowHash(there, 2, 8)).isNotEqualTo(hash);
        assertThat(Vxlan.flowHash(frame(0xC0A80101, 0x0A000342, 36_947, 80), 2, 7))
                .isNotEqualTo(hash);
    }

    @Test
    void source_ports_fill_linux_s_local_range_evenly() {
        int[] tenths = new int[10];
        for (int port = 32_768; port < 52_768; port++) {
            int source = Vxlan.sourcePort(Vxlan.flowHash(frame(0xC0A80101, 0x0A000342, port, 80), 2, 1));
            assertThat(source).isBetween(32_768, 60_998);
            tenths[(source - 32_768) * 10 / 28_231]++;
        }
        assertThat(Arrays.stream(tenths).min().orElseThrow()).isGreaterThan(1_800);
        assertThat(Arrays.stream(tenths).max().orElseThrow()).isLessThan(2_200);
        assertThat(Vxlan.sourcePort(0)).isEqualTo(32_768);
        assertThat(Vxlan.sourcePort(0xFFFF_0000)).isEqualTo(60_998);
    }

    @Test
    void other_inner_frames_hash_too() {
        byte[] arp = new byte[64];
        Ethernet.writeHeader(arp, 0, 0xFFFFFFFFFFFFL, 1, EtherType.ARP);
        byte[] other = arp.clone();
        Ethernet.setSource(other, 0, 2);
        assertThat(Vxlan.flowHash(arp, 0, 1)).isNotEqualTo(Vxlan.flowHash(other, 0, 1));
        byte[] fragment = frame(1, 2, 3, 4);
        Ipv4.writeHeader(fragment, 16, 0, 20, 0, Ipv4.MORE_FRAGMENTS, 64, IpProtocol.TCP, 1, 2);
        byte[] sibling = fragment.clone();
        Octets.putU16(sibling, 36, 99);
        assertThat(Vxlan.flowHash(fragment, 2, 1)).isEqualTo(Vxlan.flowHash(sibling, 2, 1));
    }

    @Test
    void damage_and_random_values() throws MalformedException {
        Damage.survivesAndRefusesTruncation(OCTETS, VxlanHeader::decode);
        SplittableRandom random = new SplittableRandom(7348);
        for (int round = 0; round < 1_000; round++) {
            VxlanHeader header = new VxlanHeader(random.nextInt(1 << 24));
            ByteWriter out = new ByteWriter();
            header.encode(out);
            assertThat(VxlanHeader.decode(new ByteReader(out.toBytes()))).isEqualTo(header);
        }
    }

    /** An inner frame at offset 2. */
    private static byte[] frame(int source, int destination, int sourcePort, int destinationPort) {
        byte[] b = new byte[2 + 14 + 40];
        Ethernet.writeHeader(b, 2, 2, 1, EtherType.IPV4);
        Ipv4.writeHeader(b, 16, 0, 20, 0, 0, 64, IpProtocol.TCP, source, destination);
        Octets.putU16(b, 36, sourcePort);
        Octets.putU16(b, 38, destinationPort);
        return b;
    }
}
