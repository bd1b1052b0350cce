package io.sextant.topology.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.topology.TestNet;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteProtocol;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PowerTest {

    private final TestNet net = new TestNet();
    private Host a;
    private Host b;

    @BeforeEach
    void twoHosts() {
        a = net.host("a", "eth0 10.0.0.1/24");
        b = net.host("b", "eth0 10.0.0.2/24");
        net.cable("a:eth0", "b:eth0");
    }

    @Test
    void without_power_nothing_answers_and_the_other_end_loses_its_carrier() {
        b.powerOff();
        assertThat(net.at("a:eth0").hasCarrier()).isFalse();
        net.ping(a, "10.0.0.2", 1).send(1, 8);
        net.runFor(10);
        assertThat(net.log).containsExactly("from 10.0.0.1 type 3 code 1 seq 1");
    }

    @Test
    void behind_a_switch_the_others_keep_their_carrier() {
        var bridge = net.bridge("sw");
        Host c = net.host("c", "eth0 10.0.2.1/24");
        Host d = net.host("d", "eth0 10.0.2.2/24");
        net.cable("c:eth0", bridge);
        net.cable("d:eth0", bridge);
        d.powerOff();
        assertThat(net.at("c:eth0").hasCarrier()).isTrue();
        assertThat(bridge.ports()).hasSize(2);
        assertThat(c.isPowered()).isTrue();
    }

    @Test
    void connections_of_a_dead_host_vanish_without_a_segment_and_answer_with_a_reset_after_it_boots() {
        TcpTest.Recorder recorder = new TcpTest.Recorder();
        b.tcp().listen(null, 80, socket -> new TcpTest.Recorder());
        TcpSocket socket = a.tcp().connect(Ipv4Address.parse("10.0.0.2"), 80, TcpSocketOptions.DEFAULT, recorder);
        net.runFor(1);
        b.powerOff();
        assertThat(b.tcp().sockets()).isEmpty();
        assertThat(b.tcp().listeners()).isEmpty();
        net.runFor(1);
        assertThat(recorder.events).containsExactly("connected");
        b.powerOn();
        socket.send(new byte[10]);
        net.runFor(1);
        assertThat(recorder.events).containsExactly("connected", "closed RESET");
    }

    @Test
    void a_boot_brings_back_addresses_and_static_routes_but_not_what_daemons_installed() {
        NextHop hop = NextHop.via(Ipv4Address.parse("10.0.0.1"), net.at("b:eth0"));
        b.fib().add(Route.to(Ipv4Prefix.parse("0.0.0.0/0"), RouteProtocol.STATIC, hop));
        b.fib().add(Route.to(Ipv4Prefix.parse("172.16.10.0/32"), RouteProtocol.BGP, hop));
        net.ping(b, "10.0.0.1", 1).send(1, 8);
        net.runFor(1);
        b.addPowerListener(on -> net.log.add("power " + on));
        b.powerOff();
        b.powerOff();
        b.powerOn();
        assertThat(net.log).containsSubsequence("power false", "power true");
        assertThat(b.fib().routes())
                .extracting(route -> route.prefix().toString())
                .containsExactly("0.0.0.0/0", "10.0.0.0/24");
        assertThat(b.neighbours().entries()).isEmpty();
        net.log.clear();
        net.ping(a, "10.0.0.2", 2).send(1, 8);
        net.runFor(1);
        assertThat(net.log).hasSize(1);
    }
}
