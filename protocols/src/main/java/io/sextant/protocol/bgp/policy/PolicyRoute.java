package io.sextant.protocol.bgp.policy;

import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.PathAttributes;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A route as policies see and change it.
 *
 * @param weight 0..4294967295
 * @param tag 0 for none
 * @param distance administrative distance in the routing table, 0 for the protocol's own
 * @param tableId routing table it goes to, 0 for the main one
 * @param labelIndex 0 for none
 * @param marks what policies ask of whoever sends the route on
 * @param facts of the path the route came from
 */
public record PolicyRoute(
        Nlri nlri,
        PathAttributes attributes,
        long weight,
        long tag,
        int distance,
        long tableId,
        long labelIndex,
        Set<RouteMark> marks,
        PathFacts facts) {

    public static PolicyRoute of(Nlri nlri, PathAttributes attributes) {
        return of(nlri, attributes, 0, 0, PathFacts.NONE);
    }

    public static PolicyRoute of(Nlri nlri, PathAttributes attributes, long weight, long tag, PathFacts facts) {
        return new PolicyRoute(nlri, attributes, weight, tag, 0, 0, 0, Collections.emptySet(), facts);
    }

    public boolean has(RouteMark mark) {
        return marks.contains(mark);
    }

    public PolicyRoute withAttributes(PathAttributes value) {
        return new PolicyRoute(nlri, value, weight, tag, distance, tableId, labelIndex, marks, facts);
    }

    public PolicyRoute withWeight(long value) {
        return new PolicyRoute(nlri, attributes, value, tag, distance, tableId, labelIndex, marks, facts);
    }

    public PolicyRoute withTag(long value) {
        return new PolicyRoute(nlri, attributes, weight, value, distance, tableId, labelIndex, marks, facts);
    }

    public PolicyRoute withDistance(int value) {
        return new PolicyRoute(nlri, attributes, weight, tag, value, tableId, labelIndex, marks, facts);
    }

    public PolicyRoute withTableId(long value) {
        return new PolicyRoute(nlri, attributes, weight, tag, distance, value, labelIndex, marks, facts);
    }

    public PolicyRoute withLabelIndex(long value) {
        return new PolicyRoute(nlri, attributes, weight, tag, distance, tableId, value, marks, facts);
    }

    public PolicyRoute withFacts(PathFacts value) {
        return new PolicyRoute(nlri, attributes, weight, tag, distance, tableId, labelIndex, marks, value);
    }

    public PolicyRoute withMark(RouteMark mark) {
        if (marks.contains(mark)) {
            return this;
        }
        EnumSet<RouteMark> more = EnumSet.of(mark);
        more.addAll(marks);
        return withMarks(more);
    }

    public PolicyRoute withoutMark(RouteMark mark) {
        if (!marks.contains(mark)) {
            return this;
        }
        EnumSet<RouteMark> less = EnumSet.copyOf(marks);
        less.remove(mark);
        return withMarks(less);
    }

    private PolicyRoute withMarks(EnumSet<RouteMark> value) {
        Set<RouteMark> fixed = Collections.unmodifiableSet(value);
        return new PolicyRoute(nlri, attributes, weight, tag, distance, tableId, labelIndex, fixed, facts);
    }
}
