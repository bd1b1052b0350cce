package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.bgp.message.PathAttributes;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes equal attributes one object, so that a million routes share some thousands of them. Bounded: the least recently
 * used leave first, after which equal ones are merely not shared.
 */
public final class AttributeInterner {

    /** Distinct attribute sets remembered. */
    public static final int LIMIT = 1 << 18;

    private final Map<PathAttributes, PathAttributes> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PathAttributes, PathAttributes> eldest) {
            return size() > LIMIT;
        }
    };

    /** The one object for these attributes. */
    public PathAttributes intern(PathAttributes attributes) {
        PathAttributes first = known.get(attributes);
        if (first != null) {
            return first;
        }
        known.put(attributes, attributes);
        return attributes;
    }

    public int size() {
        return known.size();
    }
}
