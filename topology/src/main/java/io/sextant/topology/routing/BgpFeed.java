package io.sextant.topology.routing;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.config.ExternalRoute;
import io.sextant.protocol.bgp.config.RouteKind;
import io.sextant.topology.device.NetworkInterface;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What zebra tells bgpd: the chosen routes of others than BGP, next hops, and interfaces that went down. */
final class BgpFeed implements ZebraListener {

    private final BgpDaemon bgpd;
    private final Map<IpPrefix, RouteKind> offered = new LinkedHashMap<>();

    BgpFeed(BgpDaemon bgpd) {
        this.bgpd = bgpd;
    }

    boolean serves(BgpDaemon daemon) {
        return bgpd == daemon;
    }

    /** Everything there is, to a bgpd that has just started. */
    void offerAll(List<RibRoute> routes) {
        offered.clear();
        for (RibRoute route : routes) {
            if (route.selected() && route.installed() && route.origin() != RouteOrigin.BGP) {
                offer(route);
            }
        }
        bgpd.nextHopsChanged();
    }

    @Override
    public void onInterfaceDown(NetworkInterface device) {
        bgpd.interfaceDown(device);
    }

    @Override
    public void onNextHops(List<NextHopState> changed) {
        bgpd.nextHopsChanged();
    }

    @Override
    public void onBgpRoute(IpPrefix prefix) {
        bgpd.routeWritten(prefix);
    }

    @Override
    public void onRoute(IpPrefix prefix, Optional<RibRoute> now) {
        RouteKind before = offered.remove(prefix);
        RibRoute route =
                now.filter(chosen -> chosen.origin() != RouteOrigin.BGP).orElse(null);
        if (before != null && (route == null || kind(route) != before)) {
            bgpd.retract(before, prefix);
        }
        if (route != null) {
            offer(route);
        }
        if (before != null || route != null) {
            // A network statement may have waited for it.
            bgpd.nextHopsChanged();
        }
    }

    /** Link-local networks are nobody else's (FRR 8.4 {@code zebra_check_addr}). */
    private void offer(RibRoute route) {
        if (route.prefix().address() instanceof Ipv6Address address && address.isLinkLocal()) {
            return;
        }
        offered.put(route.prefix(), kind(route));
        bgpd.offer(external(route));
    }

    private static RouteKind kind(RibRoute route) {
        return switch (route.origin()) {
            case CONNECTED -> RouteKind.CONNECTED;
            case KERNEL -> RouteKind.KERNEL;
            case STATIC -> RouteKind.STATIC;
            case BGP -> RouteKind.OTHER;
        };
    }

    private static ExternalRoute external(RibRoute route) {
        RibNextHop first = route.nextHops().get(0);
        IpAddress gateway = first.gateway();
        String device = first.device() == null ? "" : first.device().name();
        return new ExternalRoute(route.prefix(), kind(route), gateway, device, route.metric(), route.tag());
    }
}
