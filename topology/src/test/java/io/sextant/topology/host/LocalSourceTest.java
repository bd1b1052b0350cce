package io.sextant.topology.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.topology.TestNet;
import io.sextant.topology.ecmp.HashPolicy;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteProtocol;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a router's own datagrams say they come from, over two ways and a policy that hashes ports. */
class LocalSourceTest {

    @Test
    void a_datagram_of_an_unbound_socket_has_the_address_of_the_link_it_leaves_by() {
        TestNet net = new TestNet();
        Host router = net.router("r1", "d1 10.1.1.1/24", "d2 10.1.2.1/24");
        List<String> served = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            int way = i;
            Host far = net.host("n" + i, "eth0 10.1." + i + ".2/24", "eth1 172.16.0.1/32");
            net.cable("r1:d" + i, "n" + i + ":eth0");
            far.udp()
                    .bind(
                            Ipv4Address.parse("172.16.0.1"),
                            53,
                            (socket, remote, port, octets, offset, length) ->
                                    served.add(way + " from " + new Ipv4Address(remote)));
        }
        router.sysctl().setHashPolicy(HashPolicy.LAYER_4).setHashSeed(5);
        router.fib()
                .add(Route.to(
                        Ipv4Prefix.parse("172.16.0.1/32"),
                        RouteProtocol.STATIC,
                        NextHop.via(Ipv4Address.parse("10.1.1.2"), net.at("r1:d1")),
                        NextHop.via(Ipv4Address.parse("10.1.2.2"), net.at("r1:d2"))));
        for (int port = 2_000; port < 2_040; port++) {
            UdpSocket socket = router.udp().bind(null, port, (s, a, p, b, o, l) -> {});
            socket.send(Ipv4Address.parse("172.16.0.1"), 53, new byte[4]);
            socket.close();
            net.runFor(0.1);
        }
        assertThat(served).hasSize(40).containsOnly("1 from 10.1.1.1", "2 from 10.1.2.1");
        assertThat(served).contains("1 from 10.1.1.1", "2 from 10.1.2.1");
    }
}
