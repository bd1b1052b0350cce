package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.cluster.DeploymentSpec;
import io.sextant.lab.scenario.cluster.ExternalTrafficPolicy;
import io.sextant.lab.scenario.cluster.IpFamilyPolicy;
import io.sextant.lab.scenario.cluster.PodSpec;
import io.sextant.lab.scenario.cluster.ServiceName;
import io.sextant.lab.scenario.cluster.ServicePort;
import io.sextant.lab.scenario.cluster.ServiceSpec;
import io.sextant.lab.scenario.cluster.ServiceType;
import io.sextant.lab.scenario.language.ClusterKeys;
import io.sextant.lab.scenario.shape.Named;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.topology.NodeKind;
import io.sextant.lab.scenario.topology.NodeRole;
import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.lab.scenario.topology.TopologySpec;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.protocol.address.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Deployments, pods that are settled in advance, and services. */
final class WorkloadResolver {

    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int HASH_LENGTH = 10;
    private static final String DEFAULT_IMAGE = "nginx:1.21.3";
    private static final int HTTP_PORT = 80;

    private final Names names;
    private final Problems problems;
    private final TopologySpec topology;
    private final Map<String, DeploymentSpec> deployments = new LinkedHashMap<>();

    WorkloadResolver(Names names, TopologySpec topology) {
        this.names = names;
        this.problems = names.problems();
        this.topology = topology;
    }

    List<DeploymentSpec> deployments(List<Named<Values>> entries) {
        for (Named<Values> named : entries) {
            named.value().ifPresent(values -> add(deployment(named, values)));
        }
        return deployments();
    }

    void add(DeploymentSpec deployment) {
        deployments.put(deployment.name(), deployment);
    }

    List<DeploymentSpec> deployments() {
        return List.copyOf(deployments.values());
    }

    private DeploymentSpec deployment(Named<Values> named, Values values) {
        List<String> nodes = values.get(ClusterKeys.NODES)
                .map(each -> names.nodes(NodeKind.K8S_NODE, each, values.position(ClusterKeys.NODES)))
                .orElseGet(this::workers);
        return new DeploymentSpec(
                named.position(),
                values.get(ClusterKeys.NAMESPACE).orElse(ServiceName.DEFAULT_NAMESPACE),
                named.name(),
                values.get(ClusterKeys.IMAGE).orElse(DEFAULT_IMAGE),
                values.get(ClusterKeys.REPLICAS).map(Math::toIntExact).orElse(1),
                values.get(ClusterKeys.CONTAINER_PORT).map(Math::toIntExact).orElse(HTTP_PORT),
                values.get(ClusterKeys.PORT_NAME).orElse(null),
                values.get(ClusterKeys.LABELS)
                        .map(WorkloadResolver::labels)
                        .orElseGet(() -> Collections.singletonMap("app", named.name())),
                values.get(ClusterKeys.TEMPLATE_HASH).orElseGet(() -> hash(named.name())),
                nodes);
    }

    /** The nodes where pods land that ask for nothing. */
    List<String> workers() {
        List<String> workers = topology.nodes(NodeKind.K8S_NODE).stream()
                .filter(node -> node.kubernetes() != null && node.kubernetes().role() == NodeRole.WORKER)
                .map(NodeSpec::name)
                .toList();
        return workers.isEmpty() ? names.nodes(NodeKind.K8S_NODE) : workers;
    }

    private static Map<String, String> labels(List<Named<String>> entries) {
        Map<String, String> labels = new LinkedHashMap<>();
        entries.forEach(entry -> entry.value().ifPresent(value -> labels.put(entry.name(), value)));
        return labels;
    }

    /** Ten letters as Kubernetes would choose them, from the name alone (FNV-1a, 64 bits). */
    static String hash(String name) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
        }
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < HASH_LENGTH; i++) {
            letters.append(ALPHABET.charAt((int) Long.remainderUnsigned(hash, ALPHABET.length())));
            hash = Long.divideUnsigned(hash, ALPHABET.length());
        }
        return letters.toString();
    }

    List<PodSpec> pods(List<Named<Values>> entries) {
        List<PodSpec> pods = new ArrayList<>();
        for (Named<Values> named : entries) {
            named.value().flatMap(values -> pod(named, values, pods)).ifPresent(pods::add);
        }
        return pods;
    }

    private Optional<PodSpec> pod(Named<Values> named, Values values, List<PodSpec> others) {
        String owner = values.require(ClusterKeys.OF);
        DeploymentSpec deployment = deployments.get(owner);
        if (deployment == null) {
            problems.error(
                    values.position(ClusterKeys.OF),
                    Names.nothing(owner, List.copyOf(deployments.keySet()), "deployment"));
            return Optional.empty();
        }
        if (!named.name().startsWith(owner + "-")) {
            problems.error(
                    named.position(),
                    "expected a pod's name that begins with '" + owner + "-', found "
                            + YamlScalar.quoted(named.name()));
        }
        Optional<String> node = values.get(ClusterKeys.ON_NODE)
                .flatMap(name -> names.node(NodeKind.K8S_NODE, name, values.position(ClusterKeys.ON_NODE)));
        Optional<IpAddress> address = values.get(ClusterKeys.POD_ADDRESS);
        address.ifPresent(each -> checkAddress(each, node, values.position(ClusterKeys.POD_ADDRESS), others));
        return Optional.of(new PodSpec(
                named.position(),
                deployment.namespace(),
                named.name(),
                owner,
                node.orElse(null),
                address.orElse(null)));
    }

    private void checkAddress(IpAddress address, Optional<String> node, Position position, List<PodSpec> others) {
        if (node.isEmpty()) {
            problems.error(position, "a pod with an address needs the key 'node', since addresses belong to nodes");
            return;
        }
        topology.node(node.get()).map(NodeSpec::kubernetes).ifPresent(own -> {
            if (own.nets().stream().noneMatch(net -> net.podCidr().contains(address))) {
                String blocks =
                        own.nets().stream().map(net -> net.podCidr().toString()).collect(Collectors.joining(", "));
                problems.error(
                        position,
                        "the address " + address + " lies outside the pod-cidr of " + YamlScalar.quoted(node.get())
                                + " (" + blocks + ")");
            }
            if (own.nets().stream().anyMatch(net -> net.routerAddress().equals(address))) {
                problems.error(position, "duplicate address " + address + ", it is the node's router-ip");
            }
        });
        others.stream()
                .filter(other -> address.equals(other.address()))
                .forEach(other -> problems.error(
                        position, "duplicate address " + address + ", the pod " + other.name() + " has it too"));
    }

    List<ServiceSpec> services(List<Named<Values>> entries) {
        List<ServiceSpec> services = new ArrayList<>();
        for (Named<Values> named : entries) {
            named.value().ifPresent(values -> services.add(service(named, values)));
        }
        return services;
    }

    private ServiceSpec service(Named<Values> named, Values values) {
        Map<String, String> selector = selector(named, values);
        List<DeploymentSpec> behind = deployments.values().stream()
                .filter(each -> each.labels().entrySet().containsAll(selector.entrySet()))
                .toList();
        if (behind.isEmpty() && !selector.isEmpty()) {
            problems.warning(
                    named.position(),
                    "no deployment has the labels that the service " + YamlScalar.quoted(named.name()) + " selects");
        }
        List<ServicePort> ports = new ArrayList<>();
        for (Values port : values.require(ClusterKeys.PORTS)) {
            ports.add(port(port, behind));
        }
        return new ServiceSpec(
                named.position(),
                new ServiceName(values.get(ClusterKeys.NAMESPACE).orElse(ServiceName.DEFAULT_NAMESPACE), named.name()),
                values.get(ClusterKeys.TYPE).orElse(ServiceType.LOAD_BALANCER),
                selector,
                ports,
                values.get(ClusterKeys.IP_FAMILY_POLICY).orElse(IpFamilyPolicy.SINGLE_STACK),
                values.get(ClusterKeys.IP_FAMILIES).orElse(List.of()),
                values.get(ClusterKeys.CLUSTER_IP).orElse(List.of()),
                values.get(ClusterKeys.LOAD_BALANCER_IP).orElse(List.of()),
                values.get(ClusterKeys.EXTERNAL_TRAFFIC_POLICY).orElse(ExternalTrafficPolicy.CLUSTER));
    }

    private Map<String, String> selector(Named<Values> named, Values values) {
        Optional<String> of = values.get(ClusterKeys.SERVICE_OF);
        Optional<List<Named<String>>> selector = values.get(ClusterKeys.SELECTOR);
        if (of.isPresent() == selector.isPresent()) {
            problems.error(
                    named.position(),
                    "the service " + YamlScalar.quoted(named.name()) + " needs either 'of' or 'selector'"
                            + (of.isPresent() ? ", not both" : ""));
            return Map.of();
        }
        if (selector.isPresent()) {
            return labels(selector.get());
        }
        DeploymentSpec deployment = deployments.get(of.get());
        if (deployment == null) {
            problems.error(
                    values.position(ClusterKeys.SERVICE_OF),
                    Names.nothing(of.get(), List.copyOf(deployments.keySet()), "deployment"));
            return Map.of();
        }
        return deployment.labels();
    }

    private ServicePort port(Values values, List<DeploymentSpec> behind) {
        int port = Math.toIntExact(values.require(ClusterKeys.SERVICE_PORT));
        String target = values.get(ClusterKeys.TARGET_PORT).orElse(Integer.toString(port));
        int number = port;
        if (target.matches("[0-9]+")) {
            number = Integer.parseInt(target);
        } else {
            Optional<DeploymentSpec> named = behind.stream()
                    .filter(each -> target.equals(each.portName()))
                    .findFirst();
            if (named.isEmpty()) {
                problems.error(
                        values.position(ClusterKeys.TARGET_PORT),
                        "no deployment behind this service has a port called " + YamlScalar.quoted(target));
            }
            number = named.map(DeploymentSpec::containerPort).orElse(port);
        }
        return new ServicePort(
                values.get(ClusterKeys.SERVICE_PORT_NAME).orElse(""),
                port,
                number,
                values.get(ClusterKeys.NODE_PORT).map(Math::toIntExact).orElse(null));
    }
}
