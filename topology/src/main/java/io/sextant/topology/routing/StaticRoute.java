package io.sextant.topology.routing;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.topology.forwarding.RouteKind;
import org.jspecify.annotations.Nullable;

/**
 * A statement {@code ip route PREFIX GATEWAY|IFNAME|blackhole|reject [tag T] [DISTANCE] [onlink]} or {@code ipv6 route …}.
 * Statements with the same prefix, distance and tag are next hops of one route.
 *
 * @param gateway null without one
 * @param deviceName blank without one
 * @param dead {@code Null0} and {@code blackhole} are BLACKHOLE, {@code reject} UNREACHABLE; null with a next hop
 * @param distance 1..255
 * @param tag 0 for none
 */
public record StaticRoute(
        IpPrefix prefix,
        @Nullable IpAddress gateway,
        String deviceName,
        @Nullable RouteKind dead,
        int distance,
        long tag,
        boolean onlink) {

    /** FRR 8.4 {@code ZEBRA_STATIC_DISTANCE_DEFAULT}. */
    public static final int DEFAULT_DISTANCE = 1;

    public StaticRoute {
        if (gateway == null && deviceName.isEmpty() && dead == null) {
            throw new IllegalArgumentException("static route to " + prefix + " leads nowhere");
        }
        if (distance < 1 || distance > 255) {
            throw new IllegalArgumentException("distance " + distance + " is not in 1..255");
        }
    }

    public static StaticRoute via(IpPrefix prefix, IpAddress gateway) {
        return new StaticRoute(prefix, gateway, "", null, DEFAULT_DISTANCE, 0, false);
    }

    public static StaticRoute on(IpPrefix prefix, String deviceName) {
        return new StaticRoute(prefix, null, deviceName, null, DEFAULT_DISTANCE, 0, false);
    }

    public static StaticRoute dead(IpPrefix prefix, RouteKind how) {
        return new StaticRoute(prefix, null, "", how, DEFAULT_DISTANCE, 0, false);
    }

    public StaticRoute withDevice(String name) {
        return new StaticRoute(prefix, gateway, name, dead, distance, tag, onlink);
    }

    public StaticRoute withDistance(int value) {
        return new StaticRoute(prefix, gateway, deviceName, dead, value, tag, onlink);
    }

    public StaticRoute withTag(long value) {
        return new StaticRoute(prefix, gateway, deviceName, dead, distance, value, onlink);
    }

    public StaticRoute asOnlink() {
        return new StaticRoute(prefix, gateway, deviceName, dead, distance, tag, true);
    }
}
