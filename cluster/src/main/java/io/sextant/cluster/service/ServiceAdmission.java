package io.sextant.cluster.service;

import io.sextant.cluster.kubernetes.Service;
import io.sextant.cluster.kubernetes.ServicePort;
import io.sextant.cluster.kubernetes.ServiceType;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
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

    private final Ipv4Prefix serviceCidr;
    private final RandomGenerator random;
    private final TreeSet<Integer> clusterIps = new TreeSet<>();
    private final TreeSet<Integer> nodePorts = new TreeSet<>();

    public ServiceAdmission(Ipv4Prefix serviceCidr, RandomGenerator random) {
        this.serviceCidr = serviceCidr;
        this.random = random;
        clusterIps.add(serviceCidr.address().bits());
        clusterIps.add(serviceCidr.last().bits());
    }

    /** The service with everything assigned; throws {@link IllegalArgumentException} if what it asks for is taken. */
    @Override
    public Service apply(Service service) {
        Ipv4Address asked = service.clusterIp();
        if (asked != null && (!serviceCidr.contains(asked.bits()) || !clusterIps.add(asked.bits()))) {
            throw new IllegalArgumentException(
                    "cluster IP " + asked + " of " + service.name() + " is taken or not in " + serviceCidr);
        }
        Service admitted = asked != null ? service : service.withClusterIp(drawClusterIp());
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

    private Ipv4Address drawClusterIp() {
        int hosts = 1 << Math.min(30, 32 - serviceCidr.length());
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            int bits = serviceCidr.address().bits() + random.nextInt(hosts);
            if (clusterIps.add(bits)) {
                return new Ipv4Address(bits);
            }
        }
        throw new IllegalStateException("no free cluster IP in " + serviceCidr);
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
