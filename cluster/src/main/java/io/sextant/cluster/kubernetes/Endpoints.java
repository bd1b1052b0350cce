package io.sextant.cluster.kubernetes;

import io.sextant.protocol.address.Ipv4Address;
import java.util.ArrayList;
import java.util.List;

/** The addresses behind a service, under the service's name, ordered by address. */
public record Endpoints(
        ObjectName name, List<Address> ready, List<Address> notReady, List<Integer> ports, long createdNanos)
        implements ApiObject {

    /** One pod behind the service. */
    public record Address(Ipv4Address ip, String nodeName, ObjectName pod) {}

    public Endpoints {
        ready = List.copyOf(ready);
        notReady = List.copyOf(notReady);
        ports = List.copyOf(ports);
    }

    /** {@code ip:port} for every ready address and port, as {@code kubectl get endpoints} lists them before it cuts. */
    public List<String> socketAddresses() {
        List<String> texts = new ArrayList<>();
        for (int port : ports) {
            for (Address address : ready) {
                texts.add(address.ip() + ":" + port);
            }
        }
        return texts;
    }
}
