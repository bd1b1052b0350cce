package io.sextant.cluster.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
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
    void a_pair_map_agrees_with_a_tree_map_through_random_changes() {
        SplittableRandom random = new SplittableRandom(3);
        PairMap<Integer> map = new PairMap<>();
        TreeMap<IpAddress, Integer> model = new TreeMap<>();
        for (int i = 0; i < 50_000; i++) {
            IpAddress key = address(random);
            if (random.nextInt(3) == 0) {
                map.remove(key);
                model.remove(key);
            } else {
                map.put(key, i);
                model.put(key, i);
            }
            IpAddress probe = address(random);
            assertThat(map.get(probe.high(), probe.low())).as("round %d", i).isEqualTo(model.get(probe));
        }
    }

    /** Of either version; the high half counts as much as the low one. */
    private static IpAddress address(SplittableRandom random) {
        return random.nextBoolean()
                ? new Ipv4Address(random.nextInt(150))
                : new Ipv6Address(0xFD00_0000_0000_0000L + random.nextInt(12), random.nextInt(12));
    }

    @Test
    void a_full_tuple_map_lets_the_least_used_entry_go() {
        TupleMap<Entry> map = new TupleMap<>(3);
        for (int i = 0; i < 3; i++) {
            assertThat(map.put(i, 0, 0, 0, 0, new Entry(i))).isNull();
        }
        map.find(0, 0, 0, 0, 0);

        Entry evicted = map.put(3, 0, 0, 0, 0, new Entry(3));

        assertThat(evicted).isNotNull();
        assertThat(evicted == null ? -1 : evicted.value).isEqualTo(1);
        assertThat(map.entries()).extracting(entry -> entry.value).containsExactly(2, 0, 3);
    }

    @Test
    void a_tuple_map_finds_everything_it_holds_while_it_grows_and_shrinks() {
        TupleMap<Entry> map = new TupleMap<>(100_000);
        for (int i = 0; i < 20_000; i++) {
            map.put(i >> 8, i & 0xFF, ~i, i, TupleMap.rest(i & 0xFFFF, 80, 6, 1), new Entry(i));
        }
        for (int i = 0; i < 20_000; i += 2) {
            Entry entry = map.find(i >> 8, i & 0xFF, ~i, i, TupleMap.rest(i & 0xFFFF, 80, 6, 1));
            assertThat(entry).isNotNull();
            if (entry != null) {
                map.remove(entry);
            }
        }
        assertThat(map.size()).isEqualTo(10_000);
        for (int i = 0; i < 20_000; i++) {
            Entry entry = map.find(i >> 8, i & 0xFF, ~i, i, TupleMap.rest(i & 0xFFFF, 80, 6, 1));
            assertThat(entry == null ? -1 : entry.value).isEqualTo(i % 2 == 0 ? -1 : i);
        }
    }
}
