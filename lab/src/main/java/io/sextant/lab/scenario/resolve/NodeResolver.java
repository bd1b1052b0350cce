package io.sextant.lab.scenario.resolve;

import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.scenario.language.KernelKeys;
import io.sextant.lab.scenario.language.TopologyKeys;
import io.sextant.lab.scenario.shape.Field;
import io.sextant.lab.scenario.shape.Named;
import io.sextant.lab.scenario.shape.Placed;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.topology.InterfaceSpec;
import io.sextant.lab.scenario.topology.ListenSpec;
import io.sextant.lab.scenario.topology.NextHopSpec;
import io.sextant.lab.scenario.topology.NexthopSpec;
import io.sextant.lab.scenario.topology.NodeKind;
import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.lab.scenario.topology.RouteSpec;
import io.sextant.lab.scenario.topology.RouterSpec;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One machine at a time, once all interfaces are known. */
final class NodeResolver {

    private final AddressBook book;
    private final Problems problems;
    private final KubernetesNodes kubernetes;
    private final RouterResolver routers;
    private final FrrResolver frr;
    private final HostSpeakerResolver speakers;
    private final KernelResolver kernels;
    private final GatewayResolver gateways;

    NodeResolver(Names names, AddressBook book, KubernetesNodes kubernetes, FrrResolver frr) {
        this.frr = frr;
        this.book = book;
        this.problems = names.problems();
        this.kubernetes = kubernetes;
        this.routers = new RouterResolver(names, book);
        this.speakers = new HostSpeakerResolver(book, routers, problems);
        this.kernels = new KernelResolver(problems);
        this.gateways = new GatewayResolver(names, book);
    }

    NodeSpec node(Named<Values> named, Values values, List<InterfaceSpec> interfaces) {
        NodeKind kind = values.require(TopologyKeys.KIND);
        String name = named.name();
        only(values, kind, NodeKind.FRR_ROUTER, TopologyKeys.BGP_SETTINGS);
        only(values, kind, NodeKind.FRR_ROUTER, TopologyKeys.FRR);
        only(values, kind, NodeKind.HOST, TopologyKeys.SPEAKER_SETTINGS);
        only(values, kind, NodeKind.FRR_ROUTER, KernelKeys.SHARING_SETTINGS);
        only(values, kind, NodeKind.K8S_NODE, TopologyKeys.ROLE);
        only(values, kind, NodeKind.K8S_NODE, TopologyKeys.POD_CIDR);
        only(values, kind, NodeKind.K8S_NODE, TopologyKeys.ROUTER_IP);
        RouterSpec router = kind == NodeKind.FRR_ROUTER
                ? values.get(TopologyKeys.BGP_SETTINGS)
                        .map(bgp -> routers.router(name, bgp))
                        .orElse(null)
                : null;
        List<NexthopSpec> nexthops = nexthops(name, values, interfaces);
        return new NodeSpec(
                named.position(),
                name,
                kind,
                interfaces,
                gateways.gateways(name, values),
                nexthops,
                routes(name, values, interfaces, nexthops),
                kernels.kernel(values, kind),
                listen(values, kind),
                router,
                kind == NodeKind.FRR_ROUTER ? frr.config(name).orElseGet(() -> inShort(name, router)) : null,
                kind == NodeKind.HOST
                        ? values.get(TopologyKeys.SPEAKER_SETTINGS)
                                .map(speaker -> speakers.speaker(name, speaker))
                                .orElse(null)
                        : null,
                kind == NodeKind.K8S_NODE
                        ? kubernetes
                                .node(name, named.position(), values, interfaces)
                                .orElse(null)
                        : null);
    }

    private FrrConfig inShort(String name, @Nullable RouterSpec router) {
        return router == null ? ShortForm.empty(name) : ShortForm.of(name, router, problems.errors() == 0);
    }

    private ListenSpec listen(Values values, NodeKind kind) {
        Optional<Values> listen = values.get(TopologyKeys.LISTEN);
        if (listen.isEmpty()) {
            return ListenSpec.NOTHING;
        }
        if (kind == NodeKind.SWITCH) {
            problems.error(values.position(TopologyKeys.LISTEN), "a switch listens to nothing");
        }
        List<Integer> echo = ports(listen.get(), TopologyKeys.UDP_ECHO, List.of());
        return new ListenSpec(
                echo,
                ports(listen.get(), TopologyKeys.UDP_DISCARD, echo),
                ports(listen.get(), TopologyKeys.HTTP_SERVER, List.of()));
    }

    private List<Integer> ports(Values values, Field<List<Long>> field, List<Integer> others) {
        List<Integer> ports = new ArrayList<>();
        for (long port : values.get(field).orElse(List.of())) {
            if (ports.contains((int) port) || others.contains((int) port)) {
                problems.error(
                        values.position(field),
                        "duplicate " + (field.equals(TopologyKeys.HTTP_SERVER) ? "TCP" : "UDP") + " port " + port);
            }
            ports.add((int) port);
        }
        return ports;
    }

    private void only(Values values, NodeKind kind, NodeKind wanted, Field<?> field) {
        if (values.has(field) && kind != wanted) {
            problems.error(
                    values.position(field),
                    "'" + field.key() + "' means nothing on " + kind.inWords() + ", only on " + wanted.inWords());
        }
    }

    private List<NexthopSpec> nexthops(String name, Values values, List<InterfaceSpec> interfaces) {
        List<NexthopSpec> nexthops = new ArrayList<>();
        for (Placed<String> words : values.get(KernelKeys.NEXTHOPS).orElse(List.of())) {
            Position position = words.position();
            NexthopWords.parse(words.value(), position, problems).ifPresent(nexthop -> {
                if (nexthop.hop() != null) {
                    check(name, nexthop.hop(), interfaces, position);
                }
                checkMembers(nexthop, nexthops);
                nexthops.add(nexthop);
            });
        }
        return nexthops;
    }

    /** What the kernel would refuse when it is told these one after another. */
    private void checkMembers(NexthopSpec nexthop, List<NexthopSpec> before) {
        if (before.stream().anyMatch(each -> each.id() == nexthop.id())) {
            problems.error(nexthop.position(), "there is a next hop " + nexthop.id() + " already");
        }
        for (NexthopSpec.Member member : nexthop.members()) {
            boolean known =
                    before.stream().anyMatch(each -> each.id() == member.id() && !each.isGroup() && each.hop() != null);
            if (!known) {
                problems.error(
                        nexthop.position(), "no next hop " + member.id() + " stands before the group " + nexthop.id());
            }
            if (nexthop.members().stream()
                            .filter(each -> each.id() == member.id())
                            .count()
                    > 1) {
                problems.error(
                        nexthop.position(), "next hop " + member.id() + " is in the group " + nexthop.id() + " twice");
            }
        }
    }

    private void checkNexthop(RouteSpec route, List<NexthopSpec> nexthops) {
        if (route.nexthopId() == 0) {
            return;
        }
        Optional<NexthopSpec> object =
                nexthops.stream().filter(each -> each.id() == route.nexthopId()).findFirst();
        if (object.isEmpty()) {
            problems.error(route.position(), "no next hop has the id " + route.nexthopId() + "; 'nexthops' lists them");
        } else if (!versions(object.get(), nexthops)
                .allMatch(route.prefix().address().version()::equals)) {
            problems.error(
                    route.position(),
                    "the prefix and the gateways of next hop " + route.nexthopId() + " mix IPv4 and IPv6");
        }
    }

    private static Stream<IpVersion> versions(NexthopSpec object, List<NexthopSpec> nexthops) {
        if (object.isGroup()) {
            return nexthops.stream()
                    .filter(each -> object.members().stream().anyMatch(member -> member.id() == each.id()))
                    .flatMap(each -> versions(each, List.of()));
        }
        NextHopSpec hop = object.hop();
        return hop == null || hop.gateway() == null
                ? Stream.empty()
                : Stream.of(hop.gateway().version());
    }

    private List<RouteSpec> routes(
            String name, Values values, List<InterfaceSpec> interfaces, List<NexthopSpec> nexthops) {
        List<RouteSpec> routes = new ArrayList<>();
        for (Placed<String> words : values.get(TopologyKeys.ROUTES).orElse(List.of())) {
            Position position = words.position();
            RouteWords.parse(words.value(), position, problems).ifPresent(route -> {
                route.nextHops().forEach(hop -> check(name, hop, interfaces, position));
                checkNexthop(route, nexthops);
                routes.add(route);
            });
        }
        return routes;
    }

    private void check(String name, NextHopSpec hop, List<InterfaceSpec> interfaces, Position position) {
        List<String> devices = interfaces.stream().map(InterfaceSpec::name).toList();
        if (hop.device() != null && !devices.contains(hop.device())) {
            problems.error(position, Names.nothing(hop.device(), devices, "interface of '" + name + "' called"));
        }
        IpAddress gateway = hop.gateway();
        if (gateway instanceof Ipv6Address ipv6) {
            boolean onLink = ipv6.isLinkLocal()
                    ? hop.device() != null
                    : interfaces.stream()
                            .flatMap(each -> each.ipv6Addresses().stream())
                            .anyMatch(address -> address.prefix().contains(ipv6));
            if (!onLink && book.isWhole(name)) {
                problems.error(position, "the next hop " + ipv6 + " is on none of this node's networks");
            }
        } else if (gateway instanceof Ipv4Address ipv4 && !book.isOnLink(name, ipv4) && book.isWhole(name)) {
            problems.error(position, "the next hop " + hop.gateway() + " is on none of this node's networks");
        }
    }
}
