package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.cluster.ClusterSpec;
import io.sextant.lab.scenario.cluster.DeploymentSpec;
import io.sextant.lab.scenario.cluster.ServiceName;
import io.sextant.lab.scenario.cluster.ServiceSpec;
import io.sextant.lab.scenario.cluster.ServiceType;
import io.sextant.lab.scenario.expect.Check;
import io.sextant.lab.scenario.topology.TopologySpec;
import io.sextant.lab.scenario.traffic.Destination;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the rest of the scenario may refer to: nodes, services, deployments, addresses. */
final class Cluster {

    private final Names names;
    private final Problems problems;
    private final AddressBook book;
    private final TopologySpec topology;
    private final @Nullable ClusterSpec cluster;
    private final List<String> declaredServices;

    Cluster(
            Names names,
            AddressBook book,
            TopologySpec topology,
            @Nullable ClusterSpec cluster,
            List<String> declaredServices) {
        this.declaredServices = declaredServices;
        this.names = names;
        this.book = book;
        this.problems = names.problems();
        this.topology = topology;
        this.cluster = cluster;
    }

    Names names() {
        return names;
    }

    TopologySpec topology() {
        return topology;
    }

    private List<ServiceSpec> services() {
        return cluster == null ? List.of() : cluster.services();
    }

    private List<DeploymentSpec> deployments() {
        return cluster == null ? List.of() : cluster.deployments();
    }

    /** The service of that name, {@code name} or {@code name.namespace}. */
    private Optional<ServiceSpec> find(String text) {
        return services().stream()
                .filter(each -> text.equals(each.name().name())
                        || text.equals(each.name().name() + "." + each.name().namespace()))
                .findFirst();
    }

    /** The service of that name, if it has an address outside the cluster. */
    Optional<ServiceName> service(String text, Position position) {
        Optional<ServiceSpec> service = find(text);
        if (service.isEmpty() && declaredServices.contains(text)) {
            return Optional.empty(); // what is wrong with it has been said
        }
        if (service.isEmpty()) {
            List<String> known =
                    services().stream().map(each -> each.name().name()).toList();
            problems.error(position, Names.nothing(text, known, "service"));
        } else if (service.get().type() != ServiceType.LOAD_BALANCER) {
            problems.error(
                    position,
                    "the service " + YamlScalar.quoted(text) + " has no address outside the cluster, its type is "
                            + service.get().type().word());
        }
        return service.map(ServiceSpec::name);
    }

    /** A service, a node or an address. */
    Optional<Destination> destination(String text, Position position) {
        Optional<IpAddress> address = IpAddress.tryParse(text);
        if (address.isPresent()) {
            return address.map(Destination::of);
        }
        if (find(text).isPresent() || declaredServices.contains(text)) {
            return service(text, position).map(Destination::of);
        }
        if (names.isNode(text)) {
            return Optional.of(Destination.ofNode(text));
        }
        List<String> known = Stream.concat(
                        services().stream().map(each -> each.name().name()), names.nodes().stream())
                .toList();
        problems.error(position, Names.nothing(text, known, "service or node"));
        return Optional.empty();
    }

    /** A prefix, an address or a service. */
    Optional<Check.PrefixTarget> prefix(String text, Position position) {
        if (!Character.isDigit(text.charAt(0)) && text.indexOf(':') < 0) {
            return service(text, position).map(name -> new Check.PrefixTarget(name, null));
        }
        Optional<IpPrefix> prefix = text.contains("/")
                ? IpPrefix.tryParse(text)
                : IpAddress.tryParse(text).map(address -> IpPrefix.of(address, address.lengthBits()));
        if (prefix.isEmpty()) {
            problems.error(
                    position,
                    "expected a prefix such as 172.16.10.0/32 or a service's name, found " + YamlScalar.quoted(text));
        }
        return prefix.map(found -> new Check.PrefixTarget(null, found));
    }

    /** Complains about a next hop that the node cannot have. */
    void gateway(String node, String text, Position position) {
        Optional<IpAddress> address = IpAddress.tryParse(text);
        boolean met = address.isPresent()
                ? book.isOnLink(node, address.get())
                : names.node(text, position)
                                .filter(far -> book.meets(node, far))
                                .isPresent()
                        || !names.isNode(text);
        if (!met) {
            problems.error(
                    position,
                    "the gateway " + YamlScalar.quoted(text) + " is on none of the networks of "
                            + YamlScalar.quoted(node));
        }
    }

    /** A BGP neighbour: an address, or a node on a network that the router is on too. */
    void neighbor(String router, String text, Position position) {
        boolean address = text.indexOf(':') >= 0 || Ipv4Address.tryParse(text).isPresent();
        if (!address && names.node(text, position).isPresent() && !book.meets(router, text)) {
            problems.error(
                    position,
                    YamlScalar.quoted(text) + " has no address on a network that " + YamlScalar.quoted(router)
                            + " is on too, expected the peer's address");
        }
    }

    /** {@code namespace/deployment}. */
    Optional<String> deployment(String text, Position position) {
        Optional<String> found = deployments().stream()
                .filter(each -> text.equals(each.name()) || text.equals(each.namespace() + "/" + each.name()))
                .map(each -> each.namespace() + "/" + each.name())
                .findFirst();
        if (found.isEmpty()) {
            List<String> known =
                    deployments().stream().map(DeploymentSpec::name).toList();
            problems.error(position, Names.nothing(text, known, "deployment"));
        }
        return found;
    }

    /** {@code namespace/pod}; pods come and go, so only the deployment at the front of the name must exist. */
    Optional<String> pod(String text, Position position) {
        String name = text.substring(text.indexOf('/') + 1);
        Optional<String> found = deployments().stream()
                .filter(each -> name.startsWith(each.name() + "-")
                        && (text.equals(name) || text.startsWith(each.namespace() + "/")))
                .map(each -> each.namespace() + "/" + name)
                .findFirst();
        if (found.isEmpty()) {
            problems.error(
                    position,
                    "there is no deployment to which a pod called " + YamlScalar.quoted(text) + " could belong");
        }
        return found;
    }
}
