package io.sextant.protocol.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.ip.Ipv6;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * RFC 2385 against two FRR 8.4.4 with {@code neighbor … password} in namespaces of one Linux 6.18 ({@code frr-md5.pcap}: a
 * session over IPv4 under the password {@code sextant}, one over IPv6 under {@code s3xt-v6}, from the first SYN to the
 * routes).
 */
final class TcpSignatureTest {

    private static final int ETHERNET_OCTETS = 14;
    private static final int IPV6_TYPE = 0x86DD;

    private record Captured(IpAddress source, IpAddress destination, TcpSegment segment) {

        String key() {
            return source instanceof Ipv4Address ? "sextant" : "s3xt-v6";
        }
    }

    private final List<Captured> capture = read();

    @Test
    void every_segment_of_the_capture_has_the_digest_we_compute() {
        assertThat(capture).hasSizeGreaterThan(30).allSatisfy(each -> assertThat(
                        TcpSignature.isRight(each.segment, each.source, each.destination, each.key()))
                .isTrue());
    }

    @Test
    void what_we_sign_is_what_linux_sent() {
        assertThat(capture).allSatisfy(each -> {
            TcpOptions bare = TcpOptions.ofSyn(
                    each.segment.options().mssOctets(),
                    each.segment.options().windowScale(),
                    each.segment.options().sackPermitted(),
                    false,
                    0,
                    0);
            TcpSegment signed =
                    TcpSignature.sign(each.segment.withOptions(bare), each.source, each.destination, each.key());
            assertThat(signed).isEqualTo(each.segment);
        });
    }

    @Test
    void another_key_another_end_or_another_octet_is_another_digest() {
        Captured open = capture.stream()
                .filter(each -> each.segment.payload().length > 0)
                .findFirst()
                .orElseThrow();
        TcpSegment segment = open.segment;
        assertThat(TcpSignature.isRight(segment, open.source, open.destination, "Sextant"))
                .isFalse();
        assertThat(TcpSignature.isRight(segment, open.destination, open.source, open.key()))
                .isFalse();
        byte[] other = segment.payload().clone();
        other[other.length - 1] ^= 1;
        TcpSegment forged = new TcpSegment(
                segment.sourcePort(),
                segment.destinationPort(),
                segment.sequence(),
                segment.acknowledgment(),
                segment.flags(),
                segment.window(),
                segment.urgentPointer(),
                segment.options(),
                other);
        assertThat(TcpSignature.isRight(forged, open.source, open.destination, open.key()))
                .isFalse();
    }

    @Test
    void a_syn_offers_no_timestamps_and_the_whole_mss() {
        Script script = new Script(TcpProfile.LINUX, 1500);
        script.connection.setSigned();
        script.connect();
        assertThat(script.lastSegment().options()).hasToString("mss 1460,sackOK,wscale 7");
        Captured syn = capture.get(0);
        assertThat(syn.segment.flags()).isEqualTo(TcpFlags.SYN);
        assertThat(syn.segment.options().toString()).isEqualTo("md5,mss 1460,sackOK,wscale 10");
    }

    @Test
    void an_answer_to_timestamps_and_sack_leaves_the_timestamps_out() {
        Script script = new Script(TcpProfile.LINUX, 1500);
        script.connection.setSigned();
        script.receives("[S] 0 win 64240 <mss 1460,sackOK,TS,wscale 7>");
        assertThat(script.lastSegment().options()).hasToString("mss 1460,sackOK,wscale 7");
    }

    @Test
    void the_signature_takes_twenty_octets_of_each_segment() {
        Script script = new Script(TcpProfile.LINUX.withOptions(new TcpProfile.Options(true, true, 10)), 1500);
        script.connection.setSigned();
        script.connect();
        script.receives("[S.] 0 ack 1 win 64240 <mss 1460,sackOK,wscale 10>");
        assertThat(script.connection.segmentOctets()).isEqualTo(1440);
    }

    @Test
    void two_sack_blocks_fit_beside_it_and_none_beside_timestamps_too() {
        int[] three = {1, 2, 3, 4, 5, 6};
        Ipv4Address here = Ipv4Address.parse("10.0.0.1");
        Ipv4Address there = Ipv4Address.parse("10.0.0.2");
        TcpSegment plain = TcpSegment.of(179, 40_000, 1, 2, TcpFlags.ACK, 502, TcpOptions.NONE.withSackBlocks(three));
        assertThat(TcpSignature.sign(plain, here, there, "k").options().sackBlocks())
                .containsExactly(1, 2, 3, 4);
        TcpSegment stamped = plain.withOptions(TcpOptions.ofTimestamps(1, 2).withSackBlocks(three));
        TcpSegment signed = TcpSignature.sign(stamped, here, there, "k");
        assertThat(signed.options().sackBlocks()).isEmpty();
        assertThat(signed.options().lengthOctets()).isEqualTo(32);
    }

    private static List<Captured> read() {
        try (InputStream in =
                Objects.requireNonNull(TcpSignatureTest.class.getResourceAsStream("frr-md5.pcap"), "frr-md5.pcap")) {
            return read(ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A pcap file's records: 24 octets of header, then 16 in front of each frame. */
    private static List<Captured> read(ByteBuffer file) {
        List<Captured> all = new ArrayList<>();
        file.position(24);
        while (file.hasRemaining()) {
            file.position(file.position() + 8);
            byte[] frame = new byte[file.getInt()];
            file.getInt();
            file.get(frame);
            all.add(captured(frame));
        }
        return all;
    }

    private static Captured captured(byte[] frame) {
        int at = ETHERNET_OCTETS;
        boolean ipv6 = (frame[12] << 8 & 0xFF00 | frame[13] & 0xFF) == IPV6_TYPE;
        if (ipv6) {
            int tcp = at + Ipv6.HEADER_OCTETS;
            return new Captured(
                    new Ipv6Address(Ipv6.sourceHigh(frame, at), Ipv6.sourceLow(frame, at)),
                    new Ipv6Address(Ipv6.destinationHigh(frame, at), Ipv6.destinationLow(frame, at)),
                    TcpSegment.read(frame, tcp, frame.length - tcp));
        }
        int tcp = at + Ipv4.headerLength(frame, at);
        return new Captured(
                new Ipv4Address(Ipv4.source(frame, at)),
                new Ipv4Address(Ipv4.destination(frame, at)),
                TcpSegment.read(frame, tcp, frame.length - tcp));
    }
}
