package io.sextant.cluster.service;

import io.sextant.cluster.kubernetes.IpFamilies;
import io.sextant.cluster.kubernetes.Service;
import io.sextant.cluster.kubernetes.ServicePort;
import io.sextant.cluster.kubernetes.ServiceType;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * What the API server assigns to a new service: a cluster IP and node ports, drawn by chance as Kubernetes draws them,
 * unless the service names its own. A scenario that wants 10.106.236.120 and 30256 says so.
 */
public final class ServiceAdmission implements UnaryOperator<Service> {

    /** {@code --service-node-port-range}. */
    static final int FIRST_NODE_PORT = 30_000;

    static final int LAST_NODE_PORT = 32_767;
    private static final int MAX_TRIES = 100_000;

    private final List<IpPrefix> serviceCidrs;
    private final RandomGenerator random;
    private final TreeSet<IpAddress> clusterIps = new TreeSet<>();
    private final TreeSet<Integer> nodePorts = new TreeSet<>();

    /**
     * An API server with these {@code --service-cluster-ip-range}s.
     *
     * @param serviceCidrs one, or one of each version of IP; the first is the cluster's default
     */
    public ServiceAdmission(List<? extends IpPrefix> serviceCidrs, RandomGenerator random) {
        this.serviceCidrs = List.copyOf(serviceCidrs);
        this.random = random;
        for (IpPrefix cidr : serviceCidrs) {
            clusterIps.add(cidr.address());
            clusterIps.add(cidr.address().plus((1L << hostBits(cidr)) - 1));
        }
    }

    /** The service with everything assigned; throws {@link IllegalArgumentException} if what it asks for is taken. */
    @Override
    public Service apply(Service service) {
        IpFamilies families = service.families().admit(versions());
        List<IpAddress> addresses = new ArrayList<>();
        for (IpVersion version : families.order()) {
            addresses.add(clusterIp(service, cidr(version)));
        }
        Service admitted = service.withFamilies(families).withClusterIps(addresses);
        if (service.type() == ServiceType.CLUSTER_IP) {
            return admitted;
        }
        List<ServicePort> ports = new ArrayList<>();
        for (ServicePort port : service.ports()) {
            if (port.nodePort() != 0 && !nodePorts.add(port.nodePort())) {
                throw new IllegalArgumentException("node port " + port.nodePort() + " is already allocated");
            }
            ports.add(new ServicePort(
                    port.name(),
                    port.protocol(),
                    port.port(),
                    port.targetPort(),
                    port.nodePort() != 0 ? port.nodePort() : drawNodePort()));
        }
        return admitted.withPorts(ports);
    }

    private List<IpVersion> versions() {
        return serviceCidrs.stream().map(cidr -> cidr.address().version()).toList();
    }

    private IpPrefix cidr(IpVersion version) {
        return serviceCidrs.get(versions().indexOf(version));
    }

    private IpAddress clusterIp(Service service, IpPrefix cidr) {
        for (IpAddress asked : service.clusterIps()) {
            if (asked.version() == cidr.address().version()) {
                if (!cidr.contains(asked) || !clusterIps.add(asked)) {
                    throw new IllegalArgumentException(
                            "cluster IP " + asked + " of " + service.name() + " is taken or not in " + cidr);
                }
                return asked;
            }
        }
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            IpAddress drawn = cidr.address().plus(random.nextInt(1 << hostBits(cidr)));
            if (clusterIps.add(drawn)) {
                return drawn;
            }
        }
        throw new IllegalStateException("no free cluster IP in " + cidr);
    }

    /** Kubernetes hands out no more of a larger range either ({@code ipallocator}: 2^16 of an IPv6 range). */
    private static int hostBits(IpPrefix cidr) {
        int bits = cidr.address().lengthBits() - cidr.length();
        return Math.min(cidr.address().version() == IpVersion.IPV4 ? 30 : 16, bits);
    }

    private int drawNodePort() {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            int port = FIRST_NODE_PORT + random.nextInt(LAST_NODE_PORT - FIRST_NODE_PORT + 1);
            if (nodePorts.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free node port");
    }
}
