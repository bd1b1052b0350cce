package io.sextant.cluster.datapath;

import io.sextant.protocol.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The services, backends and reverse translations the agent has put into one node's maps; at most 65,536 frontends. */
public final class ServiceMap {

    /** {@code bpf-lb-map-max}. */
    static final int LIMIT_SERVICES = 65_536;

    private final PairMap<PairMap<LbService>> byFrontend = new PairMap<>();
    private final PairMap<LbService> byRevNat = new PairMap<>();
    private final PairMap<LbBackend> byBackend = new PairMap<>();
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
            frontends(service.address()).put(service.port(), service);
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
    LbService find(long high, long low, int port) {
        PairMap<LbService> ports = byFrontend.get(high, low);
        return ports == null ? null : ports.get(port);
    }

    @Nullable
    LbService byRevNat(int number) {
        return byRevNat.get(number);
    }

    @Nullable
    LbBackend backend(int id) {
        return byBackend.get(id);
    }

    private PairMap<LbService> frontends(IpAddress address) {
        PairMap<LbService> ports = byFrontend.get(address.high(), address.low());
        if (ports == null) {
            ports = new PairMap<>();
            byFrontend.put(address, ports);
        }
        return ports;
    }
}
