package io.sextant.lab.console.kubectl;

import io.sextant.cluster.kubernetes.Labels;
import io.sextant.cluster.kubernetes.Service;
import io.sextant.cluster.kubernetes.ServicePort;
import io.sextant.cluster.kubernetes.ServiceType;
import io.sextant.protocol.address.IpAddress;
import java.util.List;
import java.util.stream.Collectors;

/** {@code kubectl get services}. */
record ServiceColumns(long nowNanos) implements Columns<Service> {

    @Override
    public List<String> header(boolean wide) {
        return Columns.join(
                wide, List.of("NAME", "TYPE", "CLUSTER-IP", "EXTERNAL-IP", "PORT(S)", "AGE"), List.of("SELECTOR"));
    }

    @Override
    public List<String> cells(Service service, boolean wide) {
        IpAddress clusterIp = service.clusterIp();
        return Columns.join(
                wide,
                List.of(
                        service.name().name(),
                        service.type().word(),
                        clusterIp == null ? NONE : clusterIp.toString(),
                        external(service),
                        ports(service),
                        Columns.age(service, nowNanos)),
                List.of(Labels.format(service.selector())));
    }

    private static String external(Service service) {
        if (service.type() != ServiceType.LOAD_BALANCER) {
            return NONE;
        }
        if (service.loadBalancerIps().isEmpty()) {
            return "<pending>";
        }
        // printers.go, loadBalancerStatusStringer: a set of strings, sorted.
        return service.loadBalancerIps().stream()
                .map(IpAddress::toString)
                .sorted()
                .collect(Collectors.joining(","));
    }

    private static String ports(Service service) {
        return service.ports().isEmpty()
                ? NONE
                : service.ports().stream().map(ServicePort::format).collect(Collectors.joining(","));
    }
}
