package io.sextant.cluster.service;

import io.sextant.cluster.kubernetes.ApiStore;
import io.sextant.cluster.kubernetes.Service;
import io.sextant.cluster.kubernetes.ServiceType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operator's part of MetalLB: writes an address into the status of each service of type LoadBalancer. */
public final class LoadBalancerController {

    private final ApiStore store;
    private final MetalLbAllocator allocator;

    /** Watches the store from now on. */
    public LoadBalancerController(ApiStore store, MetalLbAllocator allocator) {
        this.store = store;
        this.allocator = allocator;
        store.services().watch(this::onService);
    }

    private void onService(@Nullable Service before, @Nullable Service after) {
        if (after != null && after.type() == ServiceType.LOAD_BALANCER) {
            assign(after);
        } else if (before != null) {
            allocator.release(before.name());
            retryPending();
        }
    }

    private void assign(Service seen) {
        store.services().find(seen.name()).ifPresent(service -> allocator
                .allocate(service)
                .ifPresent(address -> store.services().put(service.withLoadBalancerIps(List.of(address)))));
    }

    private void retryPending() {
        for (Service service : store.services().list()) {
            if (service.type() == ServiceType.LOAD_BALANCER
                    && service.loadBalancerIps().isEmpty()) {
                assign(service);
            }
        }
    }
}
