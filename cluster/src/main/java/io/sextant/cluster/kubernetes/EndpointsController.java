package io.sextant.cluster.kubernetes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes for each service with a selector the addresses of the pods it picks; changes that come close are joined. */
final class EndpointsController {

    private final ApiStore store;
    private final Delay delay;
    private final long endpointsNanos;
    private final TreeSet<ObjectName> dirty = new TreeSet<>();

    EndpointsController(ApiStore store, Delay delay, KubernetesProfile profile) {
        this.store = store;
        this.delay = delay;
        this.endpointsNanos = profile.endpointsNanos();
        store.services().watch(this::onService);
        store.pods().watch(this::onPod);
    }

    private void onService(@Nullable Service before, @Nullable Service after) {
        if (after != null) {
            mark(after);
        } else if (before != null) {
            store.endpoints().remove(before.name());
        }
    }

    private void onPod(@Nullable Pod before, @Nullable Pod after) {
        Pod pod = after == null ? before : after;
        for (Service service : store.services().list()) {
            if (pod != null
                    && service.name().namespace().equals(pod.name().namespace())
                    && Labels.matches(service.selector(), pod.template().labels())) {
                mark(service);
            }
        }
    }

    private void mark(Service service) {
        if (!service.selector().isEmpty() && dirty.add(service.name())) {
            delay.run(endpointsNanos, "endpoints " + service.name(), () -> write(service.name()));
        }
    }

    private void write(ObjectName name) {
        dirty.remove(name);
        Service service = store.services().find(name).orElse(null);
        if (service == null) {
            return;
        }
        List<Endpoints.Address> ready = new ArrayList<>();
        List<Endpoints.Address> notReady = new ArrayList<>();
        for (Pod pod : store.pods().list()) {
            String node = pod.nodeName();
            if (node != null
                    && !pod.terminating()
                    && pod.phase() != PodPhase.PENDING
                    && pod.name().namespace().equals(name.namespace())
                    && Labels.matches(service.selector(), pod.template().labels())) {
                List<Endpoints.Address> into = pod.ready() ? ready : notReady;
                service.families().order().stream()
                        .map(pod::ip)
                        .filter(Objects::nonNull)
                        .forEach(ip -> into.add(new Endpoints.Address(ip, node, pod.name())));
            }
        }
        Comparator<Endpoints.Address> order = Comparator.comparing((Endpoints.Address address) ->
                        service.families().order().indexOf(address.ip().version()))
                .thenComparing(Endpoints.Address::ip);
        ready.sort(order);
        notReady.sort(order);
        List<Integer> ports =
                service.ports().stream().map(ServicePort::targetPort).toList();
        store.endpoints().put(new Endpoints(name, ready, notReady, ports, service.createdNanos()));
    }
}
