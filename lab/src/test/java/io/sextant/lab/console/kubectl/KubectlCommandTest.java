package io.sextant.lab.console.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.cluster.flow.FlowSource;
import io.sextant.cluster.flow.HubbleAgent;
import io.sextant.cluster.flow.HubbleVersion;
import io.sextant.cluster.kubernetes.ApiStore;
import io.sextant.cluster.kubernetes.ContainerPort;
import io.sextant.cluster.kubernetes.Delay;
import io.sextant.cluster.kubernetes.Deployment;
import io.sextant.cluster.kubernetes.Endpoints;
import io.sextant.cluster.kubernetes.KubeNode;
import io.sextant.cluster.kubernetes.KubernetesVersions;
import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.cluster.kubernetes.Pod;
import io.sextant.cluster.kubernetes.PodPhase;
import io.sextant.cluster.kubernetes.PodTemplate;
import io.sextant.cluster.kubernetes.Service;
import io.sextant.cluster.kubernetes.ServicePort;
import io.sextant.cluster.kubernetes.ServiceType;
import io.sextant.lab.console.Samples;
import io.sextant.lab.console.TestMachine;
import io.sextant.lab.console.command.ClusterView;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.lab.console.command.Role;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class KubectlCommandTest {

    private static final long HOUR = 3600L * 1_000_000_000L;

    private final TestMachine control = TestMachine.of("k8s-control", Role.CONTROL);
    private final ApiStore store = new ApiStore(new Delay(control.simulator), 0);

    @BeforeEach
    void the_article_as_far_as_kubectl_shows_it() {
        control.with(new View(store));
        store.services()
                .put(service(
                        "kubernetes", ServiceType.CLUSTER_IP, "10.96.0.1", ServicePort.tcp(443, 6443), 171 * HOUR));
        store.services()
                .put(service(
                                "web1-lb",
                                ServiceType.LOAD_BALANCER,
                                "10.106.236.120",
                                new ServicePort("", ServicePort.TCP, 80, 80, 30256),
                                170 * HOUR)
                        .withLoadBalancerIps(List.of(Ipv4Address.parse("172.16.10.0"))));
        node("k8s-master1", "control-plane,master", "192.168.1.10", false, true);
        node("k8s-worker1", "", "192.168.1.21", true, true);
        node("k8s-worker2", "", "192.168.1.22", false, false);
        PodTemplate template =
                new PodTemplate(Map.of("app", "web1"), "nginx:1.21.3", List.of(new ContainerPort("", 80)));
        store.deployments()
                .put(new Deployment(ObjectName.inDefault("web1"), 2, template, "696bfbbbc4", List.of(), -170 * HOUR));
        store.pods()
                .put(new Pod(
                        ObjectName.inDefault("web1-696bfbbbc4-jnxbc"),
                        "web1",
                        template,
                        "k8s-worker2",
                        List.of(Ipv4Address.parse("10.0.3.12")),
                        PodPhase.RUNNING,
                        true,
                        false,
                        0,
                        -170 * HOUR));
        store.endpoints().put(endpoints("web1-lb", 170 * HOUR, "10.0.3.12:80"));
        store.endpoints()
                .put(endpoints(
                        "big",
                        250_000_000_000L,
                        "10.0.1.5",
                        "10.0.2.7",
                        "10.0.3.12",
                        "10.0.4.1",
                        "10.0.4.2",
                        "10.0.4.3"));
    }

    private static Service service(String name, ServiceType type, String ip, ServicePort port, long ageNanos) {
        Map<String, String> selector = name.equals("kubernetes") ? Map.of() : Map.of("app", "web1");
        return Service.of(ObjectName.inDefault(name), type, selector, List.of(port))
                .withClusterIps(List.of(Ipv4Address.parse(ip)))
                .withCreatedNanos(-ageNanos);
    }

    private void node(String name, String roles, String ip, boolean cordoned, boolean ready) {
        store.nodes()
                .put(new KubeNode(
                        ObjectName.clusterWide(name),
                        roles,
                        List.of(Ipv4Address.parse(ip)),
                        List.of(Ipv4Prefix.parse("10.0.3.0/24")),
                        Map.of(),
                        KubernetesVersions.ARTICLE,
                        cordoned,
                        ready,
                        -171 * HOUR));
    }

    private static Endpoints endpoints(String name, long ageNanos, String... addresses) {
        List<Endpoints.Address> ready = new ArrayList<>();
        for (String address : addresses) {
            ready.add(new Endpoints.Address(
                    Ipv4Address.parse(address.replaceFirst(":.*", "")), "n", ObjectName.inDefault("p")));
        }
        return new Endpoints(ObjectName.inDefault(name), ready, List.of(), List.of(80), -ageNanos);
    }

    /** The block of the sample that begins with this command. */
    private static String sample(String command) {
        String[] blocks = Samples.read("kubectl-1.22/get.txt").split("(?m)^\\$ ", -1);
        for (String block : blocks) {
            if (block.replaceFirst(" +#.*", "").startsWith(command + "\n")) {
                return block.substring(block.indexOf('\n') + 1);
            }
        }
        throw new AssertionError("no sample of " + command);
    }

    @Test
    void services_print_as_in_the_article() {
        assertThat(control.text("kubectl get svc")).isEqualTo(sample("kubectl get svc"));
    }

    @Test
    void pods_and_endpoints_print_as_kubectl_lays_them_out() {
        assertThat(control.text("kubectl get pods -o wide")).isEqualTo(sample("kubectl get pods -o wide"));
        assertThat(control.text("kubectl get endpoints web1-lb")).isEqualTo(sample("kubectl get endpoints web1-lb"));
        // The hand-made sample has five spaces before AGE; kubectl sets three.
        assertThat(control.text("kubectl get ep/big"))
                .isEqualTo(sample("kubectl get endpoints big")
                        .replace("     AGE", "   AGE")
                        .replace("     4m", "   4m"));
    }

    @Test
    void nodes_tell_their_status_and_versions() {
        // The sample has two spaces behind KERNEL-VERSION's cells; kubectl sets three.
        assertThat(control.text("kubectl get nodes -owide"))
                .isEqualTo(sample("kubectl get nodes -o wide")
                        .replace("KERNEL-VERSION     ", "KERNEL-VERSION      ")
                        .replace("-generic  ", "-generic   "));
    }

    @Test
    void a_service_waits_for_its_address() {
        store.services()
                .put(service(
                        "web1-lb",
                        ServiceType.LOAD_BALANCER,
                        "10.106.236.120",
                        new ServicePort("", ServicePort.TCP, 80, 80, 30256),
                        12_000_000_000L));
        assertThat(control.text("kubectl get svc web1-lb -o wide"))
                .isEqualTo(sample("kubectl get svc web1-lb -o wide"));
    }

    @Test
    void a_deployment_counts_its_ready_pods() {
        assertThat(control.text("kubectl get deploy -o wide")).isEqualTo("""
                        NAME   READY   UP-TO-DATE   AVAILABLE   AGE    CONTAINERS   IMAGES         SELECTOR
                        web1   1/2     1            1           7d2h   nginx        nginx:1.21.3   app=web1
                        """);
    }

    @Test
    void all_namespaces_have_a_column_in_front() {
        assertThat(control.text("kubectl get deployments --all-namespaces")).isEqualTo("""
                        NAMESPACE   NAME   READY   UP-TO-DATE   AVAILABLE   AGE
                        default     web1   1/2     1            1           7d2h
                        """);
    }

    @Test
    void what_is_not_there_is_said_in_kubectl_s_words() {
        assertThat(control.run("kubectl get pods -n kube-system"))
                .isEqualTo(Printed.ok("No resources found in kube-system namespace.\n"));
        assertThat(control.run("kubectl get svc nope"))
                .isEqualTo(new Printed("Error from server (NotFound): services \"nope\" not found\n", 1));
        assertThat(control.run("kubectl get foo"))
                .isEqualTo(new Printed("error: the server doesn't have a resource type \"foo\"\n", 1));
        assertThat(control.run("kubectl delete pod x").status()).isEqualTo(1);
        assertThat(control.run("kubectl get svc -o yaml").text()).contains("here there are: name,wide");
    }

    @Test
    void names_alone_can_be_had() {
        assertThat(control.text("kubectl get nodes -o name"))
                .isEqualTo("node/k8s-master1\nnode/k8s-worker1\nnode/k8s-worker2\n");
    }

    private record View(ApiStore store) implements ClusterView {
        @Override
        public HubbleVersion hubbleVersion() {
            return HubbleVersion.V0_8_2;
        }

        @Override
        public Optional<FlowSource> flows() {
            return Optional.empty();
        }

        @Override
        public List<HubbleAgent> flowAgents() {
            return List.of();
        }
    }
}
