package io.sextant.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

final class FlowTableTest {

    @RepeatedTest(20)
    void holds_what_a_map_holds(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        FlowTable<Integer> table = new FlowTable<>();
        TreeMap<Long, Integer> map = new TreeMap<>();
        for (int i = 0; i < 5_000; i++) {
            long key = FlowTable.key(random.nextInt(-50, 50), random.nextInt(1, 100));
            table.put(key, i);
            map.put(key, i);
        }
        assertThat(table.size()).isEqualTo(map.size());
        map.forEach((key, value) -> assertThat(table.get(key))
                .as("seed %d", repetition.getCurrentRepetition())
                .isEqualTo(value));
        assertThat(table.get(FlowTable.key(1_000, 1))).isNull();
    }
}
