package io.sextant.cluster.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.IpAddress;
import io.sextant.topology.frame.Frame;
import io.sextant.topology.frame.FramePool;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The rules of {@code bpf/lib/conntrack.h} as sentences; times in seconds. */
class ConntrackTest {

    private static final int ACK = 0x10;
    private static final int PSH = 0x08;
    private static final long SECOND = 1_000_000_000L;

    private final NatMap nat = new NatMap(new SplittableRandom(1), 128);
    private final Conntrack conntrack = new Conntrack(CiliumProfile.V1_10, nat);

    @Test
    void a_connection_is_new_once_and_its_answers_are_replies() {
        assertThat(request(0, Packet.SYN)).isEqualTo(Conntrack.NEW);
        assertThat(reply(0, Packet.SYN | ACK)).isEqualTo(Conntrack.REPLY);
        assertThat(request(0, ACK)).isEqualTo(Conntrack.ESTABLISHED);
    }

    @Test
    void a_flag_is_reported_when_first_seen_in_its_direction() {
        request(0, Packet.SYN);
        assertThat(reports(0, ACK)).isTrue();
        assertThat(reports(0, ACK)).isFalse();
        assertThat(reports(0, ACK | PSH)).isTrue();
        reply(0, Packet.SYN | ACK);
        assertThat(replyReports(0, ACK)).isFalse();
        assertThat(replyReports(0, ACK | PSH)).isTrue();
    }

    @Test
    void silence_of_more_than_five_seconds_makes_a_report() {
        request(0, Packet.SYN);
        request(0, ACK);
        assertThat(reports(5, ACK)).isFalse();
        assertThat(reports(6, ACK)).isTrue();
        assertThat(reports(7, ACK)).isFalse();
    }

    @Test
    void a_fin_is_always_reported() {
        handshake();
        assertThat(reports(0, Packet.FIN | ACK)).isTrue();
        assertThat(reports(0, Packet.FIN | ACK)).isTrue();
    }

    @Test
    void behind_both_fins_the_clients_packets_are_always_reported_and_the_servers_never() {
        handshake();
        request(0, Packet.FIN | ACK);
        reply(0, Packet.FIN | ACK);

        assertThat(reports(0, ACK)).isTrue();
        assertThat(reports(0, ACK)).isTrue();
        assertThat(replyReports(0, ACK)).isFalse();
    }

    @Test
    void a_lone_syn_lives_a_minute_and_an_established_connection_six_hours() {
        request(0, Packet.SYN);
        conntrack.collect(60 * SECOND);
        assertThat(conntrack.size()).isEqualTo(1);
        conntrack.collect(61 * SECOND);
        assertThat(conntrack.size()).isZero();

        handshake();
        conntrack.collect(21_600 * SECOND);
        assertThat(conntrack.size()).isEqualTo(1);
        conntrack.collect(21_601 * SECOND);
        assertThat(conntrack.size()).isZero();
    }

    @Test
    void both_fins_or_a_reset_leave_ten_seconds() {
        handshake();
        request(0, Packet.FIN | ACK);
        reply(0, Packet.FIN | ACK);
        conntrack.collect(11 * SECOND);
        assertThat(conntrack.size()).isZero();

        handshake();
        reply(0, Packet.RST);
        conntrack.collect(11 * SECOND);
        assertThat(conntrack.size()).isZero();
    }

    @Test
    void an_expired_entry_still_matches_until_it_is_collected() {
        request(0, Packet.SYN);

        assertThat(request(3_600, ACK)).isEqualTo(Conntrack.ESTABLISHED);
    }

    @Test
    void a_syn_on_a_closed_connection_reopens_it() {
        handshake();
        request(0, Packet.FIN | ACK);
        reply(0, Packet.FIN | ACK);

        assertThat(request(1, Packet.SYN)).isEqualTo(Conntrack.REOPENED);
        CtEntry entry = conntrack.entry();
        assertThat(entry).isNotNull();
        assertThat(entry == null || entry.isClosing()).isFalse();
    }

    @Test
    void a_service_entry_is_looked_for_in_one_direction_only() {
        Packet packet = packet(true, Packet.SYN);
        assertThat(conntrack.lookup(0, packet, Conntrack.SERVICE)).isEqualTo(Conntrack.NEW);
        conntrack.create(0, packet, Conntrack.SERVICE);

        assertThat(conntrack.lookup(0, packet, Conntrack.SERVICE)).isEqualTo(Conntrack.ESTABLISHED);
        assertThat(conntrack.lookup(0, packet(false, ACK), Conntrack.SERVICE)).isEqualTo(Conntrack.NEW);
    }

    @Test
    void the_translation_is_forgotten_with_its_connection() {
        request(0, Packet.SYN);
        CtEntry entry = conntrack.entry();
        assertThat(entry).isNotNull();
        if (entry != null) {
            entry.nat = nat.egress(packet(true, Packet.SYN), IpAddress.parse("10.0.4.105"));
        }
        assertThat(nat.size()).isEqualTo(2);
        conntrack.collect(61 * SECOND);
        assertThat(nat.size()).isZero();
    }

    private void handshake() {
        request(0, Packet.SYN);
        reply(0, Packet.SYN | ACK);
        request(0, ACK);
    }

    private int request(long atSeconds, int flags) {
        Packet packet = packet(true, flags);
        int result = conntrack.lookup(atSeconds * SECOND, packet, Conntrack.INGRESS);
        if (result == Conntrack.NEW) {
            conntrack.create(atSeconds * SECOND, packet, Conntrack.INGRESS);
        }
        return result;
    }

    private int reply(long atSeconds, int flags) {
        return conntrack.lookup(atSeconds * SECOND, packet(false, flags), Conntrack.EGRESS);
    }

    private boolean reports(long atSeconds, int flags) {
        request(atSeconds, flags);
        return conntrack.monitor() != 0;
    }

    private boolean replyReports(long atSeconds, int flags) {
        reply(atSeconds, flags);
        return conntrack.monitor() != 0;
    }

    static Packet packet(boolean forward, int flags) {
        Packet packet = new Packet(false);
        packet.protocol = Packet.TCP;
        packet.flags = flags;
        packet.sourceLow = IpAddress.mapped(forward ? 0xC0A80101 : 0x0A00030C);
        packet.destinationLow = IpAddress.mapped(forward ? 0x0A00030C : 0xC0A80101);
        packet.sourcePort = forward ? 36946 : 80;
        packet.destinationPort = forward ? 80 : 36946;
        return packet;
    }

    /** As {@link #packet}, between 2001:db8::1 and fd00:10::3:12, over frames the programs read. */
    static Packet ipv6Packet(boolean forward, int flags) {
        byte[] octets = new byte[14 + 40 + 20];
        Packet.putU16(octets, 12, 0x86DD);
        octets[14] = 0x60;
        octets[14 + 6] = Packet.TCP;
        octets[14 + 7] = 64;
        IpAddress client = IpAddress.parse("2001:db8::1");
        IpAddress pod = IpAddress.parse("fd00:10::3:12");
        Packet.putU64(octets, 14 + 8, (forward ? client : pod).high());
        Packet.putU64(octets, 14 + 16, (forward ? client : pod).low());
        Packet.putU64(octets, 14 + 24, (forward ? pod : client).high());
        Packet.putU64(octets, 14 + 32, (forward ? pod : client).low());
        Packet.putU16(octets, 54, forward ? 36946 : 80);
        Packet.putU16(octets, 56, forward ? 80 : 36946);
        octets[54 + 13] = (byte) flags;
        Frame frame = new FramePool().take(octets.length);
        System.arraycopy(octets, 0, frame.octets(), frame.start(), octets.length);
        Packet packet = new Packet(true);
        assertThat(packet.read(frame)).isTrue();
        return packet;
    }

    @Test
    void an_ipv6_connection_is_tracked_by_itself_and_printed_in_brackets() {
        conntrack.create(0, packet(true, Packet.SYN), Conntrack.EGRESS);
        conntrack.create(0, ipv6Packet(true, Packet.SYN), Conntrack.EGRESS);

        assertThat(conntrack.lookup(0, ipv6Packet(false, 0x12), Conntrack.INGRESS))
                .isEqualTo(Conntrack.REPLY);
        assertThat(conntrack.entries().stream().map(CtPrinter::line))
                .anySatisfy(line -> assertThat(line).startsWith("TCP OUT 192.168.1.1:36946 -> 10.0.3.12:80 "))
                .anySatisfy(line -> assertThat(line).startsWith("TCP OUT [2001:db8::1]:36946 -> [fd00:10::3:12]:80 "));
        assertThat(conntrack.size()).isEqualTo(2);
    }
}
