package io.sextant.topology.device;

import io.sextant.topology.frame.Frame;
import org.jspecify.annotations.Nullable;

/** Looks at frames in passing. Must not keep or change the frame. */
@FunctionalInterface
public interface Tap {

    /**
     * Sees one frame.
     *
     * @param outbound whether the frame is on its way out of {@code at}
     * @param verdict what the programs of this point said; null at {@link TapPoint#INTERFACE}, and where none stands.
     *     A frame that a hook stole is not shown
     */
    void onFrame(
            long nowNanos,
            NetworkInterface at,
            TapPoint point,
            boolean outbound,
            Frame frame,
            @Nullable Verdict verdict);
}
