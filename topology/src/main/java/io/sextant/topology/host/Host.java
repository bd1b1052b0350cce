package io.sextant.topology.host;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.address.MacAddress;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.topology.Network;
import io.sextant.topology.Part;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.Ipv6InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.NetworkStack;
import io.sextant.topology.ecmp.FlowHash;
import io.sextant.topology.ecmp.HashPolicy;
import io.sextant.topology.forwarding.Fib;
import io.sextant.topology.forwarding.ForwardingModel;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.NexthopObjects;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.frame.Frame;
import io.sextant.topology.link.Link;
import io.sextant.topology.neighbour.NeighbourTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A Linux network namespace: host, router, Kubernetes node or pod. Interface 1 is the loopback, which every host has.
 */
public final class Host implements NetworkStack, Part {

    private final Network network;
    private final String name;
    private final HostProfile profile;
    private final Sysctl sysctl;
    private final List<NetworkInterface> interfaces = new ArrayList<>();
    private final List<InterfaceListener> interfaceListeners = new ArrayList<>();
    private final List<PowerListener> powerListeners = new ArrayList<>();
    private final LocalAddresses localAddresses = new LocalAddresses();
    private final Fib fib;
    private final Ipv6Stack ipv6;
    private final NeighbourTable neighbours;
    private final EphemeralPorts ephemeralPorts;
    private final IpInput input;
    private final IpOutput output;
    private final IcmpErrors icmpErrors;
    private final TcpLayer tcp;
    private final UdpLayer udp;
    private final IcmpLayer icmp;
    private final NetworkInterface loopback;
    private final LoopbackDriver loopbackDriver;
    private final Identifications identifications;
    private FlowHash flowHash;
    private final NexthopObjects nexthops;
    private ForwardingModel forwardingModel = ForwardingModel.linux();
    private boolean powered = true;

    public Host(Network network, String name, HostProfile profile) {
        this.network = network;
        this.name = name;
        this.profile = profile;
        this.flowHash = new FlowHash(profile.kernel(), HashPolicy.LAYER_3, 0);
        this.sysctl = new Sysctl(profile.kernel(), this::hashChanged);
        this.ipv6 = new Ipv6Stack(this);
        this.sysctl.drawHashSeed(network.random("multipath-hash-seed " + name).nextInt());
        this.nexthops = new NexthopObjects(network::nowNanos, profile.kernel());
        this.identifications = new Identifications(network, name);
        this.fib = new Fib(new HostForwarding(this));
        this.neighbours = new NeighbourTable(network, new HostNeighbourhood(this), IpVersion.IPV4);
        this.ephemeralPorts = new EphemeralPorts(this);
        this.output = new IpOutput(this);
        this.icmpErrors = new IcmpErrors(this);
        this.input = new IpInput(this);
        this.tcp = new TcpLayer(this);
        this.udp = new UdpLayer(this);
        this.icmp = new IcmpLayer(this);
        this.loopback = addInterface("lo", new MacAddress(0), 65_536);
        this.loopbackDriver = new LoopbackDriver(network, loopback);
        loopback.attachDriver(loopbackDriver);
        loopback.addAddress(InterfaceAddress.parse("127.0.0.1/8"));
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

    /** The IPv4 routes. */
    public Fib fib() {
        return fib;
    }

    /** The routes of one version of IP: {@code ip route} or {@code ip -6 route}. */
    public Fib fib(IpVersion version) {
        return version == IpVersion.IPV4 ? fib : ipv6.fib();
    }

    /** The ARP cache; IPv6 neighbours are {@link Ipv6Stack#neighbours}. */
    public NeighbourTable neighbours() {
        return neighbours;
    }

    /** {@code ip nexthop}: what an administrator made; zebra's objects are zebra's. */
    public NexthopObjects nexthops() {
        return nexthops;
    }

    /** How groups of routing daemons share flows. */
    public ForwardingModel forwardingModel() {
        return forwardingModel;
    }

    /** Counts for routes installed from then on. */
    public void setForwardingModel(ForwardingModel model) {
        forwardingModel = model;
    }

    /** {@code ip nexthop replace} of a group: routes over it follow, buckets of members that stay are kept. */
    public void replaceNexthopGroup(int id, List<NexthopObjects.Member> members) {
        nexthops.replaceGroup(id, members);
        fib.nexthopChanged(id);
        fib(IpVersion.IPV6).nexthopChanged(id);
    }

    /** What of IPv6 stands apart: settings, neighbours, source addresses. */
    public Ipv6Stack ipv6() {
        return ipv6;
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
        ipv6.interfaceAdded(added);
        return added;
    }

    /**
     * Adds a VXLAN device in external mode, as Cilium makes it: what it sends is wrapped by the frame's tunnel key and
     * sent to UDP 8472; what arrives there comes out of it with the key set. One per host.
     */
    public NetworkInterface addVxlan(String interfaceName, MacAddress mac, int mtu) {
        NetworkInterface added = addInterface(interfaceName, mac, mtu);
        VxlanDevice driver = new VxlanDevice(this, added);
        added.attachDriver(driver);
        udp.attachTunnel(driver);
        return added;
    }

    /** The interface named lo. */
    public NetworkInterface loopback() {
        return loopback;
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
    public boolean isLocal(IpAddress address) {
        return address instanceof Ipv4Address ipv4
                ? localAddresses.kindOf(ipv4.bits()) == LocalAddresses.LOCAL
                : ipv6.isLocal(address.high(), address.low());
    }

    /** The source address this host would use towards a target; empty without a route. */
    public Optional<? extends IpAddress> sourceFor(IpAddress target) {
        return target instanceof Ipv4Address ipv4 ? sourceFor(ipv4) : ipv6.sourceFor((Ipv6Address) target);
    }

    /** The source address this host would use towards a target; empty without a route. */
    public Optional<Ipv4Address> sourceFor(Ipv4Address target) {
        int source = output.sourceFor(target.bits());
        return source == 0 ? Optional.empty() : Optional.of(new Ipv4Address(source));
    }

    /** The stack's input, behind tc ingress: takes over an Ethernet frame. */
    @Override
    public void deliver(NetworkInterface in, Frame frame) {
        input.receive(in, frame);
    }

    /**
     * Sends a packet made here: takes over a frame that starts at a complete IPv4 header, with room for Ethernet in
     * front. False when there is no route; the packet is dropped then.
     */
    public boolean sendIp(Frame packet) {
        return output.send(packet, Ipv4.source(packet.octets(), packet.start()));
    }

    @Override
    public boolean isPowered() {
        return powered;
    }

    /** Hears when power goes and comes, after the host itself has reacted. */
    public void addPowerListener(PowerListener listener) {
        powerListeners.add(listener);
    }

    /**
     * Power is cut: nothing is sent any more, sockets and caches vanish without a word, every cable's other end loses
     * its carrier.
     */
    public void powerOff() {
        if (!powered) {
            return;
        }
        powered = false;
        network.trace().text("power off " + name);
        tcp.clear();
        udp.clear();
        icmp.clear();
        neighbours.clear();
        ipv6.neighbours().clear();
        interfaces.forEach(each -> each.setPowered(false));
        powerListeners.forEach(listener -> listener.onPower(false));
    }

    /**
     * Boots: caches are empty, addresses, connected and static routes are there again, what routing daemons had
     * installed is not. Programs start again by their own listeners.
     */
    public void powerOn() {
        if (powered) {
            return;
        }
        powered = true;
        network.trace().text("power on " + name);
        forgetDaemonsRoutes(fib);
        forgetDaemonsRoutes(ipv6.fib());
        interfaces.forEach(each -> each.setPowered(true));
        powerListeners.forEach(listener -> listener.onPower(true));
    }

    private static void forgetDaemonsRoutes(Fib table) {
        for (Route route : table.routes()) {
            RouteProtocol protocol = route.protocol();
            boolean stays = protocol == RouteProtocol.STATIC || protocol == RouteProtocol.BOOT;
            if (!stays && protocol != RouteProtocol.KERNEL) {
                table.remove(route.prefix(), route.metric());
            }
        }
    }

    /** Frames that wait for a neighbour or in the loopback. */
    @Override
    public int queuedFrames() {
        return neighbours.queuedFrames() + ipv6.neighbours().queuedFrames() + loopbackDriver.queued();
    }

    IpOutput output() {
        return output;
    }

    IcmpErrors icmpErrors() {
        return icmpErrors;
    }

    EphemeralPorts ephemeralPorts() {
        return ephemeralPorts;
    }

    /** The flow hash as the sysctls of this moment make it; what {@code ip route get} chooses by. */
    public FlowHash flowHash() {
        return flowHash;
    }

    /** What an address is to this host: one of {@link LocalAddresses}' constants. */
    byte kindOf(int addressBits) {
        return localAddresses.kindOf(addressBits);
    }

    /** The multipath hash of a packet to be forwarded, whose IP header stands at {@code at}. */
    int hash31(Frame frame, int at) {
        return frame.isSocketHashed()
                ? flowHash.hash31(frame.octets(), at, frame.socketHash())
                : flowHash.hash31(frame.octets(), at);
    }

    /** An IPv4 identification for a packet outside TCP connections. */
    int nextIdentification() {
        return identifications.next();
    }

    private void hashChanged() {
        flowHash = new FlowHash(profile.kernel(), sysctl.hashPolicy(), sysctl.hashFields(), sysctl.hashSeed());
        ipv6.hashChanged();
    }

    @Override
    public void interfaceChanged(NetworkInterface changed) {
        if (!changed.isRunning()) {
            neighbours.deviceGone(changed);
        }
        nexthops.deviceChanged(changed);
        fib.deviceChanged(changed);
        connectedRoutes(changed);
        // A network that the interface shared with others is still theirs.
        interfaces().forEach(this::connectedRoutes);
        ipv6.interfaceChanged(changed);
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
        boolean last = on.addresses().stream().noneMatch(other -> other.subnet().equals(address.subnet()));
        if (last && leadsOnlyTo(on, fib.find(address.subnet(), 0))) {
            fib.remove(address.subnet(), 0);
            interfaces().forEach(this::connectedRoutes);
        }
        interfaceListeners.forEach(listener -> listener.onChange(on));
    }

    @Override
    public void addressAdded(NetworkInterface on, Ipv6InterfaceAddress address) {
        ipv6.addressAdded(on, address);
        interfaceListeners.forEach(listener -> listener.onChange(on));
    }

    @Override
    public void addressRemoved(NetworkInterface on, Ipv6InterfaceAddress address) {
        ipv6.addressRemoved(on, address);
        interfaceListeners.forEach(listener -> listener.onChange(on));
    }

    private static boolean leadsOnlyTo(NetworkInterface device, Optional<Route> route) {
        return route.isPresent() && route.get().nextHops().stream().allMatch(hop -> hop.device() == device);
    }

    private void connectedRoutes(NetworkInterface of) {
        of.addresses().forEach(address -> connectedRoute(of, address));
    }

    /** The network route that comes with an address while its interface is up; /32 brings none. */
    private void connectedRoute(NetworkInterface on, InterfaceAddress address) {
        if (on.isUp() && on != loopback && address.prefixLength() < 32) {
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
}
