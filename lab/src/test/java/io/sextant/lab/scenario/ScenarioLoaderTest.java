package io.sextant.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.sextant.lab.scenario.capture.TapSpec;
import io.sextant.lab.scenario.cluster.ClusterSpec;
import io.sextant.lab.scenario.cluster.IngressRule;
import io.sextant.lab.scenario.cluster.PathKind;
import io.sextant.lab.scenario.cluster.PodSpec;
import io.sextant.lab.scenario.cluster.RateLimit;
import io.sextant.lab.scenario.cluster.ServiceName;
import io.sextant.lab.scenario.cluster.ServiceSpec;
import io.sextant.lab.scenario.cluster.ServiceType;
import io.sextant.lab.scenario.cluster.SpeakerPeer;
import io.sextant.lab.scenario.expect.Check;
import io.sextant.lab.scenario.expect.Count;
import io.sextant.lab.scenario.expect.Expectation;
import io.sextant.lab.scenario.expect.Span;
import io.sextant.lab.scenario.expect.When;
import io.sextant.lab.scenario.timeline.TimedAction;
import io.sextant.lab.scenario.timeline.Verb;
import io.sextant.lab.scenario.topology.NeighborSpec;
import io.sextant.lab.scenario.topology.NodeKind;
import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.lab.scenario.topology.RouterSpec;
import io.sextant.lab.scenario.traffic.CurlSpec;
import io.sextant.lab.scenario.traffic.Destination;
import io.sextant.lab.scenario.traffic.HttpLoadSpec;
import io.sextant.lab.yaml.Problem;
import io.sextant.protocol.address.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ScenarioLoaderTest {

    private static final long SECOND = 1_000_000_000L;

    private static Scenario shipped(String name) {
        ScenarioLoader.Result result =
                ScenarioLoader.load(Repository.root().resolve("scenarios").resolve(name));
        assertThat(result.problems()).isEmpty();
        return result.scenario().orElseThrow();
    }

    private static ClusterSpec cluster(Scenario scenario) {
        ClusterSpec cluster = scenario.cluster();
        assertThat(cluster).isNotNull();
        return Objects.requireNonNull(cluster);
    }

    private static NodeSpec node(Scenario scenario, String name) {
        return scenario.topology().node(name).orElseThrow();
    }

    private static Expectation expectation(Scenario scenario, String name) {
        return scenario.expectations().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Path> shipped() throws IOException {
        return Repository.shippedScenarios();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void every_scenario_that_ships_is_whole(Path file) {
        ScenarioLoader.Result result = ScenarioLoader.load(file);
        assertThat(result.problems()).isEmpty();
        assertThat(result.scenario()).isPresent();
    }

    @Test
    void the_articles_lab_has_the_articles_addresses() {
        Scenario scenario = shipped("curl.yaml");
        assertThat(scenario.name()).isEqualTo("curl");
        assertThat(scenario.topology().nodes(NodeKind.K8S_NODE))
                .extracting(
                        NodeSpec::name,
                        each -> each.interfaces().get(0).addresses().get(0).toString())
                .containsExactly(
                        tuple("k8s-master1", "192.168.1.10/24"),
                        tuple("k8s-worker1", "192.168.1.21/24"),
                        tuple("k8s-worker2", "192.168.1.22/24"),
                        tuple("k8s-worker3", "192.168.1.23/24"),
                        tuple("k8s-worker4", "192.168.1.24/24"),
                        tuple("k8s-worker5", "192.168.1.25/24"));
        assertThat(node(scenario, "k8s-worker1").kubernetes())
                .satisfies(
                        each -> assertThat(each.nets().get(0).routerAddress()).hasToString("10.0.4.105"));
        assertThat(node(scenario, "k8s-worker2").kubernetes())
                .satisfies(each -> assertThat(each.nets().get(0).podCidr()).hasToString("10.0.3.0/24"));
        assertThat(node(scenario, "k8s-worker2").gateways()).hasToString("[192.168.100.1]");
        assertThat(node(scenario, "client1").gateways()).hasToString("[192.168.10.1]");
    }

    @Test
    void neighbours_are_found_by_kind_and_met_on_the_shared_network() {
        RouterSpec router = node(shipped("curl.yaml"), "bgp-router1").router();
        assertThat(router).isNotNull();
        assertThat(Objects.requireNonNull(router).neighbors())
                .extracting(NeighborSpec::address)
                .extracting(IpAddress::toString)
                .containsExactly(
                        "192.168.1.10", "192.168.1.21", "192.168.1.22", "192.168.1.23", "192.168.1.24", "192.168.1.25");
        assertThat(router.neighbors()).allSatisfy(each -> assertThat(each.asn()).isEqualTo(router.asn()));
        assertThat(router.neighbors().get(0).timers().holdNanos()).isEqualTo(180 * SECOND);
    }

    @Test
    void manifests_are_read_unchanged_and_the_scenario_adds_to_them() {
        ClusterSpec cluster = cluster(shipped("curl.yaml"));
        ServiceSpec service = cluster.services().get(0);
        assertThat(service.name()).isEqualTo(new ServiceName("default", "web1-lb"));
        assertThat(service.type()).isEqualTo(ServiceType.LOAD_BALANCER);
        assertThat(service.ports()).singleElement().satisfies(port -> {
            assertThat(port.port()).isEqualTo(80);
            assertThat(port.nodePort()).isEqualTo(30_256);
        });
        assertThat(service.clusterIps()).containsExactly(IpAddress.parse("10.106.236.120"));
        assertThat(cluster.deployments()).singleElement().satisfies(web -> {
            assertThat(web.image()).isEqualTo("nginx:1.21.3");
            assertThat(web.labels()).containsEntry("app", "web1");
            assertThat(web.templateHash()).isEqualTo("696bfbbbc4");
        });
        assertThat(cluster.pods()).extracting(PodSpec::name).containsExactly("web1-696bfbbbc4-jnxbc");
        assertThat(cluster.pools()).singleElement().satisfies(pool -> assertThat(pool.addresses())
                .hasToString("[172.16.10.0-172.16.10.255]"));
        assertThat(cluster.speaker().peers())
                .extracting(SpeakerPeer::node, SpeakerPeer::holdNanos)
                .containsExactly(tuple("bgp-router1", 90 * SECOND));
    }

    @Test
    void a_key_without_a_value_takes_away_what_was_included() {
        ClusterSpec cluster = cluster(shipped("node-failure.yaml"));
        assertThat(cluster.pods()).isEmpty();
        assertThat(cluster.deployments().get(0).replicas()).isEqualTo(3);
        assertThat(cluster.deployments().get(0).nodes()).containsExactly("k8s-worker3", "k8s-worker4", "k8s-worker5");
    }

    @Test
    void settings_are_merged_key_by_key() {
        NodeSpec router = node(shipped("node-failure.yaml"), "bgp-router1");
        assertThat(router.kernel().hashPolicy()).isEqualTo(1);
        assertThat(router.kernel().hashSeed()).isEqualTo(28L);
        assertThat(router.kernel().nexthopObjects()).isFalse();
    }

    @Test
    void traffic_is_told_by_kind_and_its_targets_by_name() {
        Scenario scenario = shipped("node-failure.yaml");
        HttpLoadSpec load = (HttpLoadSpec) scenario.traffic().get(1);
        assertThat(load.from()).containsExactly("client1", "client2", "client3");
        assertThat(load.target().destination()).isEqualTo(Destination.of(new ServiceName("default", "web1-lb")));
        assertThat(load.connections()).isEqualTo(300);
        assertThat(load.stopNanos()).isEqualTo(scenario.durationNanos());
        HttpLoadSpec fresh = (HttpLoadSpec) scenario.traffic().get(0);
        assertThat(fresh.connections()).isEqualTo(230 * 20);
        CurlSpec curl = (CurlSpec) shipped("curl.yaml").traffic().get(0);
        assertThat(curl.startNanos()).isEqualTo(41_382_000_000L);
    }

    @Test
    void instants_may_be_counted_from_events() {
        Scenario scenario = shipped("node-failure.yaml");
        assertThat(expectation(scenario, "six-before").when())
                .isEqualTo(new When(When.Kind.DURING, 10 * SECOND, 60 * SECOND));
        assertThat(expectation(scenario, "five-after").when())
                .isEqualTo(new When(When.Kind.DURING, 151 * SECOND, 240 * SECOND));
        assertThat(expectation(scenario, "found-by-the-hold-timer").check())
                .isEqualTo(new Check.Detection(
                        "power-off", Check.Detector.HOLD_TIMER, null, new Span(60 * SECOND, 90 * SECOND)));
        assertThat(expectation(scenario, "but-most-stay").check())
                .isEqualTo(new Check.Connections(
                        "long-lived", Check.Outcome.UNTOUCHED, new Count(40, Double.POSITIVE_INFINITY, true)));
    }

    @Test
    void the_timeline_is_in_the_order_of_time_and_then_of_the_file() {
        Scenario scenario = shipped("ping-drop.yaml");
        assertThat(scenario.timeline())
                .extracting(TimedAction::verb)
                .containsExactly(Verb.NOTE, Verb.SET_GATEWAY, Verb.NOTE, Verb.EXEC);
        assertThat(scenario.timeline().get(1).targets()).hasSize(6).contains("k8s-master1");
        assertThat(scenario.timeline().get(1).gateway()).isEqualTo("bgp-router1");
    }

    @Test
    void taps_are_written_out() {
        assertThat(shipped("xdp.yaml").capture().taps())
                .hasSize(18)
                .extracting(TapSpec::toString)
                .contains("k8s-worker5:enp7s0@xdp", "k8s-master1:enp7s0", "k8s-worker1:enp7s0@wire");
    }

    @Test
    void an_ingress_controller_comes_with_a_service_of_its_own() {
        ClusterSpec cluster = cluster(shipped("ingress.yaml"));
        assertThat(cluster.service(new ServiceName("ingress-nginx", "ingress-nginx-controller")))
                .hasValueSatisfying(each -> assertThat(each.type()).isEqualTo(ServiceType.LOAD_BALANCER));
        List<IngressRule> rules = Objects.requireNonNull(cluster.ingress()).rules();
        assertThat(rules).extracting(IngressRule::name).containsExactly("shop", "limited", "plain");
        assertThat(rules.get(0).pathKind()).isEqualTo(PathKind.REGEX);
        assertThat(rules.get(1).rateLimit()).isEqualTo(new RateLimit(1, 5, 503));
    }

    @Test
    void an_ingress_manifest_says_the_same_in_kubernetes_words(@TempDir Path folder) throws IOException {
        Path base = Repository.broken().resolveSibling("lab.yaml");
        Files.copy(base, folder.resolve("lab.yaml"));
        Files.writeString(folder.resolve("ingress.yaml"), """
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata:
                  name: shop
                  annotations:
                    nginx.ingress.kubernetes.io/use-regex: "true"
                    nginx.ingress.kubernetes.io/rewrite-target: /$2
                    nginx.ingress.kubernetes.io/limit-rps: "2"
                    nginx.ingress.kubernetes.io/limit-burst-multiplier: "3"
                    nginx.ingress.kubernetes.io/limit-whitelist: "192.168.10.0/28"
                spec:
                  ingressClassName: nginx
                  rules:
                  - host: web.lab.test
                    http:
                      paths:
                      - path: /shop(/|$)(.*)
                        pathType: ImplementationSpecific
                        backend: {service: {name: web, port: {number: 80}}}
                """);
        Path file = folder.resolve("scenario.yaml");
        Files.writeString(file, "sextant: 1\ninclude: lab.yaml\ncluster: {manifests: ingress.yaml}\n");
        ScenarioLoader.Result result = ScenarioLoader.load(file);
        assertThat(result.problems())
                .extracting(Problem::message)
                .containsExactly("not modelled: metadata.annotations.nginx.ingress.kubernetes.io/limit-whitelist");
        IngressRule rule = Objects.requireNonNull(
                        cluster(result.scenario().orElseThrow()).ingress())
                .rules()
                .get(0);
        assertThat(rule.host()).isEqualTo("web.lab.test");
        assertThat(rule.path()).isEqualTo("/shop(/|$)(.*)");
        assertThat(rule.pathKind()).isEqualTo(PathKind.REGEX);
        assertThat(rule.rewrite()).isEqualTo("/$2");
        assertThat(rule.service()).isEqualTo(new ServiceName("default", "web"));
        assertThat(rule.rateLimit()).isEqualTo(new RateLimit(2, 6, 503));
    }

    @Test
    void keys_of_the_authors_own_are_not_looked_at(@TempDir Path folder) throws IOException {
        Files.copy(Repository.broken().resolveSibling("lab.yaml"), folder.resolve("lab.yaml"));
        Path file = folder.resolve("own.yaml");
        Files.writeString(file, "sextant: 1\ninclude: lab.yaml\nx-ours: &seed 7\nseed: *seed\n");
        ScenarioLoader.Result result = ScenarioLoader.load(file);
        assertThat(result.problems()).isEmpty();
        assertThat(result.scenario().orElseThrow().seed()).isEqualTo(7);
    }

    @Test
    void a_file_included_by_two_ways_counts_once(@TempDir Path folder) throws IOException {
        Files.copy(Repository.broken().resolveSibling("lab.yaml"), folder.resolve("lab.yaml"));
        Files.writeString(folder.resolve("a.yaml"), "sextant: 1\ninclude: lab.yaml\n");
        Files.writeString(folder.resolve("b.yaml"), "sextant: 1\ninclude: lab.yaml\n");
        Path file = folder.resolve("both.yaml");
        Files.writeString(file, "sextant: 1\ninclude: [a.yaml, b.yaml]\ntimeline: [{at: 50s, note: last}]\n");
        ScenarioLoader.Result result = ScenarioLoader.load(file);
        assertThat(result.problems()).isEmpty();
        assertThat(result.scenario().orElseThrow().timeline())
                .extracting(TimedAction::verb)
                .containsExactly(Verb.NODE_POWER_OFF, Verb.NOTE);
    }
}
