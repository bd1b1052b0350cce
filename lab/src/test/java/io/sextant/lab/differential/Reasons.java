package io.sextant.lab.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Why FRR chose a path is the outcome of the comparison it made last, and with three paths or more that depends on which came
 * first, even where the choice does not. There, and where two runs gave different reasons, none is asked for.
 */
final class Reasons {

    private static final String REASON = "selectionReason";
    private static final int ORDER_COUNTS_FROM = 3;

    private Reasons() {}

    /** Takes those reasons out of both recordings; answers how many the first one lost. */
    static int dropThoseOfOrder(JsonNode one, JsonNode other) {
        int dropped = 0;
        for (var router : one.properties()) {
            JsonNode twin = other.path(router.getKey());
            for (var route : router.getValue().at("/bgp/routes").properties()) {
                dropped += drop(route.getValue(), twin.at("/bgp/routes").path(route.getKey()), "");
            }
            for (var prefix : router.getValue().path("detail").properties()) {
                JsonNode paths = prefix.getValue().path("paths");
                dropped += drop(paths, twin.path("detail").path(prefix.getKey()).path("paths"), "bestpath");
            }
        }
        return dropped;
    }

    private static int drop(JsonNode paths, JsonNode twins, String inside) {
        int dropped = 0;
        for (int i = 0; i < paths.size(); i++) {
            JsonNode reason = inside.isEmpty() ? paths.get(i) : paths.get(i).path(inside);
            JsonNode twin = inside.isEmpty() ? twins.path(i) : twins.path(i).path(inside);
            boolean chance =
                    paths.size() >= ORDER_COUNTS_FROM || !reason.path(REASON).equals(twin.path(REASON));
            if (chance && reason instanceof ObjectNode own) {
                dropped += own.remove(REASON) == null ? 0 : 1;
            }
            if (chance && twin instanceof ObjectNode others) {
                others.remove(REASON);
            }
        }
        return dropped;
    }
}
