package io.sextant.topology.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.topology.TestNet;
import io.sextant.topology.capture.PcapngWriter;
import io.sextant.topology.device.TapPoint;
import io.sextant.topology.link.LinkModel;
import io.sextant.topology.tap.CaptureTap;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** UDP and TCP between two hosts with a router between them, over IPv6 alone and beside IPv4. */
class Ipv6TransportTest {

    private static final Ipv6Address SERVER = Ipv6Address.parse("2001:db8:2::2");

    private final TestNet net = new TestNet();
    private Host client;
    private Host server;

    @BeforeEach
    void clientRouterServer() {
        client = net.host("c", "eth0 2001:db8:1::2/64 10.0.1.2/24");
        net.router("r", "eth0 2001:db8:1::1/64 10.0.1.1/24", "eth1 2001:db8:2::1/64 10.0.2.1/24");
        server = net.host("s", "eth0 2001:db8:2::2/64 10.0.2.2/24");
        net.cable("c:eth0", "r:eth0");
        net.cable("r:eth1", "s:eth0", LinkModel.GIGABIT);
        net.route(client, "::/0", "2001:db8:1::1", "eth0");
        net.route(server, "::/0", "2001:db8:2::1", "eth0");
        net.route(client, "0.0.0.0/0", "10.0.1.1", "eth0");
        net.route(server, "0.0.0.0/0", "10.0.2.1", "eth0");
    }

    /** Answers every datagram with its own octets. */
    private final class Echo implements UdpHandler {
        @Override
        public void onDatagram(UdpSocket socket, int remote, int port, byte[] octets, int offset, int length) {
            net.log.add("IPv4 from " + new Ipv4Address(remote) + ":" + port);
        }

        @Override
        public void onDatagram(UdpSocket socket, Ipv6Address remote, int port, byte[] octets, int offset, int length) {
            net.log.add(new String(octets, offset, length, StandardCharsets.US_ASCII) + " from " + remote);
            if (socket.localPort() == 53) {
                socket.send(remote, port, Arrays.copyOfRange(octets, offset, offset + length));
            }
        }

        @Override
        public void onError(UdpSocket socket, IcmpError error) {
            net.log.add("error " + error.type() + "/" + error.code() + " from " + error.reporter());
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void a_datagram_goes_there_and_back() {
        server.udp().bind(Ipv6Address.ANY, 53, new Echo());
        UdpSocket socket = client.udp().bind(Ipv6Address.ANY, 0, new Echo());
        assertThat(socket.send(SERVER, 53, ascii("question"))).isTrue();
        net.runFor(1);
        assertThat(net.log).containsExactly("question from 2001:db8:1::2", "question from 2001:db8:2::2");
        assertThat(net.drops).isEmpty();
    }

    @Test
    void nobody_at_the_port_is_told_to_the_sender() {
        UdpSocket socket = client.udp().bind(Ipv6Address.ANY, 0, new Echo());
        socket.send(SERVER, 54, ascii("hello"));
        net.runFor(1);
        assertThat(net.log).containsExactly("error 1/4 from 2001:db8:2::2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> socket.send(Ipv4Address.parse("10.0.2.2"), 54, new byte[0]));
    }

    @Test
    void sockets_of_both_versions_share_a_port_and_each_hears_its_own() {
        server.udp().bind(Ipv6Address.ANY, 54, new Echo());
        server.udp().bind(null, 54, new Echo());
        assertThatIllegalStateException().isThrownBy(() -> server.udp().bind(SERVER, 54, new Echo()));
        client.udp().bind(Ipv6Address.ANY, 1000, new Echo()).send(SERVER, 54, ascii("six"));
        client.udp().bind(null, 1000, new Echo()).send(Ipv4Address.parse("10.0.2.2"), 54, ascii("four"));
        net.runFor(1);
        assertThat(net.log).containsExactlyInAnyOrder("six from 2001:db8:1::2", "IPv4 from 10.0.1.2:1000");
    }

    /** Sends back what it gets; logs the rest. */
    private final class Talker implements TcpSocketHandler {
        private final String name;
        private final byte[] words;
        private int octets;

        Talker(String name) {
            this(name, new byte[0]);
        }

        /** Says this much as soon as it may, then nothing more. */
        Talker(String name, byte[] words) {
            this.name = name;
            this.words = words;
        }

        @Override
        public void onConnected(TcpSocket socket) {
            net.log.add(name + " connected " + socket.localAddress() + " to " + socket.remoteAddress());
            if (words.length > 0) {
                socket.send(words);
                socket.shutdown();
            }
        }

        @Override
        public void onData(TcpSocket socket, byte[] data) {
            octets += data.length;
        }

        @Override
        public void onPeerClosed(TcpSocket socket) {
            net.log.add(name + " got " + octets);
            socket.close();
        }

        @Override
        public void onClosed(TcpSocket socket, TcpCloseReason reason) {
            net.log.add(name + " " + reason);
        }
    }

    private TcpSocket connect(IpAddress target, int port) {
        return say(target, port, 0);
    }

    private TcpSocket say(IpAddress target, int port, int octets) {
        return client.tcp().connect(target, port, TcpSocketOptions.DEFAULT, new Talker("client", new byte[octets]));
    }

    @Test
    void a_connection_carries_a_megabyte_and_closes() {
        server.tcp().listen(Ipv6Address.ANY, 80, socket -> new Talker("server"));
        List<String> frames = net.capture("s:eth0");
        TcpSocket socket = say(SERVER, 80, 1_000_000);
        net.runFor(5);
        assertThat(net.log)
                .startsWith(
                        "client connected 2001:db8:1::2 to 2001:db8:2::2",
                        "server connected 2001:db8:2::2 to 2001:db8:1::2")
                .contains("server got 1000000", "server NORMAL", "client NORMAL");
        assertThat(socket.retransmissions()).isZero();
        int longest = frames.stream()
                .mapToInt(frame -> (frame.length() - 2) / 2)
                .max()
                .orElse(0);
        assertThat(longest).as("a full frame, no octet more").isEqualTo(14 + 1500);
        assertThat(net.drops).isEmpty();
    }

    @Test
    void a_closed_port_resets_and_a_dead_neighbour_is_unreachable() {
        connect(SERVER, 81);
        net.runFor(1);
        assertThat(net.log).containsExactly("client REFUSED");
        net.log.clear();
        connect(Ipv6Address.parse("2001:db8:2::9"), 80);
        net.runFor(10);
        assertThat(net.log).containsExactly("client UNREACHABLE");
        net.log.clear();
        Host lonely = net.host("lonely", "eth0 2001:db8:9::1/64");
        lonely.tcp().connect(SERVER, 80, TcpSocketOptions.DEFAULT, new Talker("lonely"));
        net.runFor(1);
        assertThat(net.log).containsExactly("lonely UNREACHABLE");
    }

    @Test
    void listeners_of_both_versions_share_a_port() {
        server.tcp().listen(null, 80, socket -> new Talker("four"));
        TcpListener six = server.tcp().listen(Ipv6Address.ANY, 80, socket -> new Talker("six"));
        assertThat(six.address()).hasToString("::");
        connect(SERVER, 80);
        connect(Ipv4Address.parse("10.0.2.2"), 80);
        net.runFor(1);
        assertThat(net.log)
                .contains("six connected 2001:db8:2::2 to 2001:db8:1::2", "four connected 10.0.2.2 to 10.0.1.2");
        six.close();
        net.log.clear();
        connect(SERVER, 80);
        net.runFor(1);
        assertThat(net.log).containsExactly("client REFUSED");
    }

    @Test
    void a_flow_keeps_its_label_and_another_connection_has_another() {
        server.tcp().listen(Ipv6Address.ANY, 80, socket -> new Talker("server"));
        List<Integer> labels = new ArrayList<>();
        net.at("c:eth0").addTap(TapPoint.INTERFACE, (now, at, where, outbound, frame, verdict) -> {
            boolean tcp = frame.length() > 54 && frame.octets()[frame.start() + 20] == 6;
            if (outbound && tcp) {
                labels.add(Ipv6.flowLabel(frame.octets(), frame.start() + 14));
            }
        });
        say(SERVER, 80, 10);
        net.runFor(1);
        assertThat(labels).hasSizeGreaterThan(2).doesNotContain(0);
        assertThat(labels.stream().distinct()).hasSize(1);
        say(SERVER, 80, 10);
        net.runFor(1);
        assertThat(labels.stream().distinct()).hasSize(2);
        labels.clear();
        client.ipv6().sysctl().setAutoFlowLabels(false);
        say(SERVER, 80, 10);
        net.runFor(1);
        assertThat(labels).isNotEmpty().allMatch(label -> label == 0);
    }

    @Test
    void tshark_finds_no_fault_in_any_packet(@TempDir Path folder) throws IOException, InterruptedException {
        String path = System.getenv("PATH");
        assumeTrue(
                path != null
                        && Arrays.stream(path.split(File.pathSeparator, -1))
                                .anyMatch(place -> Files.isExecutable(Path.of(place, "tshark"))),
                "tshark is not installed");
        Path file = folder.resolve("ipv6.pcapng");
        try (PcapngWriter writer = PcapngWriter.toFile(file, 1_600_000_000_000_000_000L)) {
            writer.addInterface("eth0", "c", 65_535);
            net.at("c:eth0").addTap(TapPoint.INTERFACE, new CaptureTap(writer, 0));
            server.udp().bind(Ipv6Address.ANY, 53, new Echo());
            server.tcp().listen(Ipv6Address.ANY, 80, socket -> new Talker("server"));
            net.ping(client, SERVER.toString(), 7).send(1, 56);
            client.udp().bind(Ipv6Address.ANY, 0, new Echo()).send(SERVER, 53, ascii("odd"));
            client.udp().bind(Ipv6Address.ANY, 0, new Echo()).send(SERVER, 54, ascii("to nobody"));
            net.ping(client, "2001:db8:3::1", 8).send(1, 56);
            net.ping(client, "2001:db8:2::9", 9).send(1, 56);
            say(SERVER, 80, 5_001);
            connect(SERVER, 81);
            net.runFor(10);
        }
        List<String> lines = dissected(folder, file);
        assertThat(lines).hasSizeGreaterThan(24).allMatch(line -> line.contains("ipv6"));
        // 1: good; 2: not verified, inside a quotation; empty: not in the packet
        assertThat(lines).allSatisfy(line -> {
            String[] fields = line.split("\t", -1);
            assertThat(fields[3]).as(line).doesNotContain("_ws.malformed");
            assertThat(List.of(fields[0], fields[1], fields[2]))
                    .as(line)
                    .allMatch(status -> status.matches("(1(,2)?)?"));
        });
        assertThat(String.join("\n", lines)).contains("icmpv6", "tcp", "udp");
    }

    private static List<String> dissected(Path folder, Path file) throws IOException, InterruptedException {
        Path printed = folder.resolve("printed");
        Process tshark = new ProcessBuilder(
                        "tshark",
                        "-r",
                        file.toString(),
                        "-o",
                        "tcp.check_checksum:TRUE",
                        "-o",
                        "udp.check_checksum:TRUE",
                        "-T",
                        "fields",
                        "-e",
                        "icmpv6.checksum.status",
                        "-e",
                        "udp.checksum.status",
                        "-e",
                        "tcp.checksum.status",
                        "-e",
                        "frame.protocols")
                .redirectOutput(printed.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(tshark.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readAllLines(printed, StandardCharsets.UTF_8);
    }
}
