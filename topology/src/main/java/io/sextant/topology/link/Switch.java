package io.sextant.topology.link;

import io.sextant.topology.Network;
import io.sextant.topology.Part;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A learning Ethernet switch (IEEE 802.1D without spanning tree): learns who is behind which port, floods what it does
 * not know, forgets after 300 s or when a port loses its carrier. Store and forward, without a delay of its own.
 */
public final class Switch implements Part {

    /** Default time after which an address not heard from is forgotten, as in Linux' bridge. */
    public static final long AGING_NANOS = 300_000_000_000L;

    /** Default number of addresses remembered; when full, new addresses are flooded. */
    public static final int ADDRESS_LIMIT = 8_192;

    private final Network network;
    private final String name;
    private final List<SwitchPort> ports = new ArrayList<>();
    private final ForwardingDatabase addresses;

    public Switch(Network network, String name) {
        this(network, name, AGING_NANOS, ADDRESS_LIMIT);
    }

    /** With an aging time and a bound on remembered addresses of its own. */
    public Switch(Network network, String name, long agingNanos, int addressLimit) {
        this.network = network;
        this.name = name;
        this.addresses = new ForwardingDatabase(agingNanos, addressLimit);
        network.register(this);
    }

    @Override
    public String name() {
        return name;
    }

    /** A switch forwards at once and holds nothing. */
    @Override
    public int queuedFrames() {
        return 0;
    }

    /** Adds a port, to be wired with a {@link Link}. */
    public SwitchPort addPort(String portName) {
        SwitchPort port = new SwitchPort(portName, ports.size());
        ports.add(port);
        return port;
    }

    /** Ports in order of addition. */
    public List<SwitchPort> ports() {
        return Collections.unmodifiableList(ports);
    }

    /** The port behind which the address (48 bits) was heard last, or null when it is unknown or too old. */
    public @Nullable SwitchPort portOf(long macBits) {
        int index = addresses.portOf(macBits, network.nowNanos());
        return index < 0 ? null : ports.get(index);
    }

    private void receive(SwitchPort from, Frame frame) {
        if (frame.length() < 14) {
            network.drop(name, from.name, DropReason.FRAME_TOO_SHORT, frame);
            return;
        }
        long now = network.nowNanos();
        byte[] octets = frame.octets();
        long target = mac(octets, frame.start());
        long source = mac(octets, frame.start() + 6);
        if ((source >>> 40 & 1) == 0) {
            addresses.learn(source, from.index, now);
        }
        // IEEE 802.1D §7.12.6: 01-80-C2-00-00-0X never leaves the segment.
        if (target >>> 4 == 0x0180_C200_000L) {
            network.drop(name, from.name, DropReason.SWITCH_FILTERED, frame);
            return;
        }
        boolean unicast = (target >>> 40 & 1) == 0;
        int known = unicast ? addresses.portOf(target, now) : -1;
        if (known < 0) {
            flood(from, frame, unicast);
        } else if (known == from.index) {
            network.dropStray(name, from.name, DropReason.SWITCH_FILTERED, frame);
        } else {
            ports.get(known).send(frame);
        }
    }

    /** The last port gets the original; only the others need copies. */
    private void flood(SwitchPort from, Frame frame, boolean unicast) {
        SwitchPort pending = null;
        if (unicast) {
            frame.countCopies(Math.max(1, portsUpBeside(from)));
        }
        for (int i = 0; i < ports.size(); i++) {
            SwitchPort port = ports.get(i);
            if (port == from || !port.up) {
                continue;
            }
            if (pending != null) {
                pending.send(network.pool().copy(frame));
            }
            pending = port;
        }
        if (pending != null) {
            pending.send(frame);
        } else {
            network.dropStray(name, from.name, DropReason.SWITCH_FILTERED, frame);
        }
    }

    private int portsUpBeside(SwitchPort from) {
        int count = 0;
        for (int i = 0; i < ports.size(); i++) {
            SwitchPort port = ports.get(i);
            count += port != from && port.up ? 1 : 0;
        }
        return count;
    }

    private static long mac(byte[] octets, int offset) {
        long high = (octets[offset] & 0xFFL) << 8 | (octets[offset + 1] & 0xFF);
        int low = (octets[offset + 2] & 0xFF) << 24
                | (octets[offset + 3] & 0xFF) << 16
                | (octets[offset + 4] & 0xFF) << 8
                | (octets[offset + 5] & 0xFF);
        return high << 32 | (low & 0xFFFF_FFFFL);
    }

    /** One port of a switch. */
    public final class SwitchPort implements Port {

        private final String name;
        private final int index;
        private boolean up;
        private @Nullable Channel outgoing;

        private SwitchPort(String name, int index) {
            this.name = name;
            this.index = index;
        }

        public String name() {
            return name;
        }

        @Override
        public void receive(Frame frame) {
            Switch.this.receive(this, frame);
        }

        @Override
        public void attached(Channel channel) {
            outgoing = channel;
        }

        @Override
        public void carrierChanged(boolean nowUp) {
            up = nowUp;
            if (!nowUp) {
                addresses.forgetPort(index);
            }
        }

        private void send(Frame frame) {
            Channel channel = outgoing;
            if (channel == null) {
                network.drop(Switch.this.name, name, DropReason.LINK_DOWN, frame);
            } else {
                channel.transmit(frame);
            }
        }
    }
}
