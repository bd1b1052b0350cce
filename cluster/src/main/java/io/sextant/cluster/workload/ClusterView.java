package io.sextant.cluster.workload;

import io.sextant.cluster.kubernetes.ApiObject;
import io.sextant.cluster.kubernetes.ApiStore;
import io.sextant.cluster.kubernetes.ApiTable;
import io.sextant.cluster.kubernetes.Endpoints;
import io.sextant.cluster.kubernetes.Ingress;
import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.cluster.kubernetes.Service;
import io.sextant.cluster.kubernetes.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an ingress controller knows of its cluster: all it found when it started, and every change since, as late as the API
 * server's watches tell it. A pod that died stays an endpoint until then.
 */
final class ClusterView implements Upstreams {

    private final Map<ObjectName, Service> services = new TreeMap<>();
    private final Map<ObjectName, Endpoints> endpoints = new TreeMap<>();
    private final Map<ObjectName, Ingress> ingresses = new TreeMap<>();

    ClusterView(ApiStore store) {
        follow(store.services(), services);
        follow(store.endpoints(), endpoints);
        follow(store.ingresses(), ingresses);
    }

    private static <T extends ApiObject> void follow(ApiTable<T> table, Map<ObjectName, T> copy) {
        table.list().forEach(one -> copy.put(one.name(), one));
        table.watch((before, after) -> {
            if (after != null) {
                copy.put(after.name(), after);
            } else if (before != null) {
                copy.remove(before.name());
            }
        });
    }

    /** The rules of all ingresses, those in order of name. */
    List<Ingress.Rule> rules() {
        List<Ingress.Rule> rules = new ArrayList<>();
        ingresses.values().forEach(ingress -> rules.addAll(ingress.rules()));
        return rules;
    }

    @Override
    public List<Endpoint> endpoints(ObjectName name, int servicePort) {
        Service service = services.get(name);
        Endpoints behind = endpoints.get(name);
        ServicePort port = service == null ? null : portOf(service, servicePort);
        if (port == null || behind == null) {
            return List.of();
        }
        return behind.primary().stream()
                .map(address -> new Endpoint(address.ip(), port.targetPort()))
                .toList();
    }

    private static @Nullable ServicePort portOf(Service service, int number) {
        for (ServicePort port : service.ports()) {
            if (port.port() == number) {
                return port;
            }
        }
        return null;
    }
}
