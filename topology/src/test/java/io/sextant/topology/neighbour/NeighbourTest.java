package io.sextant.topology.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.engine.VirtualTime;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.arp.Arp;
import io.sextant.protocol.ethernet.EtherType;
import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.topology.TestNet;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.TapPoint;
import io.sextant.topology.host.Host;
import io.sextant.topology.link.Link;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NeighbourTest {

    private static final int TARGET = Ipv4Address.parse("10.0.0.2").bits();

    private final TestNet net = new TestNet();
    private final List<String> requests = new ArrayList<>();
    private Host a;
    private Host b;
    private NetworkInterface eth0;
    private Link link;

    @BeforeEach
    void twoHosts() {
        a = net.host("a", "eth0 10.0.0.1/24");
        b = net.host("b", "eth0 10.0.0.2/24");
        link = net.cable("a:eth0", "b:eth0");
        eth0 = net.at("a:eth0");
        eth0.addTap(TapPoint.INTERFACE, (now, at, point, outbound, frame, verdict) -> {
            byte[] octets = frame.octets();
            boolean arp = Ethernet.etherType(octets, frame.start()) == EtherType.ARP;
            if (outbound && arp && Arp.operation(octets, frame.start() + Ethernet.HEADER_OCTETS) == Arp.REQUEST) {
                boolean broadcast = octets[frame.start()] == -1;
                requests.add(VirtualTime.format(now) + (broadcast ? " broadcast" : " unicast"));
            }
        });
    }

    private @Nullable NeighbourState state() {
        return a.neighbours().stateOf(eth0, TARGET);
    }

    private void ping(String target) {
        net.ping(a, target, 100 + (int) (net.simulator.nanos() % 60_000)).send(1, 8);
    }

    @Test
    void a_silent_neighbour_is_asked_three_times_and_fails_after_three_seconds() {
        ping("10.0.0.77");
        net.runFor(2.9);
        assertThat(requests)
                .containsExactly("0.000000000 s broadcast", "1.000000000 s broadcast", "2.000000000 s broadcast");
        assertThat(a.neighbours().entries())
                .extracting(NeighbourEntry::state)
                .containsExactly(NeighbourState.INCOMPLETE);
        net.runFor(0.2);
        assertThat(a.neighbours().entries()).extracting(NeighbourEntry::state).containsExactly(NeighbourState.FAILED);
        assertThat(net.drops).containsExactly("3.000000000 s a:eth0 arp-failed");
        assertThat(net.log).containsExactly("from 10.0.0.1 type 3 code 1 seq 1");
    }

    @Test
    void a_failed_neighbour_is_asked_anew_by_the_next_packet() {
        ping("10.0.0.77");
        net.runFor(10);
        ping("10.0.0.77");
        net.runFor(10);
        assertThat(requests).hasSize(6).contains("10.000000000 s broadcast");
    }

    @Test
    void an_answer_makes_it_reachable_for_15_to_45_seconds_and_then_stale() {
        ping("10.0.0.2");
        net.runFor(14.9);
        assertThat(state()).isEqualTo(NeighbourState.REACHABLE);
        net.runFor(30.2);
        assertThat(state()).isEqualTo(NeighbourState.STALE);
        assertThat(a.neighbours().entries()).hasSize(1);
        assertThat(a.neighbours().entries().get(0).mac())
                .isEqualTo(net.at("b:eth0").mac());
    }

    @Test
    void who_asks_us_is_learnt_as_stale() {
        ping("10.0.0.2");
        net.runFor(1);
        int self = Ipv4Address.parse("10.0.0.1").bits();
        // b heard a's request, then used the entry for its reply: five seconds of delay follow.
        assertThat(b.neighbours().stateOf(net.at("b:eth0"), self)).isEqualTo(NeighbourState.DELAY);
        net.runFor(5);
        assertThat(b.neighbours().stateOf(net.at("b:eth0"), self)).isEqualTo(NeighbourState.REACHABLE);
    }

    @Test
    void a_stale_neighbour_that_is_used_is_probed_by_unicast_after_five_seconds() {
        ping("10.0.0.2");
        net.runFor(50);
        requests.clear();
        ping("10.0.0.2");
        net.runFor(4.9);
        assertThat(state()).isEqualTo(NeighbourState.DELAY);
        assertThat(requests).isEmpty();
        net.runFor(0.2);
        assertThat(requests).containsExactly("55.000000000 s unicast");
        assertThat(state()).isEqualTo(NeighbourState.REACHABLE);
    }

    @Test
    void a_dead_neighbour_fails_five_and_three_seconds_after_it_is_used_when_stale() {
        ping("10.0.0.2");
        net.runFor(50);
        requests.clear();
        b.neighbours().clear();
        net.at("b:eth0").setUp(false);
        ping("10.0.0.2");
        net.runFor(7.9);
        assertThat(state()).isEqualTo(NeighbourState.PROBE);
        net.runFor(0.2);
        assertThat(state()).isEqualTo(NeighbourState.FAILED);
        assertThat(requests)
                .containsExactly("55.000000000 s unicast", "56.000000000 s unicast", "57.000000000 s unicast");
    }

    @Test
    void reachable_times_differ_by_host_and_by_seed_within_their_bounds() {
        List<Long> lasted = new ArrayList<>();
        for (int seed = 1; seed <= 20; seed++) {
            TestNet other = new TestNet(seed);
            Host one = other.host("a", "eth0 10.0.0.1/24");
            other.host("b", "eth0 10.0.0.2/24");
            other.cable("a:eth0", "b:eth0");
            other.ping(one, "10.0.0.2", 1).send(1, 8);
            other.runFor(1);
            while (one.neighbours().stateOf(other.at("a:eth0"), TARGET) == NeighbourState.REACHABLE) {
                other.runFor(0.1);
            }
            lasted.add(other.simulator.nanos() / 1_000_000);
        }
        assertThat(lasted).allMatch(millis -> millis >= 15_000 && millis <= 45_200);
        assertThat(lasted.stream().distinct().count()).isGreaterThan(10);
    }

    @Test
    void what_waits_for_an_answer_is_bounded_in_octets_and_the_oldest_goes_first() {
        a.sysctl().setNeighbour(NeighbourSettings.LINUX.withUnresolvedQueueOctets(3 * (576 + 36)));
        var ping = net.ping(a, "10.0.0.2", 9);
        net.at("b:eth0").setUp(false);
        for (int i = 1; i <= 5; i++) {
            ping.send(i, 8);
        }
        assertThat(net.drops).hasSize(2).allMatch(line -> line.endsWith("a:eth0 arp-queue-full"));
        assertThat(a.neighbours().queuedFrames()).isEqualTo(3);
        net.at("b:eth0").setUp(true);
        net.runFor(1.5);
        assertThat(net.log)
                .containsExactly(
                        "reply from 10.0.0.2 seq 3 ttl 64 16",
                        "reply from 10.0.0.2 seq 4 ttl 64 16",
                        "reply from 10.0.0.2 seq 5 ttl 64 16");
    }

    @Test
    void losing_the_carrier_empties_the_table() {
        ping("10.0.0.2");
        net.runFor(1);
        link.setUp(false);
        assertThat(a.neighbours().entries()).isEmpty();
    }

    @Test
    void a_full_table_refuses_new_neighbours() {
        a.sysctl().setNeighbour(NeighbourSettings.LINUX.withLimit(8));
        for (int i = 0; i < 10; i++) {
            net.ping(a, "10.0.0." + (100 + i), 100 + i).send(1, 8);
        }
        assertThat(net.drops).hasSize(2).allMatch(line -> line.endsWith("a:eth0 neighbour-table-full"));
        net.runFor(10);
        net.ping(a, "10.0.0.200", 999).send(1, 8);
        assertThat(a.neighbours().entries()).hasSize(1);
    }

    @Test
    void a_permanent_neighbour_is_never_asked() {
        a.neighbours()
                .addPermanent(eth0, new Ipv4Address(TARGET), net.at("b:eth0").mac());
        ping("10.0.0.2");
        net.runFor(200);
        assertThat(requests).isEmpty();
        assertThat(state()).isEqualTo(NeighbourState.PERMANENT);
        assertThat(net.log).hasSize(1);
    }
}
