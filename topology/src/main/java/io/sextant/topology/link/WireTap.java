package io.sextant.topology.link;

import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import org.jspecify.annotations.Nullable;

/** Looks at frames on the wire itself. Must not keep or change the frame. */
@FunctionalInterface
public interface WireTap {

    /** Called when a frame is put on the wire, or when the wire loses it for the given reason. */
    void onFrame(long nowNanos, Channel channel, Frame frame, @Nullable DropReason lost);
}
