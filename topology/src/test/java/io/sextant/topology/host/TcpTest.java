package io.sextant.topology.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.tcp.TcpState;
import io.sextant.topology.TestNet;
import io.sextant.topology.device.HookPoint;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.Verdict;
import io.sextant.topology.link.Link;
import io.sextant.topology.link.LinkModel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpTest {

    private static final Ipv4Address SERVER = Ipv4Address.parse("10.0.1.2");

    private final TestNet net = new TestNet();
    private Host client;
    private Host server;
    private Link link;

    @BeforeEach
    void twoHostsAndARouter() {
        client = net.host("c1", "eth0 10.0.0.2/24");
        net.router("r1", "eth0 10.0.0.1/24", "eth1 10.0.1.1/24");
        server = net.host("s1", "eth0 10.0.1.2/24");
        net.cable("c1:eth0", "r1:eth0");
        link = net.cable("r1:eth1", "s1:eth0");
        net.route(client, "0.0.0.0/0", "10.0.0.1", "eth0");
        net.route(server, "0.0.0.0/0", "10.0.1.1", "eth0");
    }

    /** Keeps what it hears. */
    static class Recorder implements TcpSocketHandler {

        final List<String> events = new ArrayList<>();
        final ByteArrayOutputStream received = new ByteArrayOutputStream();

        @Override
        public void onConnected(TcpSocket socket) {
            events.add("connected");
        }

        @Override
        public void onData(TcpSocket socket, byte[] data) {
            received.writeBytes(data);
        }

        @Override
        public void onPeerClosed(TcpSocket socket) {
            events.add("peer closed");
        }

        @Override
        public void onClosed(TcpSocket socket, TcpCloseReason why) {
            events.add("closed " + why);
        }
    }

    /** A server that sends back what it gets and closes when the client does. */
    private void echo(int port) {
        server.tcp().listen(null, port, accepted -> new TcpSocketHandler() {
            @Override
            public void onConnected(TcpSocket socket) {}

            @Override
            public void onClosed(TcpSocket socket, TcpCloseReason why) {}

            @Override
            public void onData(TcpSocket socket, byte[] data) {
                socket.send(data);
            }

            @Override
            public void onPeerClosed(TcpSocket socket) {
                socket.close();
            }
        });
    }

    @Test
    void a_connection_carries_data_both_ways_and_ends_in_time_wait() {
        echo(80);
        Recorder recorder = new Recorder();
        TcpSocket socket = client.tcp().connect(SERVER, 80, TcpSocketOptions.DEFAULT, recorder);
        socket.send("hello".getBytes(StandardCharsets.US_ASCII));
        net.runFor(1);
        assertThat(recorder.events).containsExactly("connected");
        assertThat(recorder.received.toString(StandardCharsets.US_ASCII)).isEqualTo("hello");
        socket.shutdown();
        net.runFor(1);
        assertThat(recorder.events).containsExactly("connected", "peer closed", "closed NORMAL");
        assertThat(socket.state()).isEqualTo(TcpState.TIME_WAIT);
        assertThat(server.tcp().sockets()).isEmpty();
        assertThat(client.tcp().sockets()).containsExactly(socket);
        net.runFor(60);
        assertThat(client.tcp().sockets()).isEmpty();
        assertThat(socket.state()).isEqualTo(TcpState.CLOSED);
        assertThat(socket.retransmissions()).isZero();
        assertThat(net.drops).isEmpty();
    }

    @Test
    void a_megabyte_arrives_intact_over_a_link_that_loses_and_reports_retransmissions() {
        echo(80);
        link.setModel(new LinkModel(100_000_000, 200_000, 0.02, 100_000));
        byte[] data = new byte[1_000_000];
        new Random(7).nextBytes(data);
        Recorder recorder = new Recorder();
        TcpSocket socket = client.tcp().connect(SERVER, 80, TcpSocketOptions.DEFAULT, recorder);
        socket.send(data);
        net.runFor(120);
        assertThat(recorder.received.toByteArray()).isEqualTo(data);
        assertThat(socket.retransmissions()).isPositive();
        assertThat(net.drops).isNotEmpty().anyMatch(line -> line.endsWith("loss"));
    }

    @Test
    void more_than_the_send_buffer_holds_is_sent_in_order() {
        client.sysctl().setTcp(client.sysctl().tcp().withBuffers(131_072, 20_000));
        echo(80);
        byte[] data = new byte[300_000];
        new Random(8).nextBytes(data);
        Recorder recorder = new Recorder();
        TcpSocket socket = client.tcp().connect(SERVER, 80, TcpSocketOptions.DEFAULT, recorder);
        for (int i = 0; i < 3; i++) {
            socket.send(Arrays.copyOfRange(data, i * 100_000, (i + 1) * 100_000));
        }
        socket.shutdown();
        net.runFor(10);
        assertThat(recorder.received.toByteArray()).isEqualTo(data);
        assertThat(recorder.events).containsExactly("connected", "peer closed", "closed NORMAL");
    }

    @Test
    void a_port_nobody_listens_on_refuses() {
        Recorder recorder = new Recorder();
        client.tcp().connect(SERVER, 81, TcpSocketOptions.DEFAULT, recorder);
        net.runFor(1);
        assertThat(recorder.events).containsExactly("closed REFUSED");
        assertThat(net.drops).hasSize(1).allMatch(line -> line.endsWith("s1:eth0 no-socket"));
        assertThat(client.tcp().sockets()).isEmpty();
    }

    @Test
    void without_a_route_the_caller_hears_unreachable_later() {
        Host alone = net.host("alone", "eth0 10.7.0.2/24");
        Recorder recorder = new Recorder();
        alone.tcp().connect(SERVER, 80, TcpSocketOptions.DEFAULT, recorder);
        assertThat(recorder.events).isEmpty();
        net.runFor(1);
        assertThat(recorder.events).containsExactly("closed UNREACHABLE");
    }

    @Test
    void a_host_unreachable_from_the_router_ends_an_attempt_to_connect_after_three_seconds() {
        Recorder recorder = new Recorder();
        client.tcp().connect(Ipv4Address.parse("10.0.1.77"), 80, TcpSocketOptions.DEFAULT, recorder);
        net.runFor(2.9);
        assertThat(recorder.events).isEmpty();
        net.runFor(0.2);
        assertThat(recorder.events).containsExactly("closed UNREACHABLE");
        // The SYN at 0 s and its repetition after 1 s, both waiting for ARP.
        assertThat(net.drops).hasSizeGreaterThanOrEqualTo(2).allMatch(line -> line.endsWith("r1:eth1 arp-failed"));
    }

    @Test
    void aborting_resets_the_peer() {
        List<Recorder> accepted = new ArrayList<>();
        server.tcp().listen(null, 80, socket -> {
            accepted.add(new Recorder());
            return accepted.get(0);
        });
        Recorder recorder = new Recorder();
        TcpSocket socket = client.tcp().connect(SERVER, 80, TcpSocketOptions.DEFAULT, recorder);
        net.runFor(1);
        socket.abort();
        net.runFor(1);
        assertThat(recorder.events).containsExactly("connected");
        assertThat(accepted.get(0).events).containsExactly("connected", "closed RESET");
        assertThat(client.tcp().sockets()).isEmpty();
        assertThat(server.tcp().sockets()).isEmpty();
    }

    @Test
    void ttl_and_traffic_class_are_those_of_the_options() {
        echo(80);
        List<String> frames = net.capture("s1:eth0");
        TcpSocketOptions options =
                TcpSocketOptions.DEFAULT.withTtl(255).withTrafficClass(0xC0).withLocal(null, 40_000);
        client.tcp().connect(SERVER, 80, options, new Recorder());
        net.runFor(1);
        String syn = frames.stream()
                .filter(frame -> frame.contains("9c400050"))
                .findFirst()
                .orElseThrow();
        // 45 C0 ..., TTL one less than sent after one router.
        assertThat(syn.substring(30, 34)).isEqualTo("45c0");
        assertThat(syn.substring(46, 48)).isEqualTo("fe");
    }

    @Test
    void ephemeral_ports_are_even_first_and_in_linux_range() {
        echo(80);
        for (int i = 0; i < 50; i++) {
            TcpSocket socket = client.tcp().connect(SERVER, 80, TcpSocketOptions.DEFAULT, new Recorder());
            assertThat(socket.localPort()).isBetween(32_768, 60_999).matches(port -> port % 2 == 0);
        }
        net.runFor(1);
        assertThat(server.tcp().sockets()).hasSize(50);
    }

    @Test
    void progress_of_a_connection_keeps_the_neighbour_reachable_without_arp() {
        echo(80);
        List<String> frames = net.capture("c1:eth0");
        Recorder recorder = new Recorder();
        TcpSocket socket = client.tcp().connect(SERVER, 80, TcpSocketOptions.DEFAULT, recorder);
        for (int second = 0; second < 120; second++) {
            socket.send(new byte[10]);
            net.runFor(1);
        }
        assertThat(recorder.received.size()).isEqualTo(1200);
        // The client's only request is its first; the router, which has no connection, probes it now and then.
        assertThat(frames)
                .filteredOn(frame -> frame.startsWith(">") && frame.startsWith("08060001080006040001", 26))
                .hasSize(1);
    }

    @Test
    void a_port_in_time_wait_at_the_server_gives_way_to_a_new_connection_at_once() {
        server.tcp().listen(null, 80, accepted -> new Recorder() {
            @Override
            public void onConnected(TcpSocket socket) {
                socket.close();
            }
        });
        TcpSocketOptions options = TcpSocketOptions.DEFAULT.withLocal(null, 40_000);
        for (int i = 0; i < 3; i++) {
            Recorder recorder = new Recorder() {
                @Override
                public void onPeerClosed(TcpSocket socket) {
                    super.onPeerClosed(socket);
                    socket.close();
                }
            };
            client.tcp().connect(SERVER, 80, options, recorder);
            net.runFor(0.1);
            assertThat(recorder.events).containsExactly("connected", "peer closed", "closed NORMAL");
            assertThat(server.tcp().sockets()).extracting(TcpSocket::state).containsExactly(TcpState.TIME_WAIT);
        }
    }

    @Test
    void packets_carry_their_socket_s_hash_where_the_lab_is_one_machine() {
        echo(80);
        Host namespace = new Host(net.network, "ns", new HostProfile(HostProfile.LINUX_6_18.kernel(), true));
        namespace.addInterface("eth0", net.nextMac(), 1500).addAddress(InterfaceAddress.parse("10.0.2.2/24"));
        Host r1 = net.network.part(Host.class, "r1").orElseThrow();
        r1.addInterface("eth2", net.nextMac(), 1500).addAddress(InterfaceAddress.parse("10.0.2.1/24"));
        net.cable("ns:eth0", "r1:eth2", LinkModel.IDEAL);
        net.route(namespace, "0.0.0.0/0", "10.0.2.1", "eth0");
        List<String> seen = new ArrayList<>();
        for (String place : List.of("r1:eth2", "r1:eth0")) {
            net.at(place).attach(HookPoint.TC_INGRESS, (point, at, frame) -> {
                if (frame.octets()[frame.start() + 23] == 6) {
                    seen.add(at.name() + " " + frame.isSocketHashed());
                }
                return Verdict.PASS;
            });
        }
        namespace.tcp().connect(SERVER, 80, TcpSocketOptions.DEFAULT, new Recorder());
        client.tcp().connect(SERVER, 80, TcpSocketOptions.DEFAULT, new Recorder());
        net.runFor(1);
        assertThat(seen).contains("eth2 true", "eth0 false").doesNotContain("eth2 false", "eth0 true");
    }
}
