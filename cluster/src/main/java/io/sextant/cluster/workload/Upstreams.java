package io.sextant.cluster.workload;

import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import java.util.List;

/** Where an ingress controller finds the pods behind a service: the Endpoints it watches, not the cluster IP. */
@FunctionalInterface
public interface Upstreams {

    /** The ready pods of a service's port now, in a stable order; empty when there is none or no such service. */
    List<Endpoint> endpoints(ObjectName service, int servicePort);

    /** One pod. */
    record Endpoint(IpAddress address, int port) {

        @Override
        public String toString() {
            return (address.version() == IpVersion.IPV4 ? address : "[" + address + "]") + ":" + port;
        }
    }
}
