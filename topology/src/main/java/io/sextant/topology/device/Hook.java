package io.sextant.topology.device;

import io.sextant.topology.frame.Frame;

/**
 * A program at a hook point. Hooks of one point run in attach order; the first verdict other than pass or rewrite ends
 * the chain. The frame stays the interface's unless the verdict is {@link Verdict#STOLEN}.
 */
@FunctionalInterface
public interface Hook {

    /** Judges one frame. Must not allocate per frame on the hot path: verdicts are made once and reused. */
    Verdict onFrame(HookPoint point, NetworkInterface at, Frame frame);
}
