package io.sextant.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.engine.RunLimits;
import io.sextant.engine.Simulator;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlPlaneTest {

    private static final long SECOND = 1_000_000_000L;
    private static final ObjectName WEB = ObjectName.inDefault("web1");
    private static final ObjectName WEB_SERVICE = ObjectName.inDefault("web1-lb");

    private final Simulator simulator = new Simulator(RunLimits.GENEROUS);
    private final ControlPlane plane =
            new ControlPlane(simulator, KubernetesProfile.V1_22, new SplittableRandom(7), UnaryOperator.identity());
    private final RecordingRuntime runtime = new RecordingRuntime();

    @BeforeEach
    void three_nodes_and_a_service() {
        plane.addNode(node("k8s-master1", "control-plane,master", 0), runtime, ip("10.0.0.10"));
        for (int i = 1; i <= 3; i++) {
            plane.addNode(node("k8s-worker" + i, "", i), runtime, ip("10.0." + i + ".10"));
        }
        plane.apply(Service.of(
                WEB_SERVICE, ServiceType.LOAD_BALANCER, Map.of("app", "web1"), List.of(ServicePort.tcp(80, 80))));
    }

    @Test
    void before_the_start_a_deployment_is_there_at_once() {
        deploy(2, List.of());

        assertThat(plane.store().pods().list())
                .allMatch(pod -> pod.ready() && pod.status().equals("Running"))
                .extracting(Pod::nodeName)
                .containsExactlyInAnyOrder("k8s-worker1", "k8s-worker2");
        assertThat(ready()).containsExactly("10.0.1.2", "10.0.2.2");
        assertThat(simulator.pendingEvents()).isZero();
    }

    @Test
    void a_plan_settles_name_node_and_address() {
        plane.plan(new PodPlan(WEB, "web1-696bfbbbc4-jnxbc", "k8s-worker2", List.of(ip("10.0.2.12"))));
        deploy(1, List.of());

        Pod pod = plane.store().pods().require(ObjectName.inDefault("web1-696bfbbbc4-jnxbc"));
        assertThat(pod.nodeName()).isEqualTo("k8s-worker2");
        assertThat(pod.ip()).isEqualTo(ip("10.0.2.12"));
    }

    @Test
    void made_up_names_look_like_those_of_kubernetes() {
        deploy(1, List.of());

        assertThat(plane.store().pods().list().get(0).name().name())
                .matches("web1-696bfbbbc4-[bcdfghjklmnpqrstvwxz2456789]{5}");
    }

    @Test
    void a_listed_deployment_is_dealt_out_in_order() {
        deploy(3, List.of("k8s-worker3", "k8s-worker1"));

        assertThat(plane.podsOn("k8s-worker3")).hasSize(2);
        assertThat(plane.podsOn("k8s-worker1")).hasSize(1);
    }

    @Test
    void after_the_start_a_new_pod_takes_the_profiles_time() {
        deploy(1, List.of());
        plane.start();
        plane.scale(WEB, 2);

        run(SECOND);
        assertThat(ready()).hasSize(1);
        assertThat(plane.store().pods().list()).extracting(Pod::status).contains("ContainerCreating");
        run(SECOND);
        assertThat(ready()).hasSize(2);
    }

    @Test
    void a_deleted_pod_leaves_the_endpoints_first_and_itself_when_its_process_ends() {
        deploy(1, List.of("k8s-worker1"));
        plane.start();
        runtime.exitAtOnce = false;
        ObjectName pod = plane.store().pods().list().get(0).name();
        plane.deletePod(pod);

        run(SECOND);
        assertThat(plane.store().pods().require(pod).status()).isEqualTo("Terminating");
        run(SECOND);
        assertThat(ready()).doesNotContain("10.0.1.2").hasSize(1);
        run(30 * SECOND);
        assertThat(plane.store().pods().find(pod)).isEmpty();
        assertThat(runtime.log).contains("kill " + pod.name(), "remove " + pod.name());
    }

    @Test
    void scaling_down_takes_the_newest_first() {
        deploy(1, List.of());
        Pod oldest = plane.store().pods().list().get(0);
        plane.start();
        run(5 * SECOND);
        plane.scale(WEB, 3);
        run(5 * SECOND);
        plane.scale(WEB, 1);
        run(5 * SECOND);

        assertThat(plane.store().pods().list()).extracting(Pod::name).containsExactly(oldest.name());
    }

    @Test
    void a_silent_node_is_not_ready_after_the_grace_period_and_its_pods_leave_the_endpoints() {
        deploy(2, List.of("k8s-worker1", "k8s-worker2"));
        plane.start();
        run(20 * SECOND);
        plane.nodePowerOff("k8s-worker2");

        run(29 * SECOND);
        assertThat(node("k8s-worker2").status()).isEqualTo("Ready");
        assertThat(ready()).hasSize(2);
        run(16 * SECOND);
        assertThat(node("k8s-worker2").status()).isEqualTo("NotReady");
        assertThat(ready()).containsExactly("10.0.1.2");
        assertThat(runtime.log.get(runtime.log.size() - 1)).startsWith("remove ");
    }

    @Test
    void pods_of_a_lost_node_are_replaced_after_the_toleration() {
        deploy(1, List.of("k8s-worker2", "k8s-worker3"));
        plane.start();
        plane.nodePowerOff("k8s-worker2");

        run(320 * SECOND);
        assertThat(plane.podsOn("k8s-worker3")).isEmpty();
        run(40 * SECOND);
        assertThat(plane.podsOn("k8s-worker3")).hasSize(1).allMatch(Pod::ready);
        assertThat(plane.podsOn("k8s-worker2")).extracting(Pod::status).containsExactly("Terminating");
    }

    @Test
    void a_node_that_returns_restarts_its_pods_with_new_addresses() {
        deploy(1, List.of("k8s-worker2"));
        plane.start();
        plane.nodePowerOff("k8s-worker2");
        run(100 * SECOND);
        plane.nodePowerOn("k8s-worker2", () -> runtime.log.add("booted"));
        run(40 * SECOND);

        assertThat(node("k8s-worker2").status()).isEqualTo("Ready");
        assertThat(plane.podsOn("k8s-worker2")).hasSize(1).allMatch(pod -> pod.ready() && pod.restarts() == 1);
        assertThat(ready()).containsExactly("10.0.2.3");
        run(400 * SECOND);
        assertThat(plane.podsOn("k8s-worker2")).hasSize(1);
    }

    @Test
    void drain_cordons_and_moves_the_pods() {
        deploy(1, List.of("k8s-worker1", "k8s-worker2"));
        plane.start();
        plane.drain("k8s-worker1");
        run(5 * SECOND);

        assertThat(node("k8s-worker1").status()).isEqualTo("Ready,SchedulingDisabled");
        assertThat(plane.podsOn("k8s-worker1")).isEmpty();
        assertThat(ready()).containsExactly("10.0.2.2");
    }

    @Test
    void a_pod_without_a_node_waits_until_one_opens() {
        plane.cordon("k8s-worker1");
        deploy(1, List.of("k8s-worker1"));
        assertThat(plane.store().pods().list()).extracting(Pod::status).containsExactly("Pending");

        plane.uncordon("k8s-worker1");
        assertThat(plane.store().pods().list()).extracting(Pod::status).containsExactly("Running");
    }

    @Test
    void a_killed_container_comes_back_in_the_same_place() {
        deploy(1, List.of("k8s-worker1"));
        plane.start();
        ObjectName pod = plane.store().pods().list().get(0).name();
        plane.killPod(pod);

        run(SECOND / 10);
        assertThat(ready()).isEmpty();
        run(2 * SECOND);
        assertThat(ready()).containsExactly("10.0.1.2");
        assertThat(plane.store().pods().require(pod).restarts()).isEqualTo(1);
    }

    @Test
    void what_is_not_there_cannot_be_acted_on() {
        assertThatThrownBy(() -> plane.deletePod(WEB)).hasMessage("there is no pod default/web1");
        assertThatThrownBy(() -> plane.nodePowerOff("k8s-worker9")).hasMessage("there is no node k8s-worker9");
    }

    private void deploy(int replicas, List<String> nodes) {
        PodTemplate template =
                new PodTemplate(Map.of("app", "web1"), "nginx:1.21.3", List.of(new ContainerPort("", 80)));
        plane.apply(new Deployment(WEB, replicas, template, "696bfbbbc4", nodes, 0));
    }

    private List<String> ready() {
        return plane.store().endpoints().require(WEB_SERVICE).ready().stream()
                .map(address -> address.ip().toString())
                .toList();
    }

    private KubeNode node(String name) {
        return plane.store().nodes().require(ObjectName.clusterWide(name));
    }

    private void run(long nanos) {
        simulator.runUntil(simulator.nanos() + nanos);
    }

    private static KubeNode node(String name, String roles, int number) {
        return new KubeNode(
                ObjectName.clusterWide(name),
                roles,
                List.of(ip("192.168.1." + (20 + number))),
                List.of(Ipv4Prefix.parse("10.0." + number + ".0/24")),
                Map.of(),
                KubernetesVersions.ARTICLE,
                false,
                true,
                0);
    }

    private static Ipv4Address ip(String text) {
        return Ipv4Address.parse(text);
    }

    private static final class RecordingRuntime implements PodRuntime {

        private final List<String> log = new ArrayList<>();
        private boolean exitAtOnce = true;

        @Override
        public void start(Pod pod, List<IpAddress> ips) {
            log.add("start " + pod.name().name() + " " + ips.get(0));
        }

        @Override
        public void restart(Pod pod) {
            log.add("restart " + pod.name().name());
        }

        @Override
        public void kill(Pod pod) {
            log.add("kill " + pod.name().name());
        }

        @Override
        public void terminate(Pod pod, Runnable exited) {
            if (exitAtOnce) {
                exited.run();
            }
        }

        @Override
        public void remove(Pod pod) {
            log.add("remove " + pod.name().name());
        }
    }
}
