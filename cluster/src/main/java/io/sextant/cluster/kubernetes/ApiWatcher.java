package io.sextant.cluster.kubernetes;

import org.jspecify.annotations.Nullable;

/** Told of changes to one kind of object, in order, the store's watch delay after they were made. */
@FunctionalInterface
public interface ApiWatcher<T extends ApiObject> {

    /** {@code before} is null for a new object, {@code after} for a removed one. */
    void onChange(@Nullable T before, @Nullable T after);
}
