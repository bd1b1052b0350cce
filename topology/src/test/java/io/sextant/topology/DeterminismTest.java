package io.sextant.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.TcpCloseReason;
import io.sextant.topology.host.TcpSocket;
import io.sextant.topology.host.TcpSocketHandler;
import io.sextant.topology.host.TcpSocketOptions;
import io.sextant.topology.link.LinkModel;
import org.junit.jupiter.api.Test;

class DeterminismTest {

    /** A lossy transfer and a ping that fails; everything that draws is in it. */
    private static String fingerprint(long seed, int payloadOctet) {
        TestNet net = new TestNet(seed);
        Host client = net.host("c1", "eth0 10.0.0.2/24");
        net.router("r1", "eth0 10.0.0.1/24", "eth1 10.0.1.1/24");
        Host server = net.host("s1", "eth0 10.0.1.2/24");
        net.cable("c1:eth0", "r1:eth0", new LinkModel(10_000_000, 1_000_000, 0.05, 20_000));
        net.cable("r1:eth1", "s1:eth0");
        net.route(client, "0.0.0.0/0", "10.0.0.1", "eth0");
        net.route(server, "0.0.0.0/0", "10.0.1.1", "eth0");
        TcpSocketHandler silent = new TcpSocketHandler() {
            @Override
            public void onConnected(TcpSocket socket) {
                socket.send(new byte[] {(byte) payloadOctet});
                socket.send(new byte[50_000]);
            }

            @Override
            public void onData(TcpSocket socket, byte[] data) {}

            @Override
            public void onPeerClosed(TcpSocket socket) {
                socket.close();
            }

            @Override
            public void onClosed(TcpSocket socket, TcpCloseReason why) {}
        };
        server.tcp().listen(null, 80, socket -> silent);
        client.tcp().connect(Ipv4Address.parse("10.0.1.2"), 80, TcpSocketOptions.DEFAULT, silent);
        net.ping(client, "10.0.1.77", 1).send(1, 56);
        net.runFor(60);
        return net.trace.fingerprint();
    }

    @Test
    void the_same_seed_gives_the_same_fingerprint() {
        assertThat(fingerprint(1, 7)).isEqualTo(fingerprint(1, 7));
    }

    @Test
    void another_seed_gives_another() {
        assertThat(fingerprint(1, 7)).isNotEqualTo(fingerprint(2, 7));
    }

    @Test
    void one_octet_of_payload_gives_another() {
        assertThat(fingerprint(1, 7)).isNotEqualTo(fingerprint(1, 8));
    }
}
