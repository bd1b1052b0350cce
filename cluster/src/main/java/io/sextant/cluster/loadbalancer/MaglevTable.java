package io.sextant.cluster.loadbalancer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Cilium's Maglev lookup table for one service: M slots, each with a backend.
 *
 * <p>Every backend has its own permutation of the slots, {@code (offset + j * skip) mod M} with offset and skip from the
 * hash of its name. The backends take turns, in the order of their names, and on its turn a backend takes the first slot
 * of its permutation that is still free. When one backend leaves, few slots of the others change.
 *
 * <p>Eisenbud et al., "Maglev: A Fast and Reliable Software Network Load Balancer", NSDI 2016, §3.4; weights as Cilium
 * adds them.
 */
public final class MaglevTable {
    /** What {@code maglev.tableSize} may be: primes. Cilium advises 100 slots or more for each backend. */
    public static final List<Integer> SIZES = List.of(251, 509, 1021, 2039, 4093, 8191, 16381, 32749, 65521, 131071);

    public static final int DEFAULT_SIZE = 16381;

    /** As many as Cilium's backend ids have room for in the largest table. */
    public static final int MAX_BACKENDS = 65_536;

    private static final int FREE = -1;

    private final int[] slots;

    /**
     * A backend in a table; only active ones belong there.
     *
     * @param id 0 or more
     * @param name what is hashed, see {@link BackendNaming}
     * @param weight 1 or more; releases without weights give 1 to all
     */
    public record Backend(int id, String name, int weight) {
        public Backend {
            if (id < 0 || weight < 1) {
                throw new IllegalArgumentException("no Maglev backend has id " + id + " and weight " + weight);
            }
        }
    }

    private MaglevTable(int[] slots) {
        this.slots = slots;
    }

    /**
     * Builds the table.
     *
     * @param size one of {@link #SIZES}
     * @throws IllegalArgumentException if the size is another or there are too many backends
     */
    public static MaglevTable of(int size, MaglevSeed seed, List<Backend> backends) {
        if (!SIZES.contains(size)) {
            throw new IllegalArgumentException("Maglev table size is one of " + SIZES + ", not " + size);
        }
        if (backends.size() > MAX_BACKENDS) {
            throw new IllegalArgumentException("a Maglev table has at most " + MAX_BACKENDS + " backends");
        }
        int[] slots = new int[size];
        Arrays.fill(slots, FREE);
        if (!backends.isEmpty()) {
            List<Backend> inOrder = backends.stream()
                    .sorted((a, b) -> compareOctets(a.name(), b.name()))
                    .toList();
            new Filling(slots, seed, inOrder).run();
        }
        return new MaglevTable(slots);
    }

    /** The backend a connection's hash leads to, or {@link BackendSelector#NONE} if there is none. */
    public int backend(int hash) {
        return slots[Integer.remainderUnsigned(hash, slots.length)];
    }

    /** Slots. */
    public int size() {
        return slots.length;
    }

    /** The backend's id in each slot, as a copy. */
    public int[] slots() {
        return slots.clone();
    }

    private static int compareOctets(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    /** The state of the turns while a table is filled. */
    private static final class Filling {
        private final int[] slots;
        private final List<Backend> backends;
        /** The slot each backend looks at next. */
        private final int[] positions;

        private final int[] skips;
        private final boolean weighted;
        private final long weightSum;
        /** How far each backend's turns have come, in units of weight; a turn costs the sum of the weights. */
        private final double[] spent;

        Filling(int[] slots, MaglevSeed seed, List<Backend> backends) {
            this.slots = slots;
            this.backends = backends;
            int count = backends.size();
            this.positions = new int[count];
            this.skips = new int[count];
            this.spent = new double[count];
            this.weightSum = backends.stream().mapToLong(Backend::weight).sum();
            this.weighted = weightSum / count > 1;
            for (int i = 0; i < count; i++) {
                byte[] name = backends.get(i).name().getBytes(StandardCharsets.UTF_8);
                Murmur3.Hash hash = Murmur3.hash(name, seed.murmur());
                positions[i] = (int) Long.remainderUnsigned(hash.first(), slots.length);
                skips[i] = (int) Long.remainderUnsigned(hash.second(), slots.length - 1) + 1;
                spent[i] = (double) backends.get(i).weight() / count;
            }
        }

        void run() {
            for (int turn = 0; turn < slots.length; turn++) {
                int i = turn % backends.size();
                while (weighted && !mayTake(i, turn)) {
                    i = (i + 1) % backends.size();
                }
                spent[i] += weightSum;
                take(i);
            }
        }

        /**
         * A backend passes its turn on while its share of the turns so far is spent. Someone always may: before turn n
         * all have spent less than n + 1 times the sum of the weights together.
         */
        private boolean mayTake(int i, int turn) {
            return (turn + 1L) * backends.get(i).weight() >= (long) spent[i];
        }

        private void take(int i) {
            while (slots[positions[i]] != FREE) {
                positions[i] = (positions[i] + skips[i]) % slots.length;
            }
            slots[positions[i]] = backends.get(i).id();
        }
    }
}
