package io.sextant.engine;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The order of (time, sequence) in its plainest form, to hold {@link BucketQueue} against. */
final class ReferenceQueue implements EventQueue {

    private final TreeMap<Key, Event> events =
            new TreeMap<>(Comparator.comparingLong(Key::atNanos).thenComparingLong(Key::sequence));
    private final IdentityHashMap<Event, Key> keys = new IdentityHashMap<>();
    private long sequence;

    @Override
    public void add(Event event) {
        Key key = new Key(event.atNanos(), sequence++);
        events.put(key, event);
        keys.put(event, key);
    }

    @Override
    public void remove(Event event) {
        events.remove(keys.remove(event));
    }

    @Override
    public @Nullable Event poll(long limitNanos) {
        if (events.isEmpty() || events.firstKey().atNanos() > limitNanos) {
            return null;
        }
        Event first = events.pollFirstEntry().getValue();
        keys.remove(first);
        return first;
    }

    @Override
    public int size() {
        return events.size();
    }

    private record Key(long atNanos, long sequence) {}
}
