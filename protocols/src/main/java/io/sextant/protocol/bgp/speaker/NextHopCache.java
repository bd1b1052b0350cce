package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bgp.rib.NextHops;
import io.sextant.protocol.bgp.rib.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Next hops in use with what the routing table behind said of them last (FRR 8.4 {@code bgp_nexthop_cache}); asked for every
 * route, so that the last answer is at hand. Bounded by {@link #LIMIT} addresses, the oldest of which are asked anew.
 */
final class NextHopCache {

    /** Addresses remembered. */
    static final int LIMIT = 1 << 17;

    /** What is known of a next hop. */
    static final class State {
        final IpAddress address;
        long metric;
        boolean connected;

        State(IpAddress address) {
            this.address = address;
        }

        boolean isValid(boolean mustBeConnected) {
            return metric != Path.UNREACHABLE && (connected || !mustBeConnected);
        }
    }

    private final Map<IpAddress, State> known = new LinkedHashMap<>();
    private NextHops source;
    private @Nullable State last;

    NextHopCache(NextHops source) {
        this.source = source;
    }

    void use(NextHops other) {
        source = other;
    }

    State of(IpAddress address) {
        State recent = last;
        if (recent != null && recent.address.equals(address)) {
            return recent;
        }
        State state = known.get(address);
        if (state == null) {
            if (known.size() >= LIMIT) {
                known.remove(known.keySet().iterator().next());
            }
            state = new State(address);
            ask(state);
            known.put(address, state);
        }
        last = state;
        return state;
    }

    /** Asks again about all; the addresses whose answers changed, in the order in which they came into use. */
    List<IpAddress> refresh() {
        return refresh(List.copyOf(known.keySet()));
    }

    /** Asks again about some. */
    List<IpAddress> refresh(Collection<IpAddress> addresses) {
        List<IpAddress> changed = new ArrayList<>();
        for (IpAddress address : addresses) {
            State state = known.get(address);
            if (state != null && ask(state)) {
                changed.add(address);
            }
        }
        return changed;
    }

    /** The next hops in use; read-only. */
    Collection<IpAddress> addresses() {
        return known.keySet();
    }

    private boolean ask(State state) {
        long metric = source.igpMetric(state.address);
        boolean connected = metric != Path.UNREACHABLE && source.isConnected(state.address);
        boolean changed = metric != state.metric || connected != state.connected;
        state.metric = metric;
        state.connected = connected;
        return changed;
    }
}
