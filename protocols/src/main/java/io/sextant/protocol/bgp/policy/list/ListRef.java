package io.sextant.protocol.bgp.policy.list;

import java.util.Comparator;

/** A list by its name, whether or not it is defined. */
public record ListRef(ListKind kind, String name) implements Comparable<ListRef> {

    private static final Comparator<ListRef> ORDER =
            Comparator.comparing(ListRef::kind).thenComparing(ListRef::name);

    @Override
    public int compareTo(ListRef other) {
        return ORDER.compare(this, other);
    }
}
