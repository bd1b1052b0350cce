package io.sextant.lab.run;

import io.sextant.lab.scenario.topology.InterfaceSpec;
import io.sextant.lab.scenario.topology.KernelSpec;
import io.sextant.lab.scenario.topology.LinkQuality;
import io.sextant.lab.scenario.topology.LinkSpec;
import io.sextant.lab.scenario.topology.NetworkSpec;
import io.sextant.lab.scenario.topology.NextHopSpec;
import io.sextant.lab.scenario.topology.NodeKind;
import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.lab.scenario.topology.RouteSpec;
import io.sextant.lab.scenario.topology.TopologySpec;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.Ipv6Prefix;
import io.sextant.protocol.address.MacAddress;
import io.sextant.topology.Network;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.Ipv6InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.ecmp.HashPolicy;
import io.sextant.topology.ecmp.KernelProfile;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteKind;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.HostProfile;
import io.sextant.topology.host.Sysctl;
import io.sextant.topology.link.Link;
import io.sextant.topology.link.LinkModel;
import io.sextant.topology.link.Port;
import io.sextant.topology.link.Switch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Builds what has cables: switches, hosts with their interfaces, addresses and static routes, and the links. */
final class NetworkBuilder {

    private final Network network;
    private final TopologySpec topology;
    private final MacAddresses macAddresses = new MacAddresses();
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Map<String, Switch> switches = new LinkedHashMap<>();
    private final Cables cables = new Cables();

    NetworkBuilder(Network network, TopologySpec topology) {
        this.network = network;
        this.topology = topology;
    }

    void build() {
        for (NetworkSpec segment : topology.networks()) {
            switches.put(segment.name(), new Switch(network, segment.name()));
        }
        for (NodeSpec node : topology.nodes()) {
            if (node.kind() == NodeKind.SWITCH) {
                switches.put(node.name(), new Switch(network, node.name()));
            } else {
                hosts.put(node.name(), host(node));
            }
        }
        for (LinkSpec link : topology.links()) {
            wire(link);
        }
        for (NodeSpec node : topology.nodes()) {
            if (node.kind() != NodeKind.SWITCH) {
                addRoutes(node);
            }
        }
    }

    Map<String, Host> hosts() {
        return hosts;
    }

    Map<String, Switch> switches() {
        return switches;
    }

    Cables cables() {
        return cables;
    }

    private Host host(NodeSpec node) {
        Host host = new Host(network, node.name(), profile(node.kernel()));
        configure(host, node.kernel());
        for (InterfaceSpec each : node.interfaces()) {
            MacAddress given = each.mac();
            MacAddress mac = given != null ? given : macAddresses.of(node.name(), each.name());
            NetworkInterface device = each.name().equals(host.loopback().name())
                    ? host.loopback()
                    : host.addInterface(each.name(), mac, each.mtuOctets());
            device.setAddressFilter(true);
            String segment = each.network();
            if (segment != null) {
                String end = node.name() + ":" + each.name();
                Link cable = new Link(
                        network,
                        end,
                        model(each.quality()),
                        device,
                        switchNamed(segment).addPort(node.name()));
                cables.addEnd(end, cable, true);
            }
            each.addresses()
                    .forEach(address ->
                            device.addAddress(new InterfaceAddress(address.address(), address.prefixLength())));
            each.ipv6Addresses()
                    .forEach(address ->
                            device.addAddress(new Ipv6InterfaceAddress(address.address(), address.prefixLength())));
        }
        return host;
    }

    private void configure(Host host, KernelSpec kernel) {
        Sysctl sysctl = host.sysctl();
        sysctl.setIpForward(kernel.forwarding());
        host.ipv6().sysctl().setForwarding(kernel.forwarding());
        host.ipv6()
                .sysctl()
                .setHashPolicy(HashPolicy.of(kernel.hashPolicy()))
                .setHashFields(kernel.hashFields())
                .setIgnoreRoutesWithLinkdown(kernel.ignoreLinkdown());
        sysctl.setRpFilter(
                switch (kernel.reversePathFilter()) {
                    case OFF -> Sysctl.ReversePathFilter.OFF;
                    case STRICT -> Sysctl.ReversePathFilter.STRICT;
                    case LOOSE -> Sysctl.ReversePathFilter.LOOSE;
                });
        sysctl.setHashPolicy(HashPolicy.of(kernel.hashPolicy()));
        Long seed = kernel.hashSeed();
        // Linux draws a seed at boot when none is set (linux-ecmp.md §5); here it comes from the scenario's seed.
        if (seed != null) {
            sysctl.setHashSeed(seed.intValue());
        } else {
            sysctl.drawHashSeed(drawnSeed(host.name()));
        }
        sysctl.setHashFields(kernel.hashFields());
        sysctl.setMultipathUsesNeighbours(kernel.useNeighbour());
        sysctl.setIgnoreRoutesWithLinkdown(kernel.ignoreLinkdown());
        host.setForwardingModel(KernelNexthops.model(kernel.sharing()));
    }

    private int drawnSeed(String host) {
        int drawn = network.random("fib_multipath_hash_seed " + host).nextInt();
        return drawn == 0 ? 1 : drawn;
    }

    private static HostProfile profile(KernelSpec kernel) {
        KernelProfile release = KernelProfile.find(kernel.profile().release())
                .orElseThrow(() -> new IllegalStateException("no profile " + kernel.profile()));
        return new HostProfile(release, kernel.socketHash());
    }

    private void wire(LinkSpec spec) {
        Port near = port(spec.near().node(), spec.near().interfaceName());
        Port far = port(spec.far().node(), spec.far().interfaceName());
        Link cable = new Link(network, spec.name(), model(spec.quality()), near, far);
        cables.addName(spec.name(), cable);
        cables.addEnd(spec.near().toString(), cable, true);
        cables.addEnd(spec.far().toString(), cable, false);
    }

    private Port port(String node, String interfaceName) {
        Switch bridge = switches.get(node);
        return bridge != null ? bridge.addPort(interfaceName) : device(hostNamed(node), interfaceName);
    }

    private void addRoutes(NodeSpec node) {
        Host host = hostNamed(node.name());
        for (IpAddress gateway : node.gateways()) {
            host.fib(gateway.version()).add(defaultVia(host, gateway));
        }
        KernelNexthops.add(host, node.nexthops());
        for (RouteSpec spec : node.routes()) {
            Route measured = route(host, spec).withMetric((int) spec.metric());
            host.fib(spec.prefix().address().version())
                    .add(
                            spec.preferredSource() == null
                                    ? measured
                                    : measured.withPreferredSource(spec.preferredSource()));
        }
    }

    private static Route route(Host host, RouteSpec spec) {
        RouteProtocol protocol = protocol(spec.protocol());
        if (spec.nexthopId() != 0) {
            return KernelNexthops.route(host, spec.prefix(), protocol, spec.nexthopId());
        }
        return switch (spec.fate()) {
            case UNICAST ->
                Route.to(
                        spec.prefix(),
                        protocol,
                        spec.nextHops().stream().map(each -> hop(host, each)).toArray(NextHop[]::new));
            case BLACKHOLE -> Route.dead(spec.prefix(), RouteKind.BLACKHOLE, protocol);
            case UNREACHABLE -> Route.dead(spec.prefix(), RouteKind.UNREACHABLE, protocol);
            case PROHIBIT -> Route.dead(spec.prefix(), RouteKind.PROHIBIT, protocol);
        };
    }

    static RouteProtocol protocol(String keyword) {
        return Stream.of(RouteProtocol.values())
                .filter(each -> each.keyword().equals(keyword))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the scenario promised a protocol, not " + keyword));
    }

    /** A default route by a gateway behind whichever interface its address is on-link. */
    static Route defaultVia(Host host, IpAddress gateway) {
        NextHop hop = hop(host, new NextHopSpec(gateway, null, 1));
        return gateway.version() == IpVersion.IPV4
                ? Route.to(Ipv4Prefix.DEFAULT_ROUTE, RouteProtocol.STATIC, hop)
                : Route.to(Ipv6Prefix.DEFAULT_ROUTE, RouteProtocol.STATIC, hop)
                        .withMetric((int) RouteSpec.ADDED_IPV6_METRIC);
    }

    static NextHop hop(Host host, NextHopSpec spec) {
        NetworkInterface device = spec.device() != null
                ? device(host, spec.device())
                : host.interfaces().stream()
                        .filter(each -> spec.gateway() != null && isOnLink(each, spec.gateway()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(host.name() + " has no way to " + spec.gateway()));
        return new NextHop(spec.gateway(), device, spec.weight());
    }

    static boolean isOnLink(NetworkInterface device, IpAddress gateway) {
        return gateway.version() == IpVersion.IPV4
                ? device.addresses().stream()
                        .anyMatch(address -> address.subnet().contains(gateway))
                : device.ipv6Addresses().stream()
                        .anyMatch(address -> address.subnet().contains(gateway));
    }

    private Host hostNamed(String name) {
        Host host = hosts.get(name);
        if (host == null) {
            throw new IllegalStateException("the scenario promised a node " + name);
        }
        return host;
    }

    private Switch switchNamed(String name) {
        Switch bridge = switches.get(name);
        if (bridge == null) {
            throw new IllegalStateException("the scenario promised a network " + name);
        }
        return bridge;
    }

    private static NetworkInterface device(Host host, String name) {
        return host.interfaceNamed(name)
                .orElseThrow(() -> new IllegalStateException("the scenario promised " + host.name() + ":" + name));
    }

    private static LinkModel model(LinkQuality quality) {
        long rate = quality.bitsPerSecond() == LinkQuality.UNLIMITED_RATE ? 0 : quality.bitsPerSecond();
        int queue = (int) Math.min(Integer.MAX_VALUE, quality.queueOctets());
        return new LinkModel(rate, quality.delayNanos(), quality.lossProbability(), queue);
    }
}
