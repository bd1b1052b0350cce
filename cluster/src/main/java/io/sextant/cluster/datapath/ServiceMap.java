package io.sextant.cluster.datapath;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The services, backends and reverse translations the agent has put into one node's maps; at most 65,536 frontends. */
public final class ServiceMap {

    /** {@code bpf-lb-map-max}. */
    static final int LIMIT_SERVICES = 65_536;

    private final LongMap<LbService> byFrontend = new LongMap<>();
    private final LongMap<LbService> byRevNat = new LongMap<>();
    private final LongMap<LbBackend> byBackend = new LongMap<>();
    private List<LbService> services = List.of();

    /** Replaces everything, as one run of the agent's service controller does; established flows keep their entries. */
    public void replace(List<LbService> newServices) {
        if (newServices.size() > LIMIT_SERVICES) {
            throw new IllegalArgumentException(newServices.size() + " services, more than " + LIMIT_SERVICES);
        }
        byFrontend.clear();
        byRevNat.clear();
        byBackend.clear();
        for (LbService service : newServices) {
            byFrontend.put(key(service.address().bits(), service.port()), service);
            byRevNat.put(service.revNat(), service);
            service.allBackends().forEach(backend -> byBackend.put(backend.id(), backend));
        }
        services = List.copyOf(newServices);
    }

    /** All frontends in the order the agent gave. */
    public List<LbService> services() {
        return new ArrayList<>(services);
    }

    /** In 1.10 the protocol is not part of the effective key. */
    @Nullable
    LbService find(int addressBits, int port) {
        return byFrontend.get(key(addressBits, port));
    }

    @Nullable
    LbService byRevNat(int number) {
        return byRevNat.get(number);
    }

    @Nullable
    LbBackend backend(int id) {
        return byBackend.get(id);
    }

    private static long key(int addressBits, int port) {
        return (addressBits & 0xFFFF_FFFFL) << 16 | port;
    }
}
