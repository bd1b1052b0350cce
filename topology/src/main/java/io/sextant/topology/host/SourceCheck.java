package io.sextant.topology.host;

import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.RouteEntry;
import io.sextant.topology.frame.DropReason;
import org.jspecify.annotations.Nullable;

/** Whether a packet may have come in where it did: martian addresses (RFC 1812 §5.3.7) and fib_validate_source. */
final class SourceCheck {

    private final Host host;

    SourceCheck(Host host) {
        this.host = host;
    }

    /** Addresses that cannot be on a wire; null when they can. */
    @Nullable
    DropReason martian(NetworkInterface in, int source, int target) {
        if (source >>> 28 == 0xE || source == -1 || (source >>> 24 == 0 && target != -1)) {
            return DropReason.MARTIAN_SOURCE;
        }
        if (target >>> 24 == 0) {
            return DropReason.MARTIAN_DESTINATION;
        }
        if (in != host.loopback()) {
            if (source >>> 24 == 127) {
                return DropReason.MARTIAN_SOURCE;
            }
            if (target >>> 24 == 127) {
                return DropReason.MARTIAN_DESTINATION;
            }
        }
        return null;
    }

    /** The source is our own (accept_local is 0), or the way back to it is not the one rp_filter wants. */
    @Nullable
    DropReason refuse(NetworkInterface in, int source) {
        if (in == host.loopback()) {
            return null;
        }
        if (host.kindOf(source) == LocalAddresses.LOCAL) {
            return DropReason.MARTIAN_SOURCE;
        }
        Sysctl.ReversePathFilter filter = host.sysctl().rpFilter();
        if (filter == Sysctl.ReversePathFilter.OFF || source == 0) {
            return null;
        }
        RouteEntry back = host.fib().lookup(source);
        boolean passes = back != null && (filter == Sysctl.ReversePathFilter.LOOSE || leadsTo(back, in));
        return passes ? null : DropReason.RP_FILTER;
    }

    /** Whether the source is a direct neighbour on the interface, whom a redirect can help. */
    boolean isOnLink(NetworkInterface in, int source) {
        RouteEntry back = host.fib().lookup(source);
        if (back == null) {
            return false;
        }
        for (int i = 0; i < back.size(); i++) {
            if (back.hop(i).device() == in && back.gatewayBits(i) == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean leadsTo(RouteEntry route, NetworkInterface device) {
        for (int i = 0; i < route.size(); i++) {
            if (route.hop(i).device() == device) {
                return true;
            }
        }
        return false;
    }
}
