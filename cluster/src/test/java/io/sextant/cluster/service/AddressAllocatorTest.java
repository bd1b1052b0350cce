package io.sextant.cluster.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.cluster.kubernetes.IpFamilies;
import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.cluster.kubernetes.Service;
import io.sextant.cluster.kubernetes.ServicePort;
import io.sextant.cluster.kubernetes.ServiceType;
import io.sextant.cluster.kubernetes.TrafficPolicy;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressAllocatorTest {

    private final AddressAllocator allocator =
            new AddressAllocator(AllocationRules.METALLB_0_10, List.of(AddressPool.of("default", "172.16.10.0/24")));

    @Test
    void hands_out_the_zero_address_first() {
        assertThat(allocator.allocate(service("web1-lb"))).contains(ip("172.16.10.0"));
        assertThat(allocator.allocate(service("web2-lb"))).contains(ip("172.16.10.1"));
        assertThat(allocator.allocate(service("web1-lb"))).contains(ip("172.16.10.0"));
    }

    @Test
    void skips_only_zero_and_255_when_it_avoids_buggy_addresses() {
        AddressAllocator careful = new AddressAllocator(
                AllocationRules.METALLB_0_10,
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
        assertThat(allocator.allocate(service("a").withRequestedIps(List.of(ip("172.16.10.7")))))
                .contains(ip("172.16.10.7"));
        assertThat(allocator.allocate(service("b").withRequestedIps(List.of(ip("172.16.10.7")))))
                .isEmpty();
        assertThat(allocator.allocate(service("c").withRequestedIps(List.of(ip("192.0.2.1")))))
                .isEmpty();
    }

    @Test
    void services_share_an_address_when_key_ports_and_policy_allow() {
        Map<String, String> key = Map.of(AddressAllocator.SHARING_KEY, "k");
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
        AddressAllocator two = new AddressAllocator(
                AllocationRules.METALLB_0_10,
                List.of(
                        new AddressPool("special", List.of(AddressPool.Range.parse("10.9.0.0/30")), false, false),
                        AddressPool.of("default", "172.16.10.0/24")));

        assertThat(two.allocate(service("a"))).contains(ip("172.16.10.0"));
        assertThat(two.allocate(service("b").withAnnotations(Map.of(AddressAllocator.POOL_KEY, "special"))))
                .contains(ip("10.9.0.0"));
    }

    @Test
    void metallb_0_10_gives_a_dual_stack_service_the_version_of_its_primary_address() {
        assertThat(dual(AllocationRules.METALLB_0_10).allocate(dualStack("a", IpVersion.IPV6, IpVersion.IPV4)))
                .containsExactly(IpAddress.parse("2001:db8:10::"));
        assertThat(dual(AllocationRules.METALLB_0_10).allocate(dualStack("a", IpVersion.IPV4, IpVersion.IPV6)))
                .containsExactly(ip("10.9.0.0"));
    }

    @Test
    void metallb_0_13_gives_both_from_one_pool_or_none() {
        AddressAllocator allocator = dual(AllocationRules.METALLB_0_13);

        assertThat(allocator.allocate(dualStack("a", IpVersion.IPV4, IpVersion.IPV6)))
                .as("in the order of the pool's ranges, the IPv4-only pool passed over")
                .containsExactly(IpAddress.parse("2001:db8:10::"), ip("172.16.10.0"));
        assertThat(allocator.allocate(service("b"))).containsExactly(ip("10.9.0.0"));
        Service onlyOneVersion = dualStack("c", IpVersion.IPV4, IpVersion.IPV6)
                .withAnnotations(Map.of(AddressAllocator.POOL_KEY, "ipv4"));
        assertThat(allocator.allocate(onlyOneVersion)).isEmpty();
    }

    @Test
    void cilium_takes_each_version_from_whatever_pool_has_it() {
        AddressAllocator allocator = dual(AllocationRules.CILIUM);

        assertThat(allocator.allocate(dualStack("a", IpVersion.IPV6, IpVersion.IPV4)))
                .containsExactly(ip("10.9.0.0"), IpAddress.parse("2001:db8:10::"));
        allocator.release(ObjectName.inDefault("a"));
        assertThat(allocator.allocate(dualStack("b", IpVersion.IPV6)))
                .containsExactly(IpAddress.parse("2001:db8:10::"));
    }

    private static AddressAllocator dual(AllocationRules rules) {
        return new AddressAllocator(
                rules,
                List.of(
                        AddressPool.of("ipv4", "10.9.0.0/30"),
                        AddressPool.of("both", "2001:db8:10::/64", "172.16.10.0/24")));
    }

    private static Service dualStack(String name, IpVersion... order) {
        return service(name).withFamilies(new IpFamilies(IpFamilies.Policy.PREFER_DUAL_STACK, List.of(order)));
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
