package io.sextant.topology.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FramePoolTest {

    private final FramePool pool = new FramePool();

    @Test
    void a_cell_is_used_again_with_a_new_packet_id() {
        Frame first = pool.take(100);
        pool.give(first);
        Frame second = pool.take(200);
        assertThat(second).isSameAs(first);
        assertThat(second.packetId()).isEqualTo(2);
        assertThat(second.length()).isEqualTo(200);
        assertThat(pool.outstanding()).isEqualTo(1);
    }

    @Test
    void a_frame_given_back_twice_is_a_fault() {
        Frame frame = pool.take(100);
        pool.give(frame);
        assertThatThrownBy(() -> pool.give(frame)).isInstanceOf(IllegalStateException.class);
        assertThat(pool.outstanding()).isZero();
    }

    @Test
    void headers_come_and_go_in_the_headroom() {
        Frame frame = pool.take(2);
        frame.octets()[frame.start()] = 7;
        int start = frame.push(Frame.HEADROOM_OCTETS);
        assertThat(start).isZero();
        assertThatThrownBy(() -> frame.push(1)).isInstanceOf(IllegalStateException.class);
        frame.pull(Frame.HEADROOM_OCTETS);
        assertThat(frame.toBytes()[0]).isEqualTo((byte) 7);
        assertThatThrownBy(() -> frame.pull(3)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> frame.setEnd(frame.octets().length + 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_copy_has_the_same_octets_packet_id_and_tunnel_key_but_its_own_cell() {
        Frame frame = pool.take(3);
        frame.octets()[frame.start() + 1] = 9;
        frame.setTunnel(0x0A00_0001, 5);
        frame.setMark(3);
        Frame copy = pool.copy(frame);
        frame.octets()[frame.start() + 1] = 8;
        assertThat(copy.packetId()).isEqualTo(frame.packetId());
        assertThat(copy.toBytes()[1]).isEqualTo((byte) 9);
        assertThat(copy.tunnelVni()).isEqualTo(5);
        assertThat(copy.mark()).isEqualTo(3);
        assertThat(pool.outstanding()).isEqualTo(2);
    }

    @Test
    void a_frame_of_a_reused_cell_has_none_of_the_old_metadata() {
        Frame frame = pool.take(3);
        frame.setTunnel(1, 1);
        frame.setMark(1);
        frame.setSocketHash(1);
        pool.give(frame);
        Frame fresh = pool.take(3);
        assertThat(fresh.hasTunnel()).isFalse();
        assertThat(fresh.mark()).isZero();
        assertThat(fresh.isSocketHashed()).isFalse();
    }

    @Test
    void lengths_have_a_limit() {
        assertThat(pool.take(FramePool.LENGTH_LIMIT_OCTETS).length()).isEqualTo(FramePool.LENGTH_LIMIT_OCTETS);
        assertThatThrownBy(() -> pool.take(FramePool.LENGTH_LIMIT_OCTETS + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
