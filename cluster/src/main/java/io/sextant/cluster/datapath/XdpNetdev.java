package io.sextant.cluster.datapath;

import io.sextant.topology.device.Hook;
import io.sextant.topology.device.HookPoint;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Verdict;
import io.sextant.topology.frame.Frame;

/**
 * {@code bpf_xdp}: load balancing in the driver, ahead of every tap, with {@code loadBalancer.acceleration=native}. It
 * takes what must go to another node or back to a client; packets for pods of this node go on to tc, translated. In tunnel
 * mode only the way to the backend is taken here: XDP does not look into VXLAN, so replies are the kernel's to unwrap and
 * from-overlay's to turn round (PR #24422 adds encapsulation alone).
 */
final class XdpNetdev implements Hook {

    private final Maps maps;
    private final NodePort nodePort;

    XdpNetdev(Maps maps, NodePort nodePort) {
        this.maps = maps;
        this.nodePort = nodePort;
    }

    @Override
    public Verdict onFrame(HookPoint point, NetworkInterface at, Frame frame) {
        if (!maps.packet.read(frame)) {
            return Verdict.PASS;
        }
        long high = maps.packet.destinationHigh;
        long low = maps.packet.destinationLow;
        Verdict verdict = nodePort.onReceived(frame, at);
        if (verdict != null) {
            return verdict;
        }
        boolean same = maps.packet.destinationHigh == high && maps.packet.destinationLow == low;
        return same ? Verdict.PASS : Verdict.REWRITE;
    }
}
