package io.sextant.lab.report;

/**
 * One line of the run's story.
 *
 * @param text what happened, as a sentence without a full stop
 */
public record Happening(long atNanos, Kind kind, String node, String text) {

    /** What sort of thing it was; decides the lane of the timeline it is drawn in. */
    public enum Kind {
        /** A fault of the timeline. */
        FAULT,
        /** An action of the timeline, or a note for the learner. */
        ACTION,
        /** A BGP session changed its state. */
        SESSION,
        /** A route came or went in a RIB. */
        ROUTE,
        /** A route changed in a FIB. */
        FIB,
        /** A Kubernetes object changed. */
        CLUSTER,
        /** A connection broke, or traffic recovered. */
        TRAFFIC
    }
}
