package io.sextant.topology.device;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.address.MacAddress;
import io.sextant.topology.Network;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import io.sextant.topology.link.Channel;
import io.sextant.topology.link.Port;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A net_device: physical, veth, vxlan or loopback. Its paths keep the order of Linux' net/core/dev.c: received frames
 * pass XDP, taps, tc ingress and the stack; transmitted ones tc egress, taps and the wire.
 */
public final class NetworkInterface implements Port {

    private final NetworkStack stack;
    private final String name;
    private final int index;
    private final int traceId;
    private final MacAddress mac;
    private final long macBits;
    private final int mtu;
    private final Network network;
    private final HookChain hooks = new HookChain();
    private final TapList taps = new TapList();
    private final List<InterfaceAddress> addresses = new ArrayList<>();
    private final List<Ipv6InterfaceAddress> ipv6Addresses = new ArrayList<>();

    private boolean adminUp = true;
    private boolean addressFilter;
    private boolean powered = true;
    private boolean active = true;
    private boolean carrier;
    private @Nullable Channel channel;
    private @Nullable Driver driver;

    private long receivedPackets;
    private long receivedOctets;
    private long receiveDrops;
    private long transmittedPackets;
    private long transmittedOctets;
    private long transmitDrops;

    /** Made by its machine, which gives it its index. */
    public NetworkInterface(Network network, NetworkStack stack, String name, int index, MacAddress mac, int mtu) {
        this.stack = stack;
        this.network = network;
        this.name = name;
        this.index = index;
        this.mac = mac;
        this.macBits = mac.bits();
        this.mtu = mtu;
        this.traceId = network.nextInterfaceId();
        network.trace().text("interface " + traceId + " is " + stack.name() + ":" + name);
    }

    public String name() {
        return name;
    }

    /** The ifindex: unique on its host, counted from 1, which is the loopback. */
    public int index() {
        return index;
    }

    /** Unique in the network; stands for the interface in the trace. */
    public int traceId() {
        return traceId;
    }

    /** The machine it belongs to. */
    public NetworkStack stack() {
        return stack;
    }

    public MacAddress mac() {
        return mac;
    }

    /** {@link #mac} as its 48 bits. */
    public long macBits() {
        return macBits;
    }

    /** Longest IP packet, in octets. */
    public int mtu() {
        return mtu;
    }

    /** Whether the interface is administratively up ({@code ip link set up}). */
    public boolean isUp() {
        return adminUp;
    }

    /** Whether something answers at the other end of the cable. Devices without a cable always have it. */
    public boolean hasCarrier() {
        return carrier;
    }

    /** Whether frames can leave: up and with carrier. */
    public boolean isRunning() {
        return adminUp && carrier;
    }

    /** {@code ip link set up|down}: takes the routes, neighbours and group members along, as Linux does. */
    public void setUp(boolean up) {
        if (adminUp != up) {
            adminUp = up;
            active = adminUp && powered;
            stack.interfaceChanged(this);
        }
    }

    /** Power comes or goes: without it nothing passes, and the cable's other end loses its carrier. */
    public void setPowered(boolean on) {
        powered = on;
        active = adminUp && powered;
        Channel wire = channel;
        if (wire != null) {
            wire.setNearPowered(on);
        }
    }

    /** IPv4 addresses in order of addition; the first is the primary one. */
    public List<InterfaceAddress> addresses() {
        return Collections.unmodifiableList(addresses);
    }

    /** The primary address as bits, or 0 when there is none. */
    public int primaryAddressBits() {
        return addresses.isEmpty() ? 0 : addresses.get(0).address().bits();
    }

    /** The address of the subnet that holds {@code near}, else the primary one, as bits; 0 when there is none. Allocates nothing. */
    public int addressBitsTowards(int near) {
        for (int i = 0; i < addresses.size(); i++) {
            if (addresses.get(i).isOnSubnet(near)) {
                return addresses.get(i).address().bits();
            }
        }
        return primaryAddressBits();
    }

    /** Adds an address with its local, broadcast and connected routes. */
    public void addAddress(InterfaceAddress address) {
        addresses.add(address);
        stack.addressAdded(this, address);
    }

    /** Removes an address and the routes that came with it. */
    public void removeAddress(Ipv4Address address) {
        for (InterfaceAddress candidate : List.copyOf(addresses)) {
            if (candidate.address().equals(address)) {
                addresses.remove(candidate);
                stack.addressRemoved(this, candidate);
            }
        }
    }

    /** IPv6 addresses in order of addition; the link-local one is among them once the host has any other. */
    public List<Ipv6InterfaceAddress> ipv6Addresses() {
        return Collections.unmodifiableList(ipv6Addresses);
    }

    /** Adds an address with its local and connected routes; one that is there already stays as it is. */
    public void addAddress(Ipv6InterfaceAddress address) {
        for (Ipv6InterfaceAddress present : ipv6Addresses) {
            if (present.address().equals(address.address())) {
                return;
            }
        }
        ipv6Addresses.add(address);
        stack.addressAdded(this, address);
    }

    /** Removes an address and the routes that came with it. */
    public void removeAddress(Ipv6Address address) {
        for (Ipv6InterfaceAddress candidate : List.copyOf(ipv6Addresses)) {
            if (candidate.address().equals(address)) {
                ipv6Addresses.remove(candidate);
                stack.addressRemoved(this, candidate);
            }
        }
    }

    /** Attaches a program behind those already at this point. */
    public void attach(HookPoint point, Hook hook) {
        hooks.attach(point, hook);
    }

    /** Detaches a program from every point where it stands. */
    public void detach(Hook hook) {
        hooks.detach(hook);
    }

    public void addTap(TapPoint point, Tap tap) {
        taps.add(point, tap);
    }

    public void removeTap(Tap tap) {
        taps.remove(tap);
    }

    public InterfaceCounters counters() {
        return new InterfaceCounters(
                receivedPackets, receivedOctets, receiveDrops, transmittedPackets, transmittedOctets, transmitDrops);
    }

    /**
     * Whether the card takes only frames for its own, a group or the broadcast address, as hardware does unless it is
     * promiscuous: what a switch floods past it then reaches neither programs nor taps. Off by default, as on veth. A tap
     * does not switch it off: tcpdump here is {@code tcpdump -p}.
     */
    public void setAddressFilter(boolean on) {
        addressFilter = on;
    }

    /** A frame has arrived: XDP, taps, tc ingress, stack. */
    @Override
    public void receive(Frame frame) {
        if (!active) {
            dropReceived(frame, powered ? DropReason.DEVICE_DOWN : DropReason.POWER_OFF);
            return;
        }
        if (addressFilter && isForAnother(frame)) {
            network.dropStray(stack.name(), name, DropReason.OTHER_HOST, frame);
            return;
        }
        receivedPackets++;
        receivedOctets += frame.length();
        network.traceArrival(traceId, frame);
        Hook[] xdp = hooks.xdp;
        if (xdp.length > 0) {
            Verdict verdict = HookChain.run(xdp, HookPoint.XDP, this, frame);
            if (verdict == Verdict.STOLEN) {
                return;
            }
            taps.show(network, this, TapPoint.XDP, false, frame, verdict);
            if (!goesOn(verdict)) {
                act(verdict, frame, HookPoint.XDP);
                return;
            }
        }
        receiveBehindXdp(frame);
    }

    private boolean isForAnother(Frame frame) {
        byte[] octets = frame.octets();
        int start = frame.start();
        if (frame.length() < 6 || (octets[start] & 1) != 0) {
            return false;
        }
        long target = 0;
        for (int i = 0; i < 6; i++) {
            target = target << 8 | (octets[start + i] & 0xFF);
        }
        return target != macBits;
    }

    private void receiveBehindXdp(Frame frame) {
        taps.show(network, this, TapPoint.INTERFACE, false, frame, null);
        Hook[] ingress = hooks.ingress;
        if (ingress.length > 0) {
            Verdict verdict = HookChain.run(ingress, HookPoint.TC_INGRESS, this, frame);
            if (verdict == Verdict.STOLEN) {
                return;
            }
            taps.show(network, this, TapPoint.TC_INGRESS, false, frame, verdict);
            if (!goesOn(verdict)) {
                act(verdict, frame, HookPoint.TC_INGRESS);
                return;
            }
        }
        stack.deliver(this, frame);
    }

    /** The stack or a program sends an Ethernet frame: tc egress, taps, wire. */
    public void transmit(Frame frame) {
        if (!active) {
            dropTransmitted(frame, powered ? DropReason.DEVICE_DOWN : DropReason.POWER_OFF);
            return;
        }
        Hook[] egress = hooks.egress;
        if (egress.length > 0) {
            Verdict verdict = HookChain.run(egress, HookPoint.TC_EGRESS, this, frame);
            if (verdict == Verdict.STOLEN) {
                return;
            }
            taps.show(network, this, TapPoint.TC_EGRESS, true, frame, verdict);
            if (!goesOn(verdict) && verdict != Verdict.TRANSMIT) {
                act(verdict, frame, HookPoint.TC_EGRESS);
                return;
            }
        }
        if (!carrier) {
            dropTransmitted(frame, DropReason.NO_CARRIER);
            return;
        }
        taps.show(network, this, TapPoint.INTERFACE, true, frame, null);
        putOnWire(frame);
    }

    private void putOnWire(Frame frame) {
        transmittedPackets++;
        transmittedOctets += frame.length();
        Channel wire = channel;
        if (wire != null) {
            wire.transmit(frame);
            return;
        }
        Driver own = driver;
        if (own == null) {
            dropTransmitted(frame, DropReason.NO_CARRIER);
        } else {
            own.transmit(frame);
        }
    }

    private static boolean goesOn(Verdict verdict) {
        return verdict == Verdict.PASS || verdict == Verdict.REWRITE;
    }

    private void act(Verdict verdict, Frame frame, HookPoint point) {
        boolean inbound = point != HookPoint.TC_EGRESS;
        if (verdict instanceof Verdict.Drop drop) {
            end(frame, drop.reason(), inbound);
        } else if (!frame.countRedirect()) {
            end(frame, DropReason.REDIRECT_LOOP, inbound);
        } else if (verdict instanceof Verdict.Redirect redirect) {
            if (redirect.direction() == Direction.EGRESS) {
                redirect.target().transmit(frame);
            } else {
                redirect.target().receiveRedirected(frame);
            }
        } else if (point == HookPoint.XDP) {
            putOnWire(frame);
        } else {
            transmit(frame);
        }
    }

    private void receiveRedirected(Frame frame) {
        if (!active) {
            dropReceived(frame, powered ? DropReason.DEVICE_DOWN : DropReason.POWER_OFF);
            return;
        }
        receivedPackets++;
        receivedOctets += frame.length();
        network.traceArrival(traceId, frame);
        receiveBehindXdp(frame);
    }

    private void end(Frame frame, DropReason reason, boolean inbound) {
        if (inbound) {
            dropReceived(frame, reason);
        } else {
            dropTransmitted(frame, reason);
        }
    }

    /** Ends a received frame's life: counts it here and in the network. */
    public void dropReceived(Frame frame, DropReason reason) {
        receiveDrops++;
        network.drop(stack.name(), name, reason, frame);
    }

    /** Ends the life of a frame whose target is another machine: counts it here and in the network. */
    public void dropStray(Frame frame) {
        receiveDrops++;
        network.dropStray(stack.name(), name, DropReason.OTHER_HOST, frame);
    }

    /** Ends an outgoing frame's life: counts it here and in the network. */
    public void dropTransmitted(Frame frame, DropReason reason) {
        transmitDrops++;
        network.drop(stack.name(), name, reason, frame);
    }

    @Override
    public void attached(Channel outgoing) {
        channel = outgoing;
    }

    @Override
    public void carrierChanged(boolean up) {
        if (carrier != up) {
            carrier = up;
            stack.interfaceChanged(this);
        }
    }

    /** Gives a device without a cable its driver; such a device always has carrier. */
    public void attachDriver(Driver own) {
        driver = own;
        carrier = true;
    }

    @Override
    public String toString() {
        return stack.name() + ":" + name;
    }
}
