package io.sextant.cluster.kubernetes;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses behind a service, under the service's name: those of its primary version of IP first, then by address. What
 * Kubernetes keeps in a slice for each version is one object here.
 */
public record Endpoints(
        ObjectName name, List<Address> ready, List<Address> notReady, List<Integer> ports, long createdNanos)
        implements ApiObject {

    /** One pod behind the service. */
    public record Address(IpAddress ip, String nodeName, ObjectName pod) {}

    public Endpoints {
        ready = List.copyOf(ready);
        notReady = List.copyOf(notReady);
        ports = List.copyOf(ports);
    }

    /** The ready addresses of one version of IP. */
    public List<Address> ready(IpVersion version) {
        return ready.stream()
                .filter(address -> address.ip().version() == version)
                .toList();
    }

    /** The ready addresses of the service's primary version: all that an Endpoints object holds. */
    public List<Address> primary() {
        return ready.isEmpty() ? ready : ready(ready.get(0).ip().version());
    }

    /** {@code ip:port} for every primary address and port, as {@code kubectl get endpoints} lists them before it cuts. */
    public List<String> socketAddresses() {
        List<String> texts = new ArrayList<>();
        for (int port : ports) {
            for (Address address : primary()) {
                boolean ipv4 = address.ip().version() == IpVersion.IPV4;
                texts.add((ipv4 ? address.ip() : "[" + address.ip() + "]") + ":" + port);
            }
        }
        return texts;
    }
}
