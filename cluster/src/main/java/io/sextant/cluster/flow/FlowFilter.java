package io.sextant.cluster.flow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One filter of a request: every field named must match, by any of its values. */
public record FlowFilter(Map<FlowField, List<String>> fields) {

    /** Matches everything. */
    public static final FlowFilter ANY = new FlowFilter(Map.of());

    public FlowFilter {
        Map<FlowField, List<String>> copy = new EnumMap<>(FlowField.class);
        fields.forEach((field, values) -> copy.put(field, List.copyOf(values)));
        fields = Collections.unmodifiableMap(copy);
    }

    /** This filter with one more value for a field. */
    public FlowFilter with(FlowField field, String value) {
        Map<FlowField, List<String>> more = new EnumMap<>(FlowField.class);
        more.putAll(fields);
        List<String> values = new ArrayList<>(fields.getOrDefault(field, List.of()));
        values.add(value);
        more.put(field, values);
        return new FlowFilter(more);
    }

    public boolean matches(Flow flow) {
        for (Map.Entry<FlowField, List<String>> entry : fields.entrySet()) {
            if (entry.getValue().stream().noneMatch(value -> entry.getKey().matches(flow, value))) {
                return false;
            }
        }
        return true;
    }
}
