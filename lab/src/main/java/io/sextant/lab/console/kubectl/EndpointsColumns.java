package io.sextant.lab.console.kubectl;

import io.sextant.cluster.kubernetes.Endpoints;
import java.util.List;

/** {@code kubectl get endpoints}: three addresses at most, then how many more. */
record EndpointsColumns(long nowNanos) implements Columns<Endpoints> {

    private static final int SHOWN_ADDRESSES = 3;

    @Override
    public List<String> header(boolean wide) {
        return List.of("NAME", "ENDPOINTS", "AGE");
    }

    @Override
    public List<String> cells(Endpoints endpoints, boolean wide) {
        return List.of(endpoints.name().name(), addresses(endpoints), Columns.age(endpoints, nowNanos));
    }

    private static String addresses(Endpoints endpoints) {
        List<String> all = endpoints.socketAddresses();
        if (all.isEmpty()) {
            return NONE;
        }
        if (all.size() <= SHOWN_ADDRESSES) {
            return String.join(",", all);
        }
        return String.join(",", all.subList(0, SHOWN_ADDRESSES)) + " + " + (all.size() - SHOWN_ADDRESSES) + " more...";
    }
}
