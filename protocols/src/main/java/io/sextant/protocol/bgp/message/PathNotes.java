package io.sextant.protocol.bgp.message;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a speaker writes down beside a set of attributes and never sends. It stays with a route from its import to its export,
 * as in FRR 8.4, where {@code struct attr} holds it.
 *
 * @param tag 0 for none
 * @param distance administrative distance in the routing table, 0 for the protocol's own
 * @param tableId routing table it goes to, 0 for the main one
 * @param labelIndex 0 for none
 * @param interfaceName the way out of a redistributed route, or blank
 * @param marks what policies have done to the next hop, or ask of whoever sends the route on
 */
public record PathNotes(
        long tag, int distance, long tableId, long labelIndex, String interfaceName, Set<RouteMark> marks) {

    /** Nothing written down. */
    public static final PathNotes NONE = new PathNotes(0, 0, 0, 0, "", Collections.emptySet());

    public boolean has(RouteMark mark) {
        return marks.contains(mark);
    }

    public PathNotes withTag(long value) {
        return new PathNotes(value, distance, tableId, labelIndex, interfaceName, marks);
    }

    public PathNotes withDistance(int value) {
        return new PathNotes(tag, value, tableId, labelIndex, interfaceName, marks);
    }

    public PathNotes withTableId(long value) {
        return new PathNotes(tag, distance, value, labelIndex, interfaceName, marks);
    }

    public PathNotes withLabelIndex(long value) {
        return new PathNotes(tag, distance, tableId, value, interfaceName, marks);
    }

    public PathNotes withInterfaceName(String value) {
        return new PathNotes(tag, distance, tableId, labelIndex, value, marks);
    }

    public PathNotes with(RouteMark mark) {
        if (marks.contains(mark)) {
            return this;
        }
        EnumSet<RouteMark> more = EnumSet.of(mark);
        more.addAll(marks);
        return withMarks(Collections.unmodifiableSet(more));
    }

    public PathNotes without(RouteMark mark) {
        if (!marks.contains(mark)) {
            return this;
        }
        EnumSet<RouteMark> less = EnumSet.copyOf(marks);
        less.remove(mark);
        return withMarks(Collections.unmodifiableSet(less));
    }

    public PathNotes withoutMarks() {
        return marks.isEmpty() ? this : withMarks(Collections.emptySet());
    }

    private PathNotes withMarks(Set<RouteMark> value) {
        return new PathNotes(tag, distance, tableId, labelIndex, interfaceName, value);
    }
}
