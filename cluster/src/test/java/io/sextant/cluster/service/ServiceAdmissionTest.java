package io.sextant.cluster.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.cluster.kubernetes.ControlPlane;
import io.sextant.cluster.kubernetes.IpFamilies;
import io.sextant.cluster.kubernetes.IpFamilies.Policy;
import io.sextant.cluster.kubernetes.KubernetesProfile;
import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.cluster.kubernetes.Service;
import io.sextant.cluster.kubernetes.ServicePort;
import io.sextant.cluster.kubernetes.ServiceType;
import io.sextant.engine.RunLimits;
import io.sextant.engine.Simulator;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ServiceAdmissionTest {

    private final ServiceAdmission admission =
            new ServiceAdmission(List.of(Ipv4Prefix.parse("10.96.0.0/12")), new SplittableRandom(1));

    @Test
    void keeps_what_the_service_names_itself() {
        Service web = service("web1-lb", ServiceType.LOAD_BALANCER)
                .withClusterIps(List.of(Ipv4Address.parse("10.106.236.120")))
                .withPorts(List.of(new ServicePort("", ServicePort.TCP, 80, 80, 30256)));

        Service admitted = admission.apply(web);

        assertThat(admitted.clusterIp()).hasToString("10.106.236.120");
        assertThat(admitted.ports().get(0).format()).isEqualTo("80:30256/TCP");
        assertThatThrownBy(() -> admission.apply(web)).hasMessageContaining("10.106.236.120");
    }

    @Test
    void draws_what_is_not_named_from_the_ranges() {
        Service admitted = admission.apply(service("a", ServiceType.NODE_PORT));

        assertThat(admitted.clusterIp())
                .satisfies(ip -> assertThat(Ipv4Prefix.parse("10.96.0.0/12").contains(ip))
                        .isTrue());
        assertThat(admitted.ports().get(0).nodePort()).isBetween(30_000, 32_767);
    }

    @Test
    void a_dual_stack_service_gets_an_address_of_each_version_in_its_order() {
        ServiceAdmission both = new ServiceAdmission(
                List.of(IpPrefix.parse("10.96.0.0/12"), IpPrefix.parse("fd00:10:96::/112")), new SplittableRandom(1));

        Service preferred = both.apply(service("a", ServiceType.NODE_PORT)
                .withFamilies(new IpFamilies(Policy.PREFER_DUAL_STACK, List.of(IpVersion.IPV6))));
        Service single = both.apply(service("b", ServiceType.NODE_PORT));

        assertThat(preferred.clusterIps())
                .extracting(IpAddress::version)
                .containsExactly(IpVersion.IPV6, IpVersion.IPV4);
        assertThat(IpPrefix.parse("fd00:10:96::/112")
                        .contains(preferred.clusterIps().get(0)))
                .isTrue();
        assertThat(single.clusterIps()).extracting(IpAddress::version).containsExactly(IpVersion.IPV4);
    }

    @Test
    void a_cluster_of_one_version_refuses_what_it_has_not() {
        Service requires =
                service("a", ServiceType.NODE_PORT).withFamilies(new IpFamilies(Policy.REQUIRE_DUAL_STACK, List.of()));
        Service ipv6 = service("b", ServiceType.NODE_PORT)
                .withFamilies(new IpFamilies(Policy.SINGLE_STACK, List.of(IpVersion.IPV6)));
        Service prefers =
                service("c", ServiceType.NODE_PORT).withFamilies(new IpFamilies(Policy.PREFER_DUAL_STACK, List.of()));

        assertThatThrownBy(() -> admission.apply(requires))
                .hasMessage("this cluster is not configured for dual-stack services");
        assertThatThrownBy(() -> admission.apply(ipv6)).hasMessage("IPv6 is not configured on this cluster");
        assertThat(admission.apply(prefers).clusterIps()).hasSize(1);
    }

    @Test
    void a_cluster_ip_service_gets_no_node_port() {
        assertThat(admission
                        .apply(service("a", ServiceType.CLUSTER_IP))
                        .ports()
                        .get(0)
                        .format())
                .isEqualTo("80/TCP");
    }

    @Test
    void the_controller_writes_the_address_and_serves_the_waiting_when_one_is_given_back() {
        Simulator simulator = new Simulator(RunLimits.GENEROUS);
        ControlPlane plane = new ControlPlane(simulator, KubernetesProfile.V1_22, new SplittableRandom(1), admission);
        new LoadBalancerController(
                plane.store(),
                new AddressAllocator(AllocationRules.METALLB_0_10, List.of(AddressPool.of("p", "172.16.10.0/32"))));
        plane.apply(service("a", ServiceType.LOAD_BALANCER));
        plane.apply(service("b", ServiceType.LOAD_BALANCER));

        assertThat(addresses(plane, "a")).containsExactly("172.16.10.0");
        assertThat(addresses(plane, "b")).isEmpty();
        plane.store().services().remove(ObjectName.inDefault("a"));
        assertThat(addresses(plane, "b")).containsExactly("172.16.10.0");
    }

    private static List<String> addresses(ControlPlane plane, String name) {
        return plane.store().services().require(ObjectName.inDefault(name)).loadBalancerIps().stream()
                .map(IpAddress::toString)
                .toList();
    }

    private static Service service(String name, ServiceType type) {
        return Service.of(ObjectName.inDefault(name), type, Map.of("app", name), List.of(ServicePort.tcp(80, 80)));
    }
}
