package io.sextant.cluster.service;

import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.cluster.kubernetes.Service;
import io.sextant.cluster.kubernetes.ServicePort;
import io.sextant.cluster.kubernetes.TrafficPolicy;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Hands out load balancer addresses: ranges in their order, the first free address upward, so 172.16.10.0 before 172.16.10.1.
 * An address stays with its service until the service is gone. How many it gets is a matter of the rules. Pools are tried in the order given; MetalLB 0.10 walks a
 * Go map, whose order is random, so with several pools this is one of its possible orders.
 */
public final class AddressAllocator {

    static final String SHARING_KEY = "metallb.universe.tf/allow-shared-ip";
    static final String POOL_KEY = "metallb.universe.tf/address-pool";

    private final AllocationRules rules;
    private final List<AddressPool> pools;
    private final TreeMap<IpAddress, List<Holder>> holders = new TreeMap<>();
    private final TreeMap<ObjectName, List<IpAddress>> held = new TreeMap<>();

    private record Holder(ObjectName service, String sharingKey, List<ServicePort> ports, String backends) {

        /** Same key, no port in common, same backends where the traffic policy makes them matter. */
        boolean sharesWith(Holder other) {
            return !sharingKey.isEmpty()
                    && sharingKey.equals(other.sharingKey)
                    && backends.equals(other.backends)
                    && ports.stream().noneMatch(port -> other.ports.stream()
                            .anyMatch(theirs -> theirs.port() == port.port() && theirs.protocol() == port.protocol()));
        }
    }

    public AddressAllocator(AllocationRules rules, List<AddressPool> pools) {
        this.rules = rules;
        this.pools = List.copyOf(pools);
    }

    /** The service's addresses, chosen now if it has none; empty when no pool has what the rules ask for. */
    public List<IpAddress> allocate(Service service) {
        List<IpAddress> known = held.get(service.name());
        if (known != null) {
            return known;
        }
        Holder holder = holder(service);
        List<IpVersion> versions = service.families().order();
        List<IpAddress> chosen =
                switch (rules) {
                    case METALLB_0_10 -> ofOnePool(service, versions.subList(0, Math.min(1, versions.size())), holder);
                    case METALLB_0_13 -> ofOnePool(service, versions, holder);
                    case CILIUM ->
                        versions.stream()
                                .sorted()
                                .flatMap(version -> ofOnePool(service, List.of(version), holder).stream())
                                .toList();
                };
        if (!chosen.isEmpty()) {
            chosen.forEach(one ->
                    holders.computeIfAbsent(one, address -> new ArrayList<>()).add(holder));
            held.put(service.name(), chosen);
        }
        return chosen;
    }

    /** Gives the service's addresses back. */
    public void release(ObjectName service) {
        for (IpAddress address : held.getOrDefault(service, List.of())) {
            List<Holder> left = holders.getOrDefault(address, new ArrayList<>());
            left.removeIf(holder -> holder.service().equals(service));
            if (left.isEmpty()) {
                holders.remove(address);
            }
        }
        held.remove(service);
    }

    /** An address of each version, all from the first pool that has them. */
    private List<IpAddress> ofOnePool(Service service, List<IpVersion> versions, Holder holder) {
        List<IpAddress> requested = service.requestedIps().stream()
                .filter(address -> versions.contains(address.version()))
                .toList();
        String wanted = service.annotations().getOrDefault(POOL_KEY, "");
        for (AddressPool pool : pools) {
            boolean open = wanted.isEmpty() ? pool.autoAssign() : pool.name().equals(wanted);
            List<IpAddress> found = service.requestedIps().isEmpty()
                    ? (open ? firstFree(pool, versions, holder) : List.of())
                    : free(pool, requested, holder);
            if (found.size() == versions.size()) {
                return found;
            }
        }
        return List.of();
    }

    private List<IpAddress> free(AddressPool pool, List<IpAddress> requested, Holder holder) {
        return requested.stream()
                .filter(address -> pool.contains(address) && isFree(address, holder))
                .toList();
    }

    private List<IpAddress> firstFree(AddressPool pool, List<IpVersion> versions, Holder holder) {
        List<IpVersion> missing = new ArrayList<>(versions);
        List<IpAddress> found = new ArrayList<>();
        for (AddressPool.Range range : pool.ranges()) {
            if (missing.contains(range.first().version())) {
                IpAddress address = firstFree(pool, range, holder);
                if (address != null) {
                    found.add(address);
                    missing.remove(address.version());
                }
            }
        }
        return found;
    }

    private @Nullable IpAddress firstFree(AddressPool pool, AddressPool.Range range, Holder holder) {
        for (IpAddress address = range.first(); ; address = address.plus(1)) {
            if (!pool.isAvoided(address) && isFree(address, holder)) {
                return address;
            }
            if (address.equals(range.last())) {
                return null;
            }
        }
    }

    private boolean isFree(IpAddress address, Holder holder) {
        return holders.getOrDefault(address, List.of()).stream().allMatch(holder::sharesWith);
    }

    private static Holder holder(Service service) {
        boolean local = service.externalTrafficPolicy() == TrafficPolicy.LOCAL;
        return new Holder(
                service.name(),
                service.annotations().getOrDefault(SHARING_KEY, ""),
                service.ports(),
                local ? "Local " + service.selector() : "Cluster");
    }
}
