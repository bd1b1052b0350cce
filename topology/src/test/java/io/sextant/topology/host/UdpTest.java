package io.sextant.topology.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.topology.TestNet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UdpTest {

    private static final Ipv4Address B = Ipv4Address.parse("10.0.0.2");

    private final TestNet net = new TestNet();
    private Host a;
    private Host b;

    @BeforeEach
    void twoHosts() {
        a = net.host("a", "eth0 10.0.0.1/24");
        b = net.host("b", "eth0 10.0.0.2/24 10.0.0.3/32");
        net.cable("a:eth0", "b:eth0");
    }

    private UdpHandler log(String name) {
        return (socket, remote, port, octets, offset, length) -> net.log.add(name + " from " + new Ipv4Address(remote)
                + ":" + port + " " + new String(octets, offset, length, StandardCharsets.US_ASCII));
    }

    @Test
    void a_datagram_reaches_the_socket_and_the_answer_comes_back() {
        b.udp()
                .bind(
                        null,
                        7,
                        (socket, remote, port, octets, offset, length) ->
                                socket.send(remote, port, octets, offset, length));
        UdpSocket socket = a.udp().bind(null, 5000, log("a"));
        socket.send(B, 7, "hello".getBytes(StandardCharsets.US_ASCII));
        net.runFor(1);
        assertThat(net.log).containsExactly("a from 10.0.0.2:7 hello");
    }

    @Test
    void datagrams_carry_df_and_identifications_that_count() {
        List<String> frames = net.capture("a:eth0");
        UdpSocket socket = a.udp().bind(null, 5000, log("a"));
        socket.send(B, 7, new byte[1]);
        socket.send(B, 7, new byte[1]);
        net.runFor(1);
        assertThat(frames.get(2)).matches("> .{28}4500001d....40004011.*");
        int first = Integer.parseInt(frames.get(2).substring(38, 42), 16);
        int second = Integer.parseInt(frames.get(3).substring(38, 42), 16);
        assertThat(second).isEqualTo(first + 1 & 0xFFFF);
    }

    @Test
    void the_socket_on_the_address_is_preferred_to_the_one_on_all() {
        b.udp().bind(Ipv4Address.parse("10.0.0.3"), 7, log("on .3"));
        b.udp().bind(B, 7, log("on .2"));
        UdpSocket socket = a.udp().bind(null, 5000, log("a"));
        socket.send(Ipv4Address.parse("10.0.0.3"), 7, new byte[0]);
        socket.send(B, 7, new byte[0]);
        net.runFor(1);
        assertThat(net.log).containsExactly("on .3 from 10.0.0.1:5000 ", "on .2 from 10.0.0.1:5000 ");
    }

    @Test
    void a_closed_port_answers_with_port_unreachable_which_the_sender_hears() {
        UdpSocket socket = a.udp().bind(null, 5000, new UdpHandler() {
            @Override
            public void onDatagram(UdpSocket at, int remote, int port, byte[] octets, int offset, int length) {}

            @Override
            public void onError(UdpSocket at, IcmpError error) {
                net.log.add(error.type() + "/" + error.code() + " from " + error.reporter() + " about port "
                        + error.quotation().destinationPort());
            }
        });
        socket.send(B, 9, new byte[4]);
        net.runFor(1);
        assertThat(net.log).containsExactly("3/3 from 10.0.0.2 about port 9");
        assertThat(net.drops).hasSize(1).allMatch(line -> line.endsWith("b:eth0 no-socket"));
    }

    @Test
    void a_port_is_bound_once_until_it_is_closed() {
        UdpSocket first = a.udp().bind(null, 5000, log("a"));
        assertThatThrownBy(() -> a.udp().bind(null, 5000, log("a"))).isInstanceOf(IllegalStateException.class);
        first.close();
        assertThat(a.udp().bind(null, 5000, log("a")).localPort()).isEqualTo(5000);
        assertThat(first.send(B, 7, new byte[1])).isFalse();
    }

    @Test
    void an_ephemeral_port_is_in_linux_range() {
        assertThat(a.udp().bind(null, 0, log("a")).localPort()).isBetween(32_768, 60_999);
    }

    @Test
    void a_broadcast_reaches_a_socket_on_all_addresses_and_earns_no_error() {
        b.udp().bind(null, 7, log("b"));
        UdpSocket socket = a.udp().bind(null, 5000, log("a"));
        socket.send(Ipv4Address.parse("10.0.0.255"), 7, new byte[0]);
        socket.send(Ipv4Address.parse("10.0.0.255"), 8, new byte[0]);
        net.runFor(1);
        assertThat(net.log).containsExactly("b from 10.0.0.1:5000 ");
        assertThat(net.drops).hasSize(1).allMatch(line -> line.endsWith("b:eth0 no-socket"));
    }

    @Test
    void a_datagram_beyond_the_mtu_is_dropped_for_that_reason() {
        a.udp().bind(null, 5000, log("a")).send(B, 7, new byte[1473]);
        net.runFor(1);
        assertThat(net.drops).containsExactly("0.000000000 s a:eth0 too-big");
    }
}
