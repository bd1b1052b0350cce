package io.sextant.engine.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {

    @Test
    void a_stream_does_not_depend_on_the_others() {
        RandomStreams alone = new RandomStreams(42);
        RandomStreams crowded = new RandomStreams(42);
        crowded.stream("tcp-isn n1").nextLong();
        crowded.stream("zzz").nextLong();
        RandomGenerator expected = alone.stream("link-loss r1:eth0");
        RandomGenerator stream = crowded.stream("link-loss r1:eth0");
        for (int i = 0; i < 100; i++) {
            assertThat(stream.nextLong()).isEqualTo(expected.nextLong());
            crowded.stream("tcp-isn n1").nextLong();
        }
    }

    @Test
    void a_name_asked_for_again_goes_on_where_it_stood() {
        RandomStreams streams = new RandomStreams(42);
        RandomGenerator first = streams.stream("a");
        first.nextLong();
        assertThat(streams.stream("a")).isSameAs(first);
    }

    @Test
    void names_and_seeds_give_different_streams() {
        RandomStreams streams = new RandomStreams(42);
        long[] firsts = {
            streams.stream("a").nextLong(),
            streams.stream("b").nextLong(),
            streams.stream("").nextLong(),
            // These two have the same String.hashCode().
            streams.stream("Aa").nextLong(),
            streams.stream("BB").nextLong(),
            new RandomStreams(43).stream("a").nextLong(),
            new RandomStreams(-42).stream("a").nextLong(),
        };
        assertThat(firsts).doesNotHaveDuplicates();
    }

    /** The numbers were also computed by an independent program, from SHA-256 and the published algorithm. */
    @Test
    void streams_stay_what_they_are_from_version_to_version() {
        RandomStreams streams = new RandomStreams(42);
        RandomGenerator stream = streams.stream("link-loss r1:eth0");
        assertThat(new long[] {stream.nextLong(), stream.nextLong(), stream.nextLong()})
                .containsExactly(8543916596343878810L, -5077578749341771988L, -8661354482924559344L);
        assertThat(streams.stream("k8s-wörker").nextLong()).isEqualTo(-1479662677594706840L);
        assertThat(new RandomStreams(Long.MIN_VALUE).stream("").nextLong()).isEqualTo(-2869151764091671746L);
    }

    @Test
    void refuses_a_millionth_and_first_name() {
        RandomStreams streams = new RandomStreams(1);
        for (int i = 0; i < 1_000_000; i++) {
            streams.stream(Integer.toString(i));
        }
        assertThat(streams.stream("7")).isNotNull();
        assertThatThrownBy(() -> streams.stream("one more"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("There are already 1000000 random streams; 'one more' would be one too many.");
    }
}
