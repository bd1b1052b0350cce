package io.sextant.topology.routing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Numbers in the order in which a walk through FRR 8.4's hash table of them comes by ({@code lib/hash.c}): chains by the low
 * bits, the newest number of a chain first, twice the chains once there are more numbers than chains, and never fewer again.
 * As large as what is put in.
 */
final class IdHash {

    /** {@code zrouter.nhgs_id} begins with these many chains. */
    private static final int FIRST_CHAINS = 8;

    private List<Deque<Integer>> chains = empty(FIRST_CHAINS);
    private int count;

    /** A number that is not there yet. */
    void add(int id) {
        if (count + 1 > chains.size()) {
            expand();
        }
        chain(id).addFirst(id);
        count++;
    }

    void remove(int id) {
        if (chain(id).removeFirstOccurrence(id)) {
            count--;
        }
    }

    /** All numbers, as a walk meets them. */
    List<Integer> ids() {
        return chains.stream().flatMap(Deque::stream).toList();
    }

    /** {@code hash_expand} turns the order in a chain around. */
    private void expand() {
        List<Deque<Integer>> old = chains;
        chains = empty(2 * old.size());
        old.forEach(chain -> chain.forEach(id -> chain(id).addFirst(id)));
    }

    private Deque<Integer> chain(int id) {
        return chains.get(id & chains.size() - 1);
    }

    private static List<Deque<Integer>> empty(int size) {
        List<Deque<Integer>> chains = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            chains.add(new ArrayDeque<>());
        }
        return chains;
    }
}
