package io.sextant.topology.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.topology.TestNet;
import io.sextant.topology.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkTest {

    private final TestNet net = new TestNet();
    private final List<String> arrivals = new ArrayList<>();
    private final List<Boolean> carrier = new ArrayList<>();
    private @Nullable Channel out;

    /** Keeps what comes in, with its time. */
    private final class Sink implements Port {
        @Override
        public void receive(Frame frame) {
            arrivals.add(net.simulator.nanos() + " " + frame.length() + " #" + frame.packetId());
            net.network.pool().give(frame);
        }

        @Override
        public void attached(Channel outgoing) {
            out = outgoing;
        }

        @Override
        public void carrierChanged(boolean up) {
            carrier.add(up);
        }
    }

    private Link link(LinkModel model) {
        Link link = new Link(net.network, "wire", model, frame -> {}, new Sink());
        out = link.forth();
        return link;
    }

    private Channel out() {
        return Objects.requireNonNull(out);
    }

    private void send(int octets) {
        out().transmit(net.network.pool().take(octets));
    }

    @Test
    void a_frame_arrives_after_its_serialisation_and_the_delay() {
        link(new LinkModel(1_000_000_000, 50_000, 0, 100_000));
        send(142);
        net.runFor(1);
        // 142 octets at 8 ns an octet, and 50 us.
        assertThat(arrivals).containsExactly("51136 142 #1");
    }

    @Test
    void a_rate_that_does_not_divide_a_nanosecond_is_rounded_up() {
        link(new LinkModel(3_000_000_000L, 0, 0, 100_000));
        send(100);
        send(100);
        net.runFor(1);
        // 800 bits at 3 Gb/s are 266.67 ns.
        assertThat(arrivals).containsExactly("267 100 #1", "534 100 #2");
    }

    @Test
    void frames_sent_at_once_leave_one_after_the_other() {
        link(new LinkModel(1_000_000_000, 50_000, 0, 100_000));
        send(1000);
        send(100);
        assertThat(out().backlogOctets()).isEqualTo(1100);
        net.runFor(1);
        assertThat(arrivals).containsExactly("58000 1000 #1", "58800 100 #2");
        assertThat(out().backlogOctets()).isZero();
    }

    @Test
    void without_a_rate_only_the_delay_counts() {
        link(new LinkModel(0, 7, 0, 0));
        send(1000);
        send(100);
        net.runFor(1);
        assertThat(arrivals).containsExactly("7 1000 #1", "7 100 #2");
    }

    @Test
    void a_full_queue_drops_what_comes_last() {
        link(new LinkModel(1_000_000_000, 0, 0, 2_000));
        send(1000);
        send(1000);
        send(1);
        net.runFor(1);
        assertThat(arrivals).hasSize(2);
        assertThat(net.drops).containsExactly("0.000000000 s wire:wire forth queue-full");
        send(1500);
        net.runFor(1);
        assertThat(arrivals).hasSize(3);
    }

    @Test
    void a_frame_longer_than_the_queue_passes_an_idle_link() {
        link(new LinkModel(1_000_000_000, 0, 0, 10));
        send(1000);
        net.runFor(1);
        assertThat(arrivals).hasSize(1);
    }

    @Test
    void pulling_the_cable_loses_what_is_in_flight_and_takes_the_carrier() {
        Link link = link(new LinkModel(1_000_000_000, 50_000, 0, 100_000));
        send(100);
        send(100);
        net.simulator.runUntil(10);
        link.setUp(false);
        send(100);
        net.runFor(1);
        assertThat(arrivals).isEmpty();
        assertThat(net.drops).hasSize(3).allMatch(line -> line.endsWith("link-down"));
        assertThat(carrier).containsExactly(true, false);
        assertThat(net.network.frameLeak()).isEmpty();
        link.setUp(true);
        send(100);
        net.runFor(1);
        assertThat(arrivals).hasSize(1);
        assertThat(carrier).containsExactly(true, false, true);
    }

    @Test
    void loss_is_drawn_from_the_seed_and_near_its_probability() {
        link(new LinkModel(0, 0, 0.1, 0));
        for (int i = 0; i < 10_000; i++) {
            send(60);
            net.runFor(0.001);
        }
        assertThat(net.drops.size()).isBetween(900, 1100);
        assertThat(net.drops).allMatch(line -> line.endsWith("loss"));
        assertThat(arrivals).hasSize(10_000 - net.drops.size());
    }

    @Test
    void frames_do_not_overtake_when_the_delay_shrinks() {
        Link link = link(new LinkModel(0, 1_000, 0, 0));
        send(100);
        link.setModel(new LinkModel(0, 10, 0, 0));
        send(200);
        net.runFor(1);
        assertThat(arrivals).containsExactly("1000 100 #1", "1000 200 #2");
    }

    @Test
    void a_wire_tap_sees_what_is_sent_and_what_is_lost() {
        Link link = link(new LinkModel(1_000_000_000, 0, 0, 150));
        link.addTap((now, channel, frame, lost) ->
                net.log.add(channel.isForth() + " " + frame.length() + (lost == null ? "" : " " + lost)));
        send(100);
        send(100);
        assertThat(net.log).containsExactly("true 100", "true 100 queue-full");
    }

    @Test
    void impossible_models_are_refused() {
        assertThatThrownBy(() -> new LinkModel(-1, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LinkModel(0, -1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LinkModel(0, 0, Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LinkModel(0, 0, 1.1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LinkModel(0, 0, 0, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
