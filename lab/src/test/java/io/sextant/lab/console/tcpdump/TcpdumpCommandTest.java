package io.sextant.lab.console.tcpdump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.lab.console.Samples;
import io.sextant.lab.console.Shell;
import io.sextant.lab.console.TestMachine;
import io.sextant.lab.console.command.Outcome;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.lab.console.command.Program;
import io.sextant.lab.console.command.Role;
import io.sextant.topology.device.HookPoint;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Verdict;
import io.sextant.topology.frame.DropReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our lines against tcpdump 4.99.3's of the same octets. */
final class TcpdumpCommandTest {

    private static final int FILE_HEADER_OCTETS = 24;
    private static final int RECORD_HEADER_OCTETS = 16;

    private static List<byte[]> frames(String name) throws IOException {
        List<byte[]> frames = new ArrayList<>();
        try (InputStream in = TcpdumpCommandTest.class.getResourceAsStream("/console/tcpdump-4.99.3/" + name)) {
            ByteBuffer file = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            file.position(FILE_HEADER_OCTETS);
            while (file.remaining() >= RECORD_HEADER_OCTETS) {
                file.getLong();
                byte[] frame = new byte[file.getInt()];
                file.getInt();
                file.get(frame);
                frames.add(frame);
            }
        }
        return frames;
    }

    private static String print(String name, boolean linkHeader, boolean verbose, PacketFilter.Test filter)
            throws IOException {
        FrameText text = new FrameText(linkHeader, verbose);
        StringBuilder out = new StringBuilder();
        for (byte[] frame : frames(name)) {
            if (filter.passes(frame, 0, frame.length)) {
                out.append(text.text(frame, 0, frame.length)).append('\n');
            }
        }
        return out.toString();
    }

    private static String withoutTimes(String text) {
        return text.replaceAll("(?m)^\\d\\d:\\d\\d:\\d\\d\\.\\d{6} ", "");
    }

    @ParameterizedTest
    @CsvSource({
        "bringup, ''",
        "bringup, -v",
        "kinds, ''",
        "kinds, -e",
        "kinds, -v",
        "kinds, -ev",
        "messages, ''",
        "messages, -v",
        "ipv6, ''",
        "ipv6, -v",
        "ipv6, -ev"
    })
    void every_frame_prints_as_the_real_one_prints_it(String capture, String options) throws IOException {
        boolean linkHeader = options.contains("e");
        boolean verbose = options.contains("v");
        assertThat(print(capture + ".pcap", linkHeader, verbose, PacketFilter.parse(List.of())))
                .isEqualTo(withoutTimes(Samples.read("tcpdump-4.99.3/" + capture + options + ".txt")));
    }

    @TestFactory
    Stream<DynamicTest> every_filter_lets_the_same_frames_pass() {
        String[] blocks = Samples.read("tcpdump-4.99.3/filters.txt").split("(?m)^> ", -1);
        return Stream.of(blocks).skip(1).map(block -> {
            String expression = block.substring(0, block.indexOf('\n'));
            return DynamicTest.dynamicTest(expression, () -> assertThat(
                            print("kinds.pcap", false, false, PacketFilter.parse(List.of(expression))))
                    .isEqualTo(block.substring(block.indexOf('\n') + 1)));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo bar", "host", "(tcp", "tcp)", "not", "port x", "host 10.0.0.0/8", "net 10.0.0.0/33"})
    void a_filter_that_makes_no_sense_is_refused(String expression) {
        assertThatThrownBy(() -> PacketFilter.parse(List.of(expression))).isInstanceOf(IllegalArgumentException.class);
    }

    // ----- on a machine

    private final TestMachine near = TestMachine.of("near", Role.HOST);
    private final TestMachine far = near.beside("far", Role.HOST);
    private final NetworkInterface eth0 = far.nic("eth0", "10.0.0.2/24");

    private void pingFromNear() {
        near.nic("eth0", "10.0.0.1/24");
        near.cable("eth0", far, "eth0");
        Program ping = ((Outcome.Running) new Shell().run(near, "ping -c 2 10.0.0.2")).program();
        near.simulator.at(TestMachine.SECOND, "ping", () -> ping.start(printed -> {}));
    }

    @Test
    void it_ends_after_the_frames_it_was_asked_for() {
        pingFromNear();
        // Three crossings of 50 us: ARP there and back, then the request; 42 + 42 + 98 octets at 1 Gb/s.
        assertThat(far.run("tcpdump -ni eth0 -c 2 icmp", 10)).isEqualTo(Printed.ok("""
                        tcpdump: verbose output suppressed, use -v[v]... for full protocol decode
                        listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes
                        14:19:18.000151 IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 1, length 64
                        14:19:18.000151 IP 10.0.0.2 > 10.0.0.1: ICMP echo reply, id 1, seq 1, length 64
                        2 packets captured
                        2 packets received by filter
                        0 packets dropped by kernel
                        """));
    }

    @Test
    void in_full_its_head_is_a_line_shorter_and_each_packet_has_its_header_before_it() {
        pingFromNear();
        assertThat(far.run("tcpdump -tvni eth0 -c 1 icmp", 10)).isEqualTo(Printed.ok("""
                        tcpdump: listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes
                        IP (tos 0x0, ttl 64, id 57940, offset 0, flags [DF], proto ICMP (1), length 84)
                            10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 1, length 64
                        1 packets captured
                        1 packets received by filter
                        0 packets dropped by kernel
                        """));
    }

    @Test
    void a_frame_cut_anywhere_still_prints() throws IOException {
        for (String name : List.of("kinds.pcap", "messages.pcap", "ipv6.pcap")) {
            for (byte[] frame : frames(name)) {
                for (int end = 0; end <= Math.min(frame.length, 300); end++) {
                    assertThat(new FrameText(true, true).text(frame, 0, end)).isNotEmpty();
                }
            }
        }
    }

    @Test
    void a_frame_with_any_octet_spoiled_still_prints() throws IOException {
        for (byte[] frame : frames("messages.pcap")) {
            for (int at = 0; at < frame.length; at++) {
                byte[] spoiled = frame.clone();
                spoiled[at] ^= (byte) 0xFF;
                assertThat(new FrameText(true, true).text(spoiled, 0, spoiled.length))
                        .isNotEmpty();
            }
        }
    }

    @Test
    void a_program_at_xdp_leaves_it_nothing_to_see() {
        pingFromNear();
        eth0.attach(HookPoint.XDP, (point, at, frame) -> Verdict.drop(DropReason.LOSS));
        assertThat(far.run("tcpdump -nn -tttt -i eth0", 10).text())
                .endsWith("bytes\n0 packets captured\n0 packets received by filter\n0 packets dropped by kernel\n");
    }

    @Test
    void what_it_does_not_know_it_says() {
        assertThat(far.run("tcpdump -ni nope"))
                .isEqualTo(new Printed("tcpdump: nope: No such device exists\n(No such device exists)\n", 1));
        assertThat(far.run("tcpdump -ni eth0 foo bar"))
                .isEqualTo(new Printed("tcpdump: can't parse filter expression: syntax error\n", 1));
        assertThat(far.run("tcpdump -ni eth0 -vv").text()).isEqualTo("tcpdump: -vv is not supported here; -v is\n");
        assertThat(far.run("tcpdump -ni eth0 -X").text()).startsWith("tcpdump: option -X is not supported here");
        assertThat(far.run("tcpdump -i eth0").text()).isEqualTo("tcpdump: there are no names here; say -n\n");
        assertThat(far.run("tcpdump -nc 0 -i eth0").status()).isEqualTo(1);
    }
}
