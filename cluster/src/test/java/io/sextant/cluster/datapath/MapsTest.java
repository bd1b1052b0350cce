package io.sextant.cluster.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MapsTest {

    private static final class Entry extends TupleEntry {
        private final int value;

        Entry(int value) {
            this.value = value;
        }
    }

    @Test
    void a_long_map_agrees_with_a_tree_map_through_random_changes() {
        SplittableRandom random = new SplittableRandom(3);
        LongMap<Integer> map = new LongMap<>();
        TreeMap<Long, Integer> model = new TreeMap<>();
        for (int i = 0; i < 50_000; i++) {
            long key = random.nextInt(300);
            if (random.nextInt(3) == 0) {
                map.remove(key);
                model.remove(key);
            } else {
                map.put(key, i);
                model.put(key, i);
            }
            long probe = random.nextInt(300);
            assertThat(map.get(probe)).as("round %d", i).isEqualTo(model.get(probe));
        }
    }

    @Test
    void a_full_tuple_map_lets_the_least_used_entry_go() {
        TupleMap<Entry> map = new TupleMap<>(3);
        for (int i = 0; i < 3; i++) {
            assertThat(map.put(i, 0, new Entry(i))).isNull();
        }
        map.find(0, 0);

        Entry evicted = map.put(3, 0, new Entry(3));

        assertThat(evicted).isNotNull();
        assertThat(evicted == null ? -1 : evicted.value).isEqualTo(1);
        assertThat(map.entries()).extracting(entry -> entry.value).containsExactly(2, 0, 3);
    }

    @Test
    void a_tuple_map_finds_everything_it_holds_while_it_grows_and_shrinks() {
        TupleMap<Entry> map = new TupleMap<>(100_000);
        for (int i = 0; i < 20_000; i++) {
            map.put(TupleMap.addresses(i, ~i), TupleMap.rest(i & 0xFFFF, 80, 6, 1), new Entry(i));
        }
        for (int i = 0; i < 20_000; i += 2) {
            Entry entry = map.find(TupleMap.addresses(i, ~i), TupleMap.rest(i & 0xFFFF, 80, 6, 1));
            assertThat(entry).isNotNull();
            if (entry != null) {
                map.remove(entry);
            }
        }
        assertThat(map.size()).isEqualTo(10_000);
        for (int i = 0; i < 20_000; i++) {
            Entry entry = map.find(TupleMap.addresses(i, ~i), TupleMap.rest(i & 0xFFFF, 80, 6, 1));
            assertThat(entry == null ? -1 : entry.value).isEqualTo(i % 2 == 0 ? -1 : i);
        }
    }
}
