package io.sextant.topology.host;

import io.sextant.engine.Event;
import io.sextant.topology.Network;
import io.sextant.topology.device.Driver;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.Frame;
import org.jspecify.annotations.Nullable;

/** The loopback's driver: frames come back in at once, but not from within the sender's call (netif_rx). */
final class LoopbackDriver extends Event implements Driver {

    private final Network network;
    private final NetworkInterface device;
    private @Nullable Frame first;
    private @Nullable Frame last;
    private int queued;

    LoopbackDriver(Network network, NetworkInterface device) {
        this.network = network;
        this.device = device;
    }

    int queued() {
        return queued;
    }

    @Override
    public void transmit(Frame frame) {
        queued++;
        Frame tail = last;
        last = frame;
        if (tail == null) {
            first = frame;
            network.scheduler().schedule(this, network.nowNanos());
        } else {
            tail.setNext(frame);
        }
    }

    @Override
    protected void fire() {
        Frame frame = first;
        if (frame == null) {
            return;
        }
        first = frame.next();
        frame.setNext(null);
        queued--;
        if (first == null) {
            last = null;
        } else {
            network.scheduler().schedule(this, network.nowNanos());
        }
        device.receive(frame);
    }

    @Override
    public String label() {
        return "frame " + device;
    }
}
