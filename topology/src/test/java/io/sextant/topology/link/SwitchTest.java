package io.sextant.topology.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.topology.TestNet;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwitchTest {

    private static final long BROADCAST = 0xFFFF_FFFF_FFFFL;
    private static final long A = 0x0200_0000_000AL;
    private static final long B = 0x0200_0000_000BL;

    private final TestNet net = new TestNet();
    private final List<String> heard = new ArrayList<>();
    private final List<Channel> into = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();

    private Switch bridge(int ports) {
        return wire(net.bridge("sw"), ports);
    }

    private Switch wire(Switch bridge, int ports) {
        for (int i = 0; i < ports; i++) {
            String name = "p" + i;
            Port station = frame -> {
                heard.add(name + " #" + frame.packetId());
                net.network.pool().give(frame);
            };
            Link link = new Link(net.network, name, LinkModel.IDEAL, station, bridge.addPort(name));
            links.add(link);
            into.add(link.forth());
        }
        return bridge;
    }

    private void send(int port, long target, long source) {
        Frame frame = net.network.pool().take(60);
        Ethernet.writeHeader(frame.octets(), frame.start(), target, source, 0x88B5);
        into.get(port).transmit(frame);
        net.runFor(0.001);
    }

    @Test
    void an_unknown_address_is_flooded_to_all_other_ports_and_a_known_one_is_not() {
        bridge(3);
        send(0, B, A);
        assertThat(heard).containsExactly("p1 #1", "p2 #1");
        heard.clear();
        send(1, A, B);
        assertThat(heard).containsExactly("p0 #2");
        heard.clear();
        send(0, B, A);
        assertThat(heard).containsExactly("p1 #3");
        assertThat(net.drops).isEmpty();
    }

    @Test
    void the_last_copy_of_a_flooded_packet_that_is_for_nobody_is_a_packet_lost() {
        Switch bridge = net.bridge("sw");
        for (int i = 0; i < 4; i++) {
            Port stranger = frame -> net.network.dropStray("stranger", "eth0", DropReason.OTHER_HOST, frame);
            Link link = new Link(net.network, "s" + i, LinkModel.IDEAL, stranger, bridge.addPort("s" + i));
            links.add(link);
            into.add(link.forth());
        }
        send(0, B, A);
        assertThat(net.drops)
                .extracting(drop -> drop.replaceAll(".* ", ""))
                .containsExactly("other-host", "other-host", "unknown-station");
    }

    @Test
    void where_one_copy_is_taken_none_is_lost() {
        Switch bridge = bridge(2);
        Port stranger = frame -> net.network.dropStray("stranger", "eth0", DropReason.OTHER_HOST, frame);
        new Link(net.network, "s", LinkModel.IDEAL, stranger, bridge.addPort("s"));
        send(0, B, A);
        assertThat(heard).containsExactly("p1 #1");
        assertThat(net.drops).singleElement().asString().endsWith(" other-host");
    }

    @Test
    void broadcast_is_always_flooded_and_copies_keep_the_packet_id() {
        bridge(4);
        send(2, BROADCAST, A);
        send(2, BROADCAST, A);
        assertThat(heard).containsExactly("p0 #1", "p1 #1", "p3 #1", "p0 #2", "p1 #2", "p3 #2");
    }

    @Test
    void an_address_is_forgotten_after_300_seconds() {
        Switch bridge = bridge(3);
        send(0, BROADCAST, A);
        net.runFor(299.9);
        assertThat(bridge.portOf(A)).isSameAs(bridge.ports().get(0));
        net.runFor(0.1);
        assertThat(bridge.portOf(A)).isNull();
        heard.clear();
        send(1, A, B);
        assertThat(heard).containsExactly("p0 #2", "p2 #2");
    }

    @Test
    void an_address_moves_with_its_station() {
        Switch bridge = bridge(3);
        send(0, BROADCAST, A);
        send(2, BROADCAST, A);
        assertThat(bridge.portOf(A)).isSameAs(bridge.ports().get(2));
    }

    @Test
    void a_port_that_loses_its_carrier_is_forgotten() {
        Switch bridge = bridge(3);
        send(0, BROADCAST, A);
        send(1, BROADCAST, B);
        links.get(0).setUp(false);
        assertThat(bridge.portOf(A)).isNull();
        assertThat(bridge.portOf(B)).isSameAs(bridge.ports().get(1));
        heard.clear();
        send(1, A, B);
        assertThat(heard).containsExactly("p2 #3");
    }

    @Test
    void a_frame_for_the_port_it_came_from_is_filtered() {
        bridge(3);
        send(0, BROADCAST, A);
        heard.clear();
        send(0, A, B);
        assertThat(heard).isEmpty();
        assertThat(net.drops).hasSize(1).allMatch(line -> line.endsWith("sw:p0 switch-filtered"));
    }

    @Test
    void frames_for_bridges_alone_stay_on_the_segment() {
        bridge(3);
        send(0, 0x0180_C200_0000L, A);
        assertThat(heard).isEmpty();
    }

    @Test
    void a_full_table_floods_what_it_cannot_learn_until_something_is_old() {
        Switch bridge = wire(new Switch(net.network, "small", 10 * TestNet.SECOND, 2), 2);
        send(0, BROADCAST, 0x0200_0000_0001L);
        send(0, BROADCAST, 0x0200_0000_0002L);
        send(0, BROADCAST, 0x0200_0000_0003L);
        assertThat(bridge.portOf(0x0200_0000_0003L)).isNull();
        net.runFor(10);
        send(0, BROADCAST, 0x0200_0000_0003L);
        assertThat(bridge.portOf(0x0200_0000_0003L)).isNotNull();
    }

    @Test
    void a_group_address_is_never_learnt_as_a_source() {
        Switch bridge = bridge(2);
        send(0, BROADCAST, 0x0300_0000_0001L);
        assertThat(bridge.portOf(0x0300_0000_0001L)).isNull();
    }
}
