package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.cluster.IpFamilyPolicy;
import io.sextant.lab.scenario.cluster.PoolSpec;
import io.sextant.lab.scenario.cluster.ServiceSpec;
import io.sextant.lab.scenario.cluster.ServiceType;
import io.sextant.lab.scenario.cluster.SpeakerKind;
import io.sextant.lab.scenario.cluster.SpeakerPeer;
import io.sextant.lab.scenario.cluster.SpeakerSpec;
import io.sextant.lab.scenario.language.ClusterKeys;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import java.util.List;

/** Whether services can have the addresses they ask for, and whether anybody would announce them. */
final class ServiceChecks {

    private static final IpPrefix DEFAULT_SERVICE_CIDR = IpPrefix.parse("10.96.0.0/12");

    /** kube-apiserver, {@code --service-cluster-ip-range}: at most 20 bits of an IPv6 range. */
    private static final int SHORTEST_IPV6_CIDR = 108;

    private final List<ServiceSpec> services;
    private final List<PoolSpec> pools;
    private final List<IpPrefix> serviceCidrs;
    private final SpeakerSpec speaker;
    private final Problems problems;

    ServiceChecks(
            List<ServiceSpec> services,
            List<PoolSpec> pools,
            List<IpPrefix> serviceCidrs,
            SpeakerSpec speaker,
            Problems problems) {
        this.services = services;
        this.pools = pools;
        this.serviceCidrs = serviceCidrs;
        this.speaker = speaker;
        this.problems = problems;
    }

    /** The cluster's service CIDRs, that of IPv4 first. */
    static List<IpPrefix> serviceCidrs(Values values, Problems problems) {
        List<IpPrefix> said = values.get(ClusterKeys.SERVICE_CIDR).orElse(List.of(DEFAULT_SERVICE_CIDR));
        List<IpVersion> versions =
                said.stream().map(cidr -> cidr.address().version()).toList();
        boolean once = versions.stream().distinct().count() == versions.size();
        if (!once || !versions.contains(IpVersion.IPV4)) {
            problems.error(
                    values.position(ClusterKeys.SERVICE_CIDR),
                    once
                            ? "a cluster of IPv6 alone is not modelled, expected an IPv4 prefix beside it"
                            : "expected one prefix of each version of IP");
            return List.of(DEFAULT_SERVICE_CIDR);
        }
        for (IpPrefix cidr : said) {
            if (cidr.address().version() == IpVersion.IPV6 && cidr.length() < SHORTEST_IPV6_CIDR) {
                problems.error(
                        values.position(ClusterKeys.SERVICE_CIDR),
                        "specified --service-cluster-ip-range is too large; for 128-bit addresses, the mask must be >= "
                                + SHORTEST_IPV6_CIDR);
            }
        }
        return said.stream().sorted().toList();
    }

    void run() {
        services.forEach(this::check);
        if (problems.errors() == 0) {
            services.forEach(this::checkAnnounced);
        }
    }

    private void check(ServiceSpec service) {
        checkFamilies(service);
        for (IpAddress clusterIp : service.clusterIps()) {
            if (serviceCidrs.stream().noneMatch(cidr -> cidr.contains(clusterIp))) {
                IpPrefix own = serviceCidrs.stream()
                        .filter(cidr -> cidr.address().version() == clusterIp.version())
                        .findFirst()
                        .orElse(serviceCidrs.get(0));
                problems.error(
                        service.position(),
                        "the cluster-ip " + clusterIp + " lies outside the service-cidr (" + own + ")");
            }
        }
        for (IpAddress wanted : service.loadBalancerIps()) {
            boolean offered =
                    pools.stream().flatMap(pool -> pool.addresses().stream()).anyMatch(range -> range.contains(wanted));
            if (!offered) {
                problems.error(service.position(), "the load-balancer-ip " + wanted + " is in no pool");
            }
        }
        if (service.type() == ServiceType.LOAD_BALANCER && pools.isEmpty()) {
            problems.warning(
                    service.position(),
                    "there is no pool, so the service "
                            + YamlScalar.quoted(service.name().name()) + " stays <pending>");
        }
        for (ServiceSpec other : services.subList(0, services.indexOf(service))) {
            if (service.clusterIps().stream().anyMatch(other.clusterIps()::contains)
                    || service.loadBalancerIps().stream().anyMatch(other.loadBalancerIps()::contains)) {
                problems.error(
                        service.position(),
                        "duplicate address, the service "
                                + YamlScalar.quoted(other.name().name()) + " asks for it too");
            }
        }
    }

    /** What the API server would refuse. */
    private void checkFamilies(ServiceSpec service) {
        List<IpVersion> cluster =
                serviceCidrs.stream().map(cidr -> cidr.address().version()).toList();
        if (!cluster.containsAll(service.families())) {
            problems.error(
                    service.position(),
                    "IPv6 is not configured on this cluster, expected an IPv6 prefix in its 'service-cidr'");
        } else if (service.familyPolicy() == IpFamilyPolicy.REQUIRE_DUAL_STACK && cluster.size() < 2) {
            problems.error(
                    service.position(),
                    "this cluster is not configured for dual-stack services, expected an IPv6 prefix in its 'service-cidr'");
        } else if (service.familyPolicy() == IpFamilyPolicy.SINGLE_STACK
                && service.families().size() > 1) {
            problems.error(
                    service.position(),
                    "the policy must be RequireDualStack or PreferDualStack when multiple ip-families are specified");
        }
    }

    /** What the speaker would never say is worth a word, and may yet be the lesson. */
    private void checkAnnounced(ServiceSpec service) {
        boolean ipv6 = service.familyPolicy() != IpFamilyPolicy.SINGLE_STACK && serviceCidrs.size() > 1
                || service.families().contains(IpVersion.IPV6);
        boolean offered = pools.stream()
                .flatMap(pool -> pool.addresses().stream())
                .anyMatch(range -> range.first().version() == IpVersion.IPV6);
        if (service.type() != ServiceType.LOAD_BALANCER || !ipv6 || pools.isEmpty()) {
            return;
        }
        String name = YamlScalar.quoted(service.name().name());
        boolean primary = !service.families().isEmpty() && service.families().get(0) == IpVersion.IPV6;
        if (speaker.kind() == SpeakerKind.METALLB && primary) {
            problems.warning(
                    service.position(),
                    "MetalLB's native speaker cannot announce IPv6, so with the address of " + name
                            + " it refuses every change; metallb-frr can");
        } else if (speaker.kind() == SpeakerKind.METALLB) {
            problems.warning(
                    service.position(),
                    "MetalLB 0.10 gives " + name + " an address of its primary version alone; metallb-frr gives both");
        } else if (!offered) {
            problems.warning(service.position(), "no pool has IPv6 addresses for the service " + name);
        } else if (speaker.kind() == SpeakerKind.CILIUM
                && speaker.peers().stream().map(SpeakerPeer::address).noneMatch(ServiceChecks::isIpv6)) {
            problems.warning(
                    service.position(),
                    "Cilium's speaker names an IPv4-mapped next hop for IPv6 over IPv4 sessions, which no router reaches;"
                            + " 'sessions: [ipv4, ipv6]' under the cluster's 'bgp' gives it one over IPv6");
        }
    }

    private static boolean isIpv6(IpAddress address) {
        return address.version() == IpVersion.IPV6;
    }
}
