package io.sextant.topology.host;

import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.topology.device.Ipv6InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.ecmp.FlowHash;
import io.sextant.topology.ecmp.HashPolicy;
import io.sextant.topology.forwarding.Fib;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.frame.Frame;
import io.sextant.topology.neighbour.NeighbourTable;
import java.util.List;
import java.util.Optional;

/**
 * A host's IPv6: settings, routes, neighbours, input and output. It sleeps ({@code disable_ipv6}) until an interface gets
 * an IPv6 address; then the loopback has ::1, and every interface its link-local address by EUI-64. Not modelled:
 * duplicate address detection, router discovery and SLAAC, multicast listener reports, redirects, fragments.
 */
public final class Ipv6Stack {

    /** What Linux gives to routes of interfaces, {@code IP6_RT_PRIO_ADDRCONF}. */
    public static final int CONNECTED_METRIC = 256;

    /** What Linux gives to routes an administrator adds without a metric, {@code IP6_RT_PRIO_USER}. */
    public static final int ADDED_METRIC = 1_024;

    private static final Ipv6InterfaceAddress LOOPBACK = new Ipv6InterfaceAddress(Ipv6Address.LOOPBACK, 128);
    private static final int LINK_LOCAL_LENGTH = 64;

    private final Host host;
    private final Ipv6Sysctl sysctl;
    private final Fib fib;
    private final NeighbourTable neighbours;
    private final Ipv6Addresses addresses = new Ipv6Addresses();
    private final Ipv6Output output;
    private final Ipv6Input input;
    private final Icmpv6Errors errors;
    private final Icmpv6Layer icmp;
    private final FlowLabels flowLabels;
    private FlowHash flowHash;
    private boolean on;

    Ipv6Stack(Host host) {
        this.host = host;
        this.sysctl = new Ipv6Sysctl(host.profile().kernel(), this::hashChanged);
        this.fib = new Fib(new Ipv6Forwarding(host, this), IpVersion.IPV6);
        this.neighbours = new NeighbourTable(host.network(), new Ipv6Neighbourhood(host, this), IpVersion.IPV6);
        this.output = new Ipv6Output(host, this);
        this.errors = new Icmpv6Errors(host, this);
        this.icmp = new Icmpv6Layer(host, this);
        this.input = new Ipv6Input(host, this);
        int secret = host.network().random("flow-label " + host.name()).nextInt();
        this.flowLabels = new FlowLabels(sysctl, secret);
        this.flowHash = new FlowHash(host.profile().kernel(), HashPolicy.LAYER_3, 0);
    }

    /** {@code net.ipv6.*}. */
    public Ipv6Sysctl sysctl() {
        return sysctl;
    }

    /** {@code ip -6 neigh}. */
    public NeighbourTable neighbours() {
        return neighbours;
    }

    /** Whether any interface has an IPv6 address. */
    public boolean isOn() {
        return on;
    }

    /** Whether the address is one of this host's. */
    public boolean isLocal(Ipv6Address address) {
        return isLocal(address.high(), address.low());
    }

    /** The source address this host would use towards a target; empty without a route. */
    public Optional<Ipv6Address> sourceFor(Ipv6Address target) {
        return Optional.ofNullable(output.sourceFor(target.high(), target.low()));
    }

    /** The source address towards a target once it is known by which interface a packet leaves. */
    public Optional<Ipv6Address> sourceFor(Ipv6Address target, NetworkInterface out) {
        return Optional.ofNullable(output.sourceOn(out, target.high(), target.low()));
    }

    /** The flow hash as the sysctls of this moment make it; what {@code ip -6 route get} chooses by. */
    public FlowHash flowHash() {
        return flowHash;
    }

    Fib fib() {
        return fib;
    }

    Ipv6Output output() {
        return output;
    }

    Icmpv6Errors errors() {
        return errors;
    }

    Icmpv6Layer icmp() {
        return icmp;
    }

    FlowLabels flowLabels() {
        return flowLabels;
    }

    /** Takes over a frame of EtherType IPv6 that is for this host or a group. */
    void receive(NetworkInterface in, Frame frame, boolean unicast) {
        input.receive(in, frame, unicast);
    }

    boolean isLocal(long high, long low) {
        return !Ipv6Address.isMulticast(high) && addresses.contains(high, low);
    }

    /** Whether this host listens to a group: all nodes, all routers where it is one, solicited nodes of its own. */
    boolean listensTo(long high, long low) {
        boolean ofLink = high == Ipv6Address.ALL_NODES.high();
        if (ofLink && low == Ipv6Address.ALL_NODES.low()) {
            return on;
        }
        if (ofLink && low == Ipv6Address.ALL_ROUTERS.low()) {
            return on && sysctl.forwarding();
        }
        return addresses.contains(high, low);
    }

    /** The multipath hash of a packet to be forwarded, whose IPv6 header stands at {@code at}. */
    int hash31(Frame frame, int at) {
        return frame.isSocketHashed()
                ? flowHash.hash31(frame.octets(), at, frame.socketHash())
                : flowHash.hash31(frame.octets(), at);
    }

    void hashChanged() {
        flowHash = new FlowHash(
                host.profile().kernel(),
                sysctl.hashPolicy(),
                sysctl.hashFields(),
                host.sysctl().hashSeed());
    }

    void addressAdded(NetworkInterface device, Ipv6InterfaceAddress address) {
        addresses.count(address.address().high(), address.address().low(), 1);
        connectedRoute(device, address);
        if (!on) {
            on = true;
            host.loopback().addAddress(LOOPBACK);
            host.interfaces().forEach(this::addLinkLocal);
        }
    }

    void addressRemoved(NetworkInterface device, Ipv6InterfaceAddress address) {
        addresses.count(address.address().high(), address.address().low(), -1);
        boolean last = device.ipv6Addresses().stream()
                .noneMatch(other -> other.subnet().equals(address.subnet()));
        if (last) {
            fib.find(address.subnet(), CONNECTED_METRIC)
                    .filter(route -> route.nextHops().get(0).device() == device)
                    .ifPresent(route -> fib.remove(route.prefix(), route.metric()));
            host.interfaces().forEach(this::connectedRoutes);
        }
    }

    void interfaceAdded(NetworkInterface device) {
        if (on) {
            addLinkLocal(device);
        }
    }

    void interfaceChanged(NetworkInterface device) {
        if (!on) {
            return;
        }
        if (!device.isRunning()) {
            neighbours.deviceGone(device);
        }
        fib.deviceChanged(device);
        if (device != host.loopback()) {
            followLink(device);
        }
        host.interfaces().forEach(this::connectedRoutes);
    }

    /**
     * An interface that is taken down loses its addresses, for good unless {@code keep_addr_on_down} says otherwise; the
     * link-local one comes back with it (Linux {@code addrconf_ifdown}). One that loses its carrier keeps them.
     */
    private void followLink(NetworkInterface device) {
        if (device.isUp()) {
            addLinkLocal(device);
            return;
        }
        for (Ipv6InterfaceAddress address : List.copyOf(device.ipv6Addresses())) {
            if (address.address().isLinkLocal() || !sysctl.keepAddressesOnDown()) {
                device.removeAddress(address.address());
            }
        }
    }

    private void connectedRoutes(NetworkInterface of) {
        of.ipv6Addresses().forEach(address -> connectedRoute(of, address));
    }

    private void addLinkLocal(NetworkInterface device) {
        if (device != host.loopback()) {
            device.addAddress(new Ipv6InterfaceAddress(Ipv6Address.linkLocal(device.mac()), LINK_LOCAL_LENGTH));
        }
    }

    /**
     * The route that comes with an address while its interface is up. fe80::/64, which every interface has, is not in the
     * table: who sends to a link-local address says by which interface.
     */
    private void connectedRoute(NetworkInterface device, Ipv6InterfaceAddress address) {
        boolean own = device.isUp() && !address.address().isLinkLocal() && !address.equals(LOOPBACK);
        if (own) {
            fib.add(Route.to(address.subnet(), RouteProtocol.KERNEL, NextHop.on(device))
                    .withMetric(CONNECTED_METRIC));
        }
    }
}
