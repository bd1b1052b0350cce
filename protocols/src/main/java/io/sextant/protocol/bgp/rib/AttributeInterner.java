package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.bgp.message.PathAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Makes equal attributes one object, so that a million routes share some thousands of them. Bounded: two generations, of
 * which the older goes when the younger is full, so that those not asked for lately leave first; equal ones are merely not
 * shared after that.
 */
public final class AttributeInterner {

    /** Distinct attribute sets remembered. */
    public static final int LIMIT = 1 << 19;

    private Generation young = new Generation();
    private Generation old = new Generation();

    /** The one object for these attributes. */
    public PathAttributes intern(PathAttributes attributes) {
        PathAttributes known = young.find(attributes);
        if (known != null) {
            return known;
        }
        known = old.find(attributes);
        if (young.size >= LIMIT / 2) {
            old = young;
            young = new Generation();
        }
        return young.add(known == null ? attributes : known);
    }

    /** Sets remembered; one that was asked for in both generations counts twice. */
    public int size() {
        return young.size + old.size;
    }

    /** A hash set by open addressing; nothing leaves it. */
    private static final class Generation {

        private @Nullable PathAttributes[] slots = new @Nullable PathAttributes[16];
        private int size;

        @Nullable
        PathAttributes find(PathAttributes attributes) {
            return slots[slot(attributes)];
        }

        PathAttributes add(PathAttributes attributes) {
            if (2 * size >= slots.length) {
                grow();
            }
            slots[slot(attributes)] = attributes;
            size++;
            return attributes;
        }

        /** Where the attributes are, or where they would be. */
        private int slot(PathAttributes attributes) {
            int mask = slots.length - 1;
            int hash = attributes.hashCode() * 0x9E37_79B9;
            int i = (hash ^ hash >>> 15) & mask;
            while (slots[i] != null && !attributes.equals(slots[i])) {
                i = (i + 1) & mask;
            }
            return i;
        }

        private void grow() {
            @Nullable PathAttributes[] all = slots;
            slots = new @Nullable PathAttributes[2 * all.length];
            for (PathAttributes each : all) {
                if (each != null) {
                    slots[slot(each)] = each;
                }
            }
        }
    }
}
