package io.sextant.protocol.bgp.policy;

import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.message.PathNotes;
import io.sextant.protocol.bgp.message.RouteMark;

/**
 * A route as policies see and change it.
 *
 * @param attributes with the notes that stay beside them
 * @param weight 0..4294967295
 * @param facts of the path the route came from
 */
public record PolicyRoute(Nlri nlri, PathAttributes attributes, long weight, PathFacts facts) {

    public static PolicyRoute of(Nlri nlri, PathAttributes attributes) {
        return new PolicyRoute(nlri, attributes, 0, PathFacts.NONE);
    }

    public PathNotes notes() {
        return attributes.notes();
    }

    public boolean has(RouteMark mark) {
        return notes().has(mark);
    }

    public PolicyRoute withAttributes(PathAttributes value) {
        return new PolicyRoute(nlri, value, weight, facts);
    }

    public PolicyRoute withNotes(PathNotes value) {
        return withAttributes(attributes.withNotes(value));
    }

    public PolicyRoute withWeight(long value) {
        return new PolicyRoute(nlri, attributes, value, facts);
    }

    public PolicyRoute withFacts(PathFacts value) {
        return new PolicyRoute(nlri, attributes, weight, value);
    }

    public PolicyRoute withMark(RouteMark mark) {
        return withNotes(notes().with(mark));
    }

    public PolicyRoute withoutMark(RouteMark mark) {
        return withNotes(notes().without(mark));
    }
}
