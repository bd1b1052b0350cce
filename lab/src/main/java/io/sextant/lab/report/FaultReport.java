package io.sextant.lab.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One fault or action and what followed from it, until the next one or the end of the run. A null time means that it did
 * not happen in that span.
 *
 * @param verb the scenario's word, such as {@code node-power-off}
 * @param detection when the router found out, and how
 * @param withdrawnNanos when the last route through the target left the router's Loc-RIB
 * @param fibChangedNanos when the router's FIB first changed
 * @param wholeNanos when the last connection that was cut off or stalled made progress again, or the first new
 *     connection after the last failed one succeeded
 * @param load connections that each node took in before and after
 * @param fates what became of connections that were open or opened meanwhile; the untouched are only counted
 */
public record FaultReport(
        String name,
        String verb,
        List<String> targets,
        long atNanos,
        @Nullable Detection detection,
        @Nullable Long withdrawnNanos,
        @Nullable Long fibChangedNanos,
        @Nullable Long wholeNanos,
        List<Loss> losses,
        ConnectionCounts connections,
        List<NodeLoad> load,
        List<ConnectionFate> fates) {

    public FaultReport {
        targets = List.copyOf(targets);
        losses = List.copyOf(losses);
        load = List.copyOf(load);
        fates = List.copyOf(fates);
    }

    /**
     * How the router found out.
     *
     * @param by such as {@code hold timer expired} or {@code connection closed by peer}
     */
    public record Detection(String router, String peer, long atNanos, String by) {}

    /**
     * Packets to load-balanced addresses that a node took in, in the span before the event and after the FIB change.
     *
     * @param connectionsBefore distinct connections seen before the event
     * @param connectionsAfter distinct connections seen after it
     */
    public record NodeLoad(
            String node, long packetsBefore, long packetsAfter, long connectionsBefore, long connectionsAfter) {}
}
