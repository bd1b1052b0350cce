package io.sextant.cluster.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All objects of one kind, in the order of their names. At most {@value #MAX_OBJECTS} of them. */
public final class ApiTable<T extends ApiObject> {

    static final int MAX_OBJECTS = 100_000;

    private final String kind;
    private final Delay delay;
    private final long watchNanos;
    private final TreeMap<ObjectName, T> objects = new TreeMap<>();
    private final List<ApiWatcher<T>> watchers = new ArrayList<>();

    ApiTable(String kind, Delay delay, long watchNanos) {
        this.kind = kind;
        this.delay = delay;
        this.watchNanos = watchNanos;
    }

    public Optional<T> find(ObjectName name) {
        return Optional.ofNullable(objects.get(name));
    }

    /** The object of that name; throws {@link IllegalArgumentException} when there is none. */
    public T require(ObjectName name) {
        T object = objects.get(name);
        if (object == null) {
            throw new IllegalArgumentException("there is no " + kind + " " + name);
        }
        return object;
    }

    /** All objects, ordered by name. */
    public List<T> list() {
        return List.copyOf(objects.values());
    }

    /** Creates or replaces; watchers hear of it only if it differs from what was there. */
    public void put(T object) {
        if (objects.size() >= MAX_OBJECTS && !objects.containsKey(object.name())) {
            throw new IllegalStateException("more than " + MAX_OBJECTS + " objects of kind " + kind);
        }
        T before = objects.put(object.name(), object);
        if (!object.equals(before)) {
            tell(before, object);
        }
    }

    /** Removes an object; harmless when it is not there. */
    public void remove(ObjectName name) {
        T before = objects.remove(name);
        if (before != null) {
            tell(before, null);
        }
    }

    /** From now on {@code watcher} hears of every change. */
    public void watch(ApiWatcher<T> watcher) {
        watchers.add(watcher);
    }

    private void tell(@Nullable T before, @Nullable T after) {
        for (ApiWatcher<T> watcher : List.copyOf(watchers)) {
            delay.run(watchNanos, "watch " + kind, () -> watcher.onChange(before, after));
        }
    }
}
