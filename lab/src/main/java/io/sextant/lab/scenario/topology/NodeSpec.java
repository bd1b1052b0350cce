package io.sextant.lab.scenario.topology;

import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import io.sextant.protocol.address.IpAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A machine.
 *
 * @param gateways the next hops of the default routes, at most one of each version of IP
 * @param router BGP settings in short; only on an frr-router, and null there when it speaks no BGP or has files of its own
 * @param frr FRR's configuration; only on an frr-router, and always there
 * @param speaker a BGP speaker other than FRR; only on a host, and null where there is none
 * @param kubernetes only on a k8s-node, and always there
 */
public record NodeSpec(
        Position position,
        String name,
        NodeKind kind,
        List<InterfaceSpec> interfaces,
        List<IpAddress> gateways,
        List<NexthopSpec> nexthops,
        List<RouteSpec> routes,
        KernelSpec kernel,
        ListenSpec listen,
        @Nullable RouterSpec router,
        @Nullable FrrConfig frr,
        @Nullable HostSpeakerSpec speaker,
        @Nullable KubernetesNodeSpec kubernetes)
        implements Located {

    public NodeSpec {
        interfaces = List.copyOf(interfaces);
        gateways = List.copyOf(gateways);
        nexthops = List.copyOf(nexthops);
        routes = List.copyOf(routes);
    }

    /** The interface of that name. */
    public Optional<InterfaceSpec> interfaceNamed(String wanted) {
        return interfaces.stream().filter(each -> each.name().equals(wanted)).findFirst();
    }
}
