package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.bgp.message.PathAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was sent to peers that are all sent the same, under one path identifier (RFC 4271 §3.2). Open addressing as in
 * {@link RouteTable}; nine octets a slot beside the attributes it shares with others.
 */
public final class AdjRibOut {

    private static final int FIRST_SLOTS = 16;

    private @Nullable Destination[] places = new @Nullable Destination[FIRST_SLOTS];
    private @Nullable PathAttributes[] said = new @Nullable PathAttributes[FIRST_SLOTS];
    private byte[] tags = new byte[FIRST_SLOTS];
    private int size;

    /** A route that was sent; without a next hop where that is the sender itself. */
    public record Sent(Destination destination, PathAttributes attributes) {}

    public int size() {
        return size;
    }

    /** What was sent of a destination, or null. */
    public @Nullable PathAttributes get(Destination destination) {
        return said[slot(destination)];
    }

    public void put(Destination destination, PathAttributes attributes) {
        if (3 * size >= 2 * places.length) {
            grow();
        }
        int at = slot(destination);
        size += places[at] == null ? 1 : 0;
        places[at] = destination;
        said[at] = attributes;
        tags[at] = RouteTable.tag(destination.hash());
    }

    public void remove(Destination destination) {
        int mask = places.length - 1;
        int gap = slot(destination);
        if (places[gap] == null) {
            return;
        }
        clear(gap);
        size--;
        int i = (gap + 1) & mask;
        for (Destination each = places[i]; each != null; i = (i + 1) & mask, each = places[i]) {
            int home = each.hash() & mask;
            if (((i - home) & mask) >= ((i - gap) & mask)) {
                places[gap] = each;
                said[gap] = said[i];
                tags[gap] = tags[i];
                clear(i);
                gap = i;
            }
        }
    }

    public void clear() {
        places = new @Nullable Destination[FIRST_SLOTS];
        said = new @Nullable PathAttributes[FIRST_SLOTS];
        tags = new byte[FIRST_SLOTS];
        size = 0;
    }

    /** All that was sent, by prefix; a copy. */
    public List<Sent> routes() {
        List<Sent> all = new ArrayList<>(size);
        for (int i = 0; i < places.length; i++) {
            Destination place = places[i];
            PathAttributes attributes = said[i];
            if (place != null && attributes != null) {
                all.add(new Sent(place, attributes));
            }
        }
        all.sort(Comparator.comparing(sent -> sent.destination().prefix()));
        return all;
    }

    private void clear(int at) {
        places[at] = null;
        said[at] = null;
        tags[at] = 0;
    }

    /** Where the destination is, or where it would be. */
    private int slot(Destination destination) {
        int mask = places.length - 1;
        int hash = destination.hash();
        byte tag = RouteTable.tag(hash);
        int i = hash & mask;
        for (Destination each = places[i]; each != null; each = places[i]) {
            if (tags[i] == tag && each.equals(destination)) {
                return i;
            }
            i = (i + 1) & mask;
        }
        return i;
    }

    private void grow() {
        @Nullable Destination[] oldPlaces = places;
        @Nullable PathAttributes[] oldSaid = said;
        places = new @Nullable Destination[2 * oldPlaces.length];
        said = new @Nullable PathAttributes[2 * oldPlaces.length];
        tags = new byte[2 * oldPlaces.length];
        for (int i = 0; i < oldPlaces.length; i++) {
            Destination place = oldPlaces[i];
            if (place != null) {
                int at = slot(place);
                places[at] = place;
                said[at] = oldSaid[i];
                tags[at] = RouteTable.tag(place.hash());
            }
        }
    }
}
