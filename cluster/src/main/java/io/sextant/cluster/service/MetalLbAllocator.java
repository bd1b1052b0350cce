package io.sextant.cluster.service;

import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.cluster.kubernetes.Service;
import io.sextant.cluster.kubernetes.ServicePort;
import io.sextant.cluster.kubernetes.TrafficPolicy;
import io.sextant.protocol.address.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * MetalLB 0.10's allocator: ranges in their order, the first free address upward, so 172.16.10.0 before 172.16.10.1.
 * An address stays with its service until the service is gone. Pools are tried in the order given; MetalLB 0.10 walks a
 * Go map, whose order is random, so with several pools this is one of its possible orders.
 */
public final class MetalLbAllocator {

    static final String SHARING_KEY = "metallb.universe.tf/allow-shared-ip";
    static final String POOL_KEY = "metallb.universe.tf/address-pool";

    private final List<AddressPool> pools;
    private final TreeMap<Ipv4Address, List<Holder>> holders = new TreeMap<>();
    private final TreeMap<ObjectName, Ipv4Address> held = new TreeMap<>();

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

    public MetalLbAllocator(List<AddressPool> pools) {
        this.pools = List.copyOf(pools);
    }

    /** The service's address, chosen now if it has none; empty when no pool has one to give. */
    public Optional<Ipv4Address> allocate(Service service) {
        Ipv4Address known = held.get(service.name());
        if (known != null) {
            return Optional.of(known);
        }
        Holder holder = holder(service);
        Ipv4Address requested = service.requestedIp();
        Ipv4Address chosen = requested != null
                ? pools.stream().anyMatch(pool -> pool.contains(requested)) && isFree(requested, holder)
                        ? requested
                        : null
                : firstFree(service, holder);
        if (chosen != null) {
            holders.computeIfAbsent(chosen, address -> new ArrayList<>()).add(holder);
            held.put(service.name(), chosen);
        }
        return Optional.ofNullable(chosen);
    }

    /** Gives the service's address back. */
    public void release(ObjectName service) {
        Ipv4Address address = held.remove(service);
        if (address != null) {
            List<Holder> left = holders.getOrDefault(address, new ArrayList<>());
            left.removeIf(holder -> holder.service().equals(service));
            if (left.isEmpty()) {
                holders.remove(address);
            }
        }
    }

    private @Nullable Ipv4Address firstFree(Service service, Holder holder) {
        String wanted = service.annotations().getOrDefault(POOL_KEY, "");
        for (AddressPool pool : pools) {
            boolean open = wanted.isEmpty() ? pool.autoAssign() : pool.name().equals(wanted);
            Ipv4Address address = open ? firstFree(pool, holder) : null;
            if (address != null) {
                return address;
            }
        }
        return null;
    }

    private @Nullable Ipv4Address firstFree(AddressPool pool, Holder holder) {
        for (AddressPool.Range range : pool.ranges()) {
            int bits = range.first().bits();
            while (true) {
                Ipv4Address address = new Ipv4Address(bits);
                if (!pool.isAvoided(address) && isFree(address, holder)) {
                    return address;
                }
                if (bits == range.last().bits()) {
                    break;
                }
                bits++;
            }
        }
        return null;
    }

    private boolean isFree(Ipv4Address address, Holder holder) {
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
