package io.sextant.cluster.service;

import io.sextant.cluster.kubernetes.ApiStore;
import io.sextant.cluster.kubernetes.Service;
import io.sextant.cluster.kubernetes.ServiceType;
import io.sextant.protocol.address.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operator's part of MetalLB or Cilium: writes addresses into the status of each service of type LoadBalancer. */
public final class LoadBalancerController {

    private final ApiStore store;
    private final AddressAllocator allocator;

    /** Watches the store from now on. */
    public LoadBalancerController(ApiStore store, AddressAllocator allocator) {
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
        store.services().find(seen.name()).ifPresent(service -> {
            List<IpAddress> addresses = allocator.allocate(service);
            if (!addresses.isEmpty()) {
                store.services().put(service.withLoadBalancerIps(addresses));
            }
        });
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
