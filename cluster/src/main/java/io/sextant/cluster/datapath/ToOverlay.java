package io.sextant.cluster.datapath;

import io.sextant.topology.device.Hook;
import io.sextant.topology.device.HookPoint;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Verdict;
import io.sextant.topology.frame.Frame;

/**
 * {@code bpf_overlay} section {@code to-overlay}: tc egress of cilium_vxlan. What comes here was translated and reported
 * by whoever sent it; its own trace point carries no wish to report. A frame without a tunnel key did not come from
 * Cilium and has nowhere to go.
 */
final class ToOverlay implements Hook {

    @Override
    public Verdict onFrame(HookPoint point, NetworkInterface at, Frame frame) {
        return Verdict.PASS;
    }
}
