package io.sextant.topology.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OneAtATimeTest {

    @Test
    void a_step_that_comes_up_in_another_waits_for_its_end() {
        OneAtATime steps = new OneAtATime();
        List<String> done = new ArrayList<>();
        boolean still = steps.run(() -> {
            done.add("first begins");
            assertThat(steps.run(() -> done.add("second"))).isFalse();
            done.add("first ends");
        });
        assertThat(still).isTrue();
        assertThat(done).containsExactly("first begins", "first ends", "second");
    }
}
