package io.sextant.topology.routing;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What zebra knows of an address that somebody wants to send through, as it tells bgpd and {@code show ip nht} prints it
 * (FRR 8.4 {@code zebra_send_rnh_update}).
 *
 * @param by the prefix of the route that leads there; null when none does
 * @param origin of that route; null when none leads there
 * @param metric of that route: BGP's IGP cost
 * @param hops the route's active next hops, what they resolve to beside them
 */
public record NextHopState(
        IpAddress address,
        @Nullable IpPrefix by,
        @Nullable RouteOrigin origin,
        int distance,
        long metric,
        List<RibNextHop> hops) {

    public NextHopState {
        hops = List.copyOf(hops);
    }

    static NextHopState unresolved(IpAddress address) {
        return new NextHopState(address, null, null, 0, 0, List.of());
    }

    public boolean isReachable() {
        return by != null;
    }

    /** Whether the address is on a network of this host. */
    public boolean isConnected() {
        return origin == RouteOrigin.CONNECTED;
    }
}
