package io.sextant.topology.host;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.MacAddress;
import io.sextant.topology.Network;
import io.sextant.topology.Part;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.NetworkStack;
import io.sextant.topology.forwarding.Fib;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import io.sextant.topology.link.Link;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A Linux network namespace: host, router, Kubernetes node or pod. Interface 1 is the loopback, which every host has.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Host implements NetworkStack, Part {

    private final Network network;
    private final String name;
    private final HostProfile profile;
    private final Sysctl sysctl;
    private final List<NetworkInterface> interfaces = new ArrayList<>();
    private final List<InterfaceListener> interfaceListeners = new ArrayList<>();
    private final LocalAddresses localAddresses = new LocalAddresses();
    private final Fib fib;
    private final NeighbourTable neighbours = new NeighbourTable();
    private final TcpLayer tcp = new TcpLayer();
    private final UdpLayer udp = new UdpLayer();
    private final IcmpLayer icmp = new IcmpLayer();
    private boolean powered = true;

    public Host(Network network, String name, HostProfile profile) {
        this.network = network;
        this.name = name;
        this.profile = profile;
        this.sysctl = new Sysctl(profile.kernel(), () -> {});
        this.fib = new Fib(new FibEnvironment());
        network.register(this);
    }

    /** The host an interface belongs to. */
    public static Host of(NetworkInterface device) {
        return (Host) device.stack();
    }

    public Network network() {
        return network;
    }

    @Override
    public String name() {
        return name;
    }

    public HostProfile profile() {
        return profile;
    }

    public Sysctl sysctl() {
        return sysctl;
    }

    public Fib fib() {
        return fib;
    }

    public NeighbourTable neighbours() {
        return neighbours;
    }

    public TcpLayer tcp() {
        return tcp;
    }

    public UdpLayer udp() {
        return udp;
    }

    public IcmpLayer icmp() {
        return icmp;
    }

    /** Adds an interface to be wired with a {@link Link}; up, without carrier until then. */
    public NetworkInterface addInterface(String interfaceName, MacAddress mac, int mtu) {
        if (interfaceNamed(interfaceName).isPresent()) {
            throw new IllegalArgumentException(name + " has an interface " + interfaceName + " already");
        }
        NetworkInterface added = new NetworkInterface(network, this, interfaceName, interfaces.size() + 1, mac, mtu);
        interfaces.add(added);
        return added;
    }

    /**
     * Adds a VXLAN device in external mode, as Cilium makes it: what it sends is wrapped by the frame's tunnel key and
     * sent to UDP 8472; what arrives there comes out of it with the key set.
     */
    public NetworkInterface addVxlan(String interfaceName, MacAddress mac, int mtu) {
        throw new UnsupportedOperationException("coming: " + interfaceName + mac + mtu);
    }

    /** Interfaces in order of index. */
    public List<NetworkInterface> interfaces() {
        return Collections.unmodifiableList(interfaces);
    }

    public Optional<NetworkInterface> interfaceNamed(String interfaceName) {
        return interfaces.stream()
                .filter(one -> one.name().equals(interfaceName))
                .findFirst();
    }

    /** Hears changes of any interface, after the host itself has reacted. */
    public void addInterfaceListener(InterfaceListener listener) {
        interfaceListeners.add(listener);
    }

    /** Whether the address is one of this host's. */
    public boolean isLocal(Ipv4Address address) {
        return localAddresses.kindOf(address.bits()) == LocalAddresses.LOCAL;
    }

    /** The source address this host would use towards a target; empty without a route. */
    public Optional<Ipv4Address> sourceFor(Ipv4Address target) {
        throw new UnsupportedOperationException("coming: " + target);
    }

    /** The stack's input, behind tc ingress: takes over an Ethernet frame. */
    @Override
    public void deliver(NetworkInterface in, Frame frame) {
        in.dropReceived(frame, DropReason.UNHANDLED_PROTOCOL);
    }

    /** Sends a packet made here: the frame starts at a complete IPv4 header, with room for Ethernet in front. */
    public void sendIp(Frame frame) {
        network.drop(name, "", DropReason.NO_ROUTE, frame);
    }

    @Override
    public boolean isPowered() {
        return powered;
    }

    /** Power is cut: nothing is sent any more, sockets and caches vanish without a word, links lose their carrier. */
    public void powerOff() {
        powered = false;
    }

    /** Boots with empty caches; addresses and static routes are there again. */
    public void powerOn() {
        powered = true;
    }

    /** Frames that wait for a neighbour. */
    @Override
    public int queuedFrames() {
        return 0;
    }

    @Override
    public void interfaceChanged(NetworkInterface changed) {
        fib.deviceChanged(changed);
        for (InterfaceAddress address : changed.addresses()) {
            connectedRoute(changed, address);
        }
        interfaceListeners.forEach(listener -> listener.onChange(changed));
    }

    @Override
    public void addressAdded(NetworkInterface on, InterfaceAddress address) {
        countAddress(address, 1);
        connectedRoute(on, address);
        interfaceListeners.forEach(listener -> listener.onChange(on));
    }

    @Override
    public void addressRemoved(NetworkInterface on, InterfaceAddress address) {
        countAddress(address, -1);
        fib.remove(address.subnet(), 0);
        interfaceListeners.forEach(listener -> listener.onChange(on));
    }

    /** The network route that comes with an address while its interface is up; /32 brings none. */
    private void connectedRoute(NetworkInterface on, InterfaceAddress address) {
        if (on.isUp() && address.prefixLength() < 32) {
            fib.add(Route.to(address.subnet(), RouteProtocol.KERNEL, NextHop.on(on))
                    .withPreferredSource(address.address()));
        }
    }

    private void countAddress(InterfaceAddress address, int change) {
        localAddresses.countLocal(address.address().bits(), change);
        if (address.hasBroadcast()) {
            localAddresses.countBroadcast(address.subnet().last().bits(), change);
        }
    }

    private final class FibEnvironment implements Fib.Environment {
        @Override
        public long nanos() {
            return network.nowNanos();
        }

        @Override
        public boolean isNeighbourBad(NetworkInterface device, int addressBits) {
            return false;
        }

        @Override
        public boolean multipathUsesNeighbours() {
            return sysctl.multipathUsesNeighbours();
        }

        @Override
        public boolean ignoresRoutesWithLinkdown() {
            return sysctl.ignoreRoutesWithLinkdown();
        }
    }
}
