package io.sextant.engine;

import java.util.Optional;

/** Something that must hold after every event. */
@FunctionalInterface
public interface Invariant {

    /** Empty while the invariant holds, otherwise a sentence that says what is wrong. It must change nothing. */
    Optional<String> violation();
}
