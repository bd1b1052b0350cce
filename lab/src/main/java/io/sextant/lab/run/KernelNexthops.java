package io.sextant.lab.run;

import io.sextant.lab.scenario.topology.NextHopSpec;
import io.sextant.lab.scenario.topology.NexthopSpec;
import io.sextant.lab.scenario.topology.SharingSpec;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.topology.ecmp.ResilientGroup;
import io.sextant.topology.forwarding.ForwardingModel;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.NexthopObjects;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteKind;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.host.Host;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives a host the next-hop objects of the scenario, the routes over them, and the way its groups share flows. */
final class KernelNexthops {

    private KernelNexthops() {}

    static void add(Host host, List<NexthopSpec> nexthops) {
        for (NexthopSpec spec : nexthops) {
            RouteProtocol protocol = spec.protocol() == null ? null : NetworkBuilder.protocol(spec.protocol());
            NextHopSpec hop = spec.hop();
            host.nexthops()
                    .add(
                            spec.isGroup()
                                    ? new NexthopObjects.Group(spec.id(), members(spec), resilience(spec), protocol)
                                    : new NexthopObjects.Single(
                                            spec.id(),
                                            hop == null ? null : NetworkBuilder.hop(host, hop),
                                            version(hop),
                                            protocol));
        }
    }

    private static IpVersion version(@Nullable NextHopSpec hop) {
        return hop == null || hop.gateway() == null
                ? IpVersion.IPV4
                : hop.gateway().version();
    }

    private static List<NexthopObjects.Member> members(NexthopSpec spec) {
        return spec.members().stream()
                .map(member -> new NexthopObjects.Member(member.id(), member.weight()))
                .toList();
    }

    private static NexthopObjects.@Nullable Resilience resilience(NexthopSpec spec) {
        NexthopSpec.Resilience given = spec.resilience();
        return given == null
                ? null
                : new NexthopObjects.Resilience(given.buckets(), given.idleNanos(), given.unbalancedNanos());
    }

    /** A route that points to an object. */
    static Route route(Host host, IpPrefix prefix, RouteProtocol protocol, int id) {
        List<NextHop> hops = host.nexthops().hops(id);
        Route route = hops.isEmpty()
                ? Route.dead(prefix, RouteKind.BLACKHOLE, protocol)
                : Route.to(prefix, protocol, hops.toArray(new NextHop[0]));
        return route.withNexthopId(id);
    }

    /** How groups of routing daemons share flows. */
    static ForwardingModel model(SharingSpec sharing) {
        return switch (sharing.model()) {
            case LINUX -> ForwardingModel.linux();
            case MODULO_N -> new ForwardingModel.ModuloN();
            case RENDEZVOUS -> new ForwardingModel.Rendezvous();
            case RESILIENT_HARDWARE -> new ForwardingModel.ResilientHardware(sharing.buckets());
            case RESILIENT_ROUTER_GROUPS ->
                new ForwardingModel.ResilientRouterGroups(
                        sharing.buckets(),
                        new ResilientGroup.Timing(
                                sharing.idleNanos(),
                                sharing.unbalancedNanos(),
                                ResilientGroup.Timing.DEFAULT.jiffiesPerSecond()));
        };
    }
}
