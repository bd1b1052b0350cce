package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.cluster.DeploymentSpec;
import io.sextant.lab.scenario.cluster.ExternalTrafficPolicy;
import io.sextant.lab.scenario.cluster.IngressRule;
import io.sextant.lab.scenario.cluster.IngressSpec;
import io.sextant.lab.scenario.cluster.IpFamilyPolicy;
import io.sextant.lab.scenario.cluster.PathKind;
import io.sextant.lab.scenario.cluster.RateLimit;
import io.sextant.lab.scenario.cluster.ServiceName;
import io.sextant.lab.scenario.cluster.ServicePort;
import io.sextant.lab.scenario.cluster.ServiceSpec;
import io.sextant.lab.scenario.cluster.ServiceType;
import io.sextant.lab.scenario.language.ClusterKeys;
import io.sextant.lab.scenario.shape.Named;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The ingress controller: its rules, and its deployment and service where nobody gave them. */
final class IngressResolver {

    private static final String CONTROLLER = "ingress-nginx-controller";
    private static final String NAMESPACE = "ingress-nginx";
    private static final String IMAGE = "ingress-nginx/controller:v1.0.4";
    private static final int HTTP_PORT = 80;
    private static final double BURST = 5;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final Problems problems;
    private final WorkloadResolver workloads;
    private final List<ServiceSpec> services;

    IngressResolver(Problems problems, WorkloadResolver workloads, List<ServiceSpec> services) {
        this.problems = problems;
        this.workloads = workloads;
        this.services = services;
    }

    /** The rules; adds to the workloads and the services what is missing. */
    IngressSpec ingress(Values values) {
        String name = values.get(ClusterKeys.CONTROLLER).orElse(CONTROLLER);
        Optional<DeploymentSpec> given = workloads.deployments().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
        DeploymentSpec controller = given.orElseGet(() -> controller(name, values));
        if (given.isEmpty()) {
            workloads.add(controller);
        }
        if (services.stream().noneMatch(each -> controller
                .labels()
                .entrySet()
                .containsAll(each.selector().entrySet()))) {
            services.add(service(controller));
        }
        List<IngressRule> rules = new ArrayList<>();
        for (Named<Values> named : values.get(ClusterKeys.RULES).orElse(List.of())) {
            named.value().flatMap(found -> rule(named, found)).ifPresent(rules::add);
        }
        return new IngressSpec(values.position(), controller.namespace(), name, rules);
    }

    private DeploymentSpec controller(String name, Values values) {
        return new DeploymentSpec(
                values.position(),
                values.get(ClusterKeys.NAMESPACE).orElse(NAMESPACE),
                name,
                IMAGE,
                1,
                HTTP_PORT,
                "http",
                Collections.singletonMap("app.kubernetes.io/name", "ingress-nginx"),
                WorkloadResolver.hash(name),
                workloads.workers());
    }

    private static ServiceSpec service(DeploymentSpec controller) {
        return new ServiceSpec(
                controller.position(),
                new ServiceName(controller.namespace(), controller.name()),
                ServiceType.LOAD_BALANCER,
                controller.labels(),
                List.of(new ServicePort("http", HTTP_PORT, controller.containerPort(), null)),
                IpFamilyPolicy.SINGLE_STACK,
                List.of(),
                List.of(),
                List.of(),
                ExternalTrafficPolicy.CLUSTER);
    }

    private Optional<IngressRule> rule(Named<Values> named, Values values) {
        String text = values.require(ClusterKeys.RULE_SERVICE);
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        int port = colon < 0 ? HTTP_PORT : Integer.parseInt(text.substring(colon + 1));
        Position position = values.position(ClusterKeys.RULE_SERVICE);
        Optional<ServiceSpec> service = services.stream()
                .filter(each -> each.name().name().equals(name))
                .findFirst();
        if (service.isEmpty()) {
            List<String> known =
                    services.stream().map(each -> each.name().name()).toList();
            problems.error(position, Names.nothing(name, known, "service"));
            return Optional.empty();
        }
        if (service.get().ports().stream().noneMatch(each -> each.port() == port)) {
            problems.error(position, "the service " + YamlScalar.quoted(name) + " has no port " + port);
        }
        PathKind kind = values.get(ClusterKeys.PATH_TYPE).orElse(PathKind.PREFIX);
        String path = values.get(ClusterKeys.PATH).orElse("/");
        if (kind == PathKind.REGEX) {
            checkRegex(path, values.position(ClusterKeys.PATH));
        }
        return Optional.of(new IngressRule(
                named.position(),
                named.name(),
                values.get(ClusterKeys.HOST).orElse(""),
                path,
                kind,
                values.get(ClusterKeys.REWRITE).orElse(null),
                service.get().name(),
                port,
                values.get(ClusterKeys.LIMIT).map(IngressResolver::limit).orElse(null)));
    }

    private void checkRegex(String path, Position position) {
        try {
            Pattern.compile(path);
        } catch (java.util.regex.PatternSyntaxException e) {
            problems.error(
                    position,
                    "expected a regular expression, found " + YamlScalar.quoted(path) + ": " + e.getDescription());
        }
    }

    private static RateLimit limit(ClusterKeys.Limit limit) {
        double rate = limit.requestsPerSecond();
        Long burst = limit.burst();
        Long status = limit.status();
        return new RateLimit(
                rate,
                burst == null ? (int) Math.ceil(rate * BURST) : Math.toIntExact(burst),
                status == null ? SERVICE_UNAVAILABLE : Math.toIntExact(status));
    }
}
