package io.sextant.topology.link;

import io.sextant.topology.Network;
import io.sextant.topology.Part;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A cable between two ports: one channel each way. Pulling it loses what is in flight and tells both ends that their
 * carrier is gone.
 */
public final class Link implements Part {

    private final Network network;
    private final String name;
    private final Port near;
    private final Port far;
    private final Channel forth;
    private final Channel back;
    private LinkModel model;
    private boolean plugged = true;
    private boolean nearPowered = true;
    private boolean farPowered = true;
    private boolean up = true;
    private WireTap[] taps = {};

    /** Wires two ports; the link is up. */
    public Link(Network network, String name, LinkModel model, Port near, Port far) {
        this.network = network;
        this.name = name;
        this.model = model;
        this.near = near;
        this.far = far;
        this.forth = new Channel(network, this, true, model, far);
        this.back = new Channel(network, this, false, model, near);
        network.register(this);
        near.attached(forth);
        far.attached(back);
        near.carrierChanged(true);
        far.carrierChanged(true);
    }

    @Override
    public String name() {
        return name;
    }

    public LinkModel model() {
        return model;
    }

    public boolean isUp() {
        return up;
    }

    /** The channel from the port named first when the link was made. */
    public Channel forth() {
        return forth;
    }

    /** The channel from the port named second. */
    public Channel back() {
        return back;
    }

    /** Changes rate, delay, loss and queue for frames sent from now on. */
    public void setModel(LinkModel changed) {
        model = changed;
        forth.setModel(changed);
        back.setModel(changed);
    }

    /** Plugs or pulls the cable. Pulled: frames in flight are lost, both ends lose their carrier. */
    public void setUp(boolean nowUp) {
        plugged = nowUp;
        refresh();
    }

    void setPowered(Channel channel, boolean on) {
        if (channel == forth) {
            nearPowered = on;
        } else {
            farPowered = on;
        }
        refresh();
    }

    private void refresh() {
        boolean nowUp = plugged && nearPowered && farPowered;
        if (up == nowUp) {
            return;
        }
        up = nowUp;
        network.trace().text("link " + name + (nowUp ? " up" : " down"));
        forth.setUp(nowUp);
        back.setUp(nowUp);
        near.carrierChanged(nowUp);
        far.carrierChanged(nowUp);
    }

    /** Taps both directions. */
    public void addTap(WireTap tap) {
        WireTap[] more = Arrays.copyOf(taps, taps.length + 1);
        more[taps.length] = tap;
        taps = more;
    }

    /** Frames under way in both directions. */
    @Override
    public int queuedFrames() {
        return forth.inFlight() + back.inFlight();
    }

    void tapped(Channel channel, Frame frame, @Nullable DropReason lost) {
        for (WireTap tap : taps) {
            tap.onFrame(network.nowNanos(), channel, frame, lost);
        }
    }
}
