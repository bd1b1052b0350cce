package io.sextant.cluster.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.cluster.kubernetes.ControlPlane;
import io.sextant.cluster.kubernetes.Endpoints;
import io.sextant.cluster.kubernetes.KubernetesProfile;
import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.cluster.kubernetes.Service;
import io.sextant.cluster.kubernetes.ServicePort;
import io.sextant.cluster.kubernetes.ServiceType;
import io.sextant.cluster.kubernetes.TrafficPolicy;
import io.sextant.engine.RunLimits;
import io.sextant.engine.Simulator;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ServiceSpeakerTest {

    private static final ObjectName WEB = ObjectName.inDefault("web1-lb");
    private static final ObjectName SHARED = ObjectName.inDefault("web2-lb");

    private final ControlPlane plane = new ControlPlane(
            new Simulator(RunLimits.GENEROUS),
            KubernetesProfile.V1_22,
            new SplittableRandom(1),
            UnaryOperator.identity());
    private final List<String> said = new ArrayList<>();

    @Test
    void metallb_announces_everywhere_while_any_endpoint_is_ready() {
        ServiceSpeaker speaker = speaker("k8s-worker1", AnnounceRules.METALLB);
        apply(TrafficPolicy.CLUSTER);
        speaker.start();
        assertThat(said).isEmpty();

        endpointsOn("k8s-worker2");
        endpointsOn();
        assertThat(said).containsExactly("originate 172.16.10.0/32", "withdraw 172.16.10.0/32");
    }

    @Test
    void cilium_announces_a_cluster_service_even_without_endpoints() {
        ServiceSpeaker speaker = speaker("k8s-worker1", AnnounceRules.CILIUM);
        apply(TrafficPolicy.CLUSTER);
        speaker.start();

        assertThat(said).containsExactly("originate 172.16.10.0/32");
    }

    @Test
    void policy_local_needs_an_endpoint_on_the_node_by_either_rule() {
        apply(TrafficPolicy.LOCAL);
        endpointsOn("k8s-worker2");
        for (AnnounceRules rules : AnnounceRules.values()) {
            ServiceSpeaker here = speaker("k8s-worker2", rules);
            ServiceSpeaker elsewhere = speaker("k8s-worker1", rules);
            here.start();
            elsewhere.start();
            assertThat(here.announced()).hasSize(1);
            assertThat(elsewhere.announced()).isEmpty();
        }
    }

    @Test
    void an_operators_withdrawal_lasts_until_it_is_released() {
        apply(TrafficPolicy.CLUSTER);
        endpointsOn("k8s-worker2");
        ServiceSpeaker speaker = speaker("k8s-worker1", AnnounceRules.METALLB);
        speaker.start();
        speaker.suppress(WEB);
        endpointsOn("k8s-worker3");
        speaker.release(WEB);
        speaker.suppressAll();
        speaker.releaseAll();

        assertThat(said)
                .containsExactly(
                        "originate 172.16.10.0/32",
                        "withdraw 172.16.10.0/32",
                        "originate 172.16.10.0/32",
                        "withdraw 172.16.10.0/32",
                        "originate 172.16.10.0/32");
    }

    @Test
    void a_restarted_speaker_says_everything_again() {
        apply(TrafficPolicy.CLUSTER);
        endpointsOn("k8s-worker2");
        ServiceSpeaker speaker = speaker("k8s-worker1", AnnounceRules.METALLB);
        speaker.start();
        speaker.stop();
        endpointsOn();
        endpointsOn("k8s-worker3");
        speaker.start();

        assertThat(said).containsExactly("originate 172.16.10.0/32", "originate 172.16.10.0/32");
    }

    @Test
    void a_shared_address_stays_while_one_of_its_services_wants_it() {
        apply(TrafficPolicy.CLUSTER);
        plane.apply(service(SHARED, TrafficPolicy.CLUSTER));
        endpointsOn("k8s-worker2");
        plane.store().endpoints().put(endpoints(SHARED, "k8s-worker2"));
        ServiceSpeaker speaker = speaker("k8s-worker1", AnnounceRules.METALLB);
        speaker.start();
        endpointsOn();

        assertThat(said).containsExactly("originate 172.16.10.0/32");
    }

    @Test
    void metallbs_native_speaker_refuses_every_change_while_it_is_to_announce_ipv6() {
        plane.apply(service(WEB, TrafficPolicy.CLUSTER));
        endpointsOn("k8s-worker2");
        ServiceSpeaker speaker = speaker("k8s-worker1", AnnounceRules.METALLB);
        speaker.start();
        Service dual = service(SHARED, TrafficPolicy.CLUSTER)
                .withLoadBalancerIps(List.of(Ipv4Address.parse("172.16.10.9"), IpAddress.parse("2001:db8::9")));
        plane.store().services().put(dual);
        plane.store().endpoints().put(endpoints(SHARED, "k8s-worker2"));
        endpointsOn();

        assertThat(said).containsExactly("originate 172.16.10.0/32");
        assertThat(speaker.announced()).hasSize(1);
    }

    @Test
    void metallb_with_frr_announces_both_versions() {
        Service dual = service(WEB, TrafficPolicy.CLUSTER)
                .withLoadBalancerIps(List.of(Ipv4Address.parse("172.16.10.0"), IpAddress.parse("2001:db8::9")));
        plane.apply(dual);
        endpointsOn("k8s-worker2");
        speaker("k8s-worker1", AnnounceRules.METALLB_FRR).start();
        endpointsOn();

        assertThat(said)
                .containsExactly(
                        "originate 172.16.10.0/32",
                        "originate 2001:db8::9/128",
                        "withdraw 172.16.10.0/32",
                        "withdraw 2001:db8::9/128");
    }

    private ServiceSpeaker speaker(String node, AnnounceRules rules) {
        return new ServiceSpeaker(node, plane.store(), rules, new PrefixAnnouncer() {
            @Override
            public void originate(IpPrefix prefix) {
                said.add("originate " + prefix);
            }

            @Override
            public void withdraw(IpPrefix prefix) {
                said.add("withdraw " + prefix);
            }
        });
    }

    private void apply(TrafficPolicy policy) {
        plane.apply(service(WEB, policy));
    }

    private void endpointsOn(String... nodes) {
        plane.store().endpoints().put(endpoints(WEB, nodes));
    }

    private static Endpoints endpoints(ObjectName name, String... nodes) {
        List<Endpoints.Address> ready = new ArrayList<>();
        for (String node : nodes) {
            ready.add(new Endpoints.Address(Ipv4Address.parse("10.0.3.12"), node, ObjectName.inDefault("pod")));
        }
        return new Endpoints(name, ready, List.of(), List.of(80), 0);
    }

    private static Service service(ObjectName name, TrafficPolicy policy) {
        return Service.of(name, ServiceType.LOAD_BALANCER, Map.of(), List.of(ServicePort.tcp(80, 80)))
                .withTrafficPolicy(policy)
                .withLoadBalancerIps(List.of(Ipv4Address.parse("172.16.10.0")));
    }
}
