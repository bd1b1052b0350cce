package io.sextant.cluster.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.cluster.kubernetes.Service;
import io.sextant.cluster.kubernetes.ServicePort;
import io.sextant.cluster.kubernetes.ServiceType;
import io.sextant.cluster.kubernetes.TrafficPolicy;
import io.sextant.protocol.address.Ipv4Address;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetalLbAllocatorTest {

    private final MetalLbAllocator allocator =
            new MetalLbAllocator(List.of(AddressPool.of("default", "172.16.10.0/24")));

    @Test
    void hands_out_the_zero_address_first() {
        assertThat(allocator.allocate(service("web1-lb"))).contains(ip("172.16.10.0"));
        assertThat(allocator.allocate(service("web2-lb"))).contains(ip("172.16.10.1"));
        assertThat(allocator.allocate(service("web1-lb"))).contains(ip("172.16.10.0"));
    }

    @Test
    void skips_only_zero_and_255_when_it_avoids_buggy_addresses() {
        MetalLbAllocator careful = new MetalLbAllocator(
                List.of(new AddressPool("p", List.of(AddressPool.Range.parse("10.0.0.254 - 10.0.1.1")), true, true)));

        assertThat(careful.allocate(service("a"))).contains(ip("10.0.0.254"));
        assertThat(careful.allocate(service("b"))).contains(ip("10.0.1.1"));
        assertThat(careful.allocate(service("c"))).isEmpty();
    }

    @Test
    void a_released_address_is_the_first_free_one_again() {
        allocator.allocate(service("a"));
        allocator.allocate(service("b"));
        allocator.release(ObjectName.inDefault("a"));

        assertThat(allocator.allocate(service("c"))).contains(ip("172.16.10.0"));
    }

    @Test
    void gives_the_requested_address_or_none() {
        assertThat(allocator.allocate(service("a").withRequestedIp(ip("172.16.10.7"))))
                .contains(ip("172.16.10.7"));
        assertThat(allocator.allocate(service("b").withRequestedIp(ip("172.16.10.7"))))
                .isEmpty();
        assertThat(allocator.allocate(service("c").withRequestedIp(ip("192.0.2.1"))))
                .isEmpty();
    }

    @Test
    void services_share_an_address_when_key_ports_and_policy_allow() {
        Map<String, String> key = Map.of(MetalLbAllocator.SHARING_KEY, "k");
        Service first = service("a").withAnnotations(key).withPorts(List.of(ServicePort.tcp(80, 80)));
        Service second = service("b").withAnnotations(key).withPorts(List.of(ServicePort.tcp(443, 443)));
        Service clash = service("c").withAnnotations(key).withPorts(List.of(ServicePort.tcp(443, 8443)));
        Service local = service("d")
                .withAnnotations(key)
                .withPorts(List.of(ServicePort.tcp(25, 25)))
                .withTrafficPolicy(TrafficPolicy.LOCAL);

        assertThat(allocator.allocate(first)).contains(ip("172.16.10.0"));
        assertThat(allocator.allocate(second)).contains(ip("172.16.10.0"));
        assertThat(allocator.allocate(clash)).contains(ip("172.16.10.1"));
        assertThat(allocator.allocate(local)).contains(ip("172.16.10.2"));
    }

    @Test
    void a_pool_without_auto_assign_must_be_named() {
        MetalLbAllocator two = new MetalLbAllocator(List.of(
                new AddressPool("special", List.of(AddressPool.Range.parse("10.9.0.0/30")), false, false),
                AddressPool.of("default", "172.16.10.0/24")));

        assertThat(two.allocate(service("a"))).contains(ip("172.16.10.0"));
        assertThat(two.allocate(service("b").withAnnotations(Map.of(MetalLbAllocator.POOL_KEY, "special"))))
                .contains(ip("10.9.0.0"));
    }

    private static Service service(String name) {
        return Service.of(
                ObjectName.inDefault(name),
                ServiceType.LOAD_BALANCER,
                Map.of("app", name),
                List.of(ServicePort.tcp(80, 80)));
    }

    private static Ipv4Address ip(String text) {
        return Ipv4Address.parse(text);
    }
}
