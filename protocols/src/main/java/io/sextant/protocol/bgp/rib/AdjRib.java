package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.PathAttributes;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One peer's routes in one direction: Adj-RIB-In before import policy, or Adj-RIB-Out after export policy (RFC 4271 §3.2).
 * The two differ in who fills them, not in what they are.
 */
public final class AdjRib {

    private final NavigableMap<Nlri, PathAttributes> routes = new TreeMap<>();

    /** Sets a route; true when that changes anything. */
    public boolean put(Nlri nlri, PathAttributes attributes) {
        return !attributes.equals(routes.put(nlri, attributes));
    }

    /** Removes a route; true when there was one. */
    public boolean remove(Nlri nlri) {
        return routes.remove(nlri) != null;
    }

    public Optional<PathAttributes> get(Nlri nlri) {
        return Optional.ofNullable(routes.get(nlri));
    }

    /** All routes in order; a copy, safe to keep. */
    public List<Map.Entry<Nlri, PathAttributes>> routes() {
        return routes.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The prefixes in order; a copy. */
    public List<Nlri> prefixes() {
        return List.copyOf(routes.keySet());
    }

    public int size() {
        return routes.size();
    }

    public void clear() {
        routes.clear();
    }
}
