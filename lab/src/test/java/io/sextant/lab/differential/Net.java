package io.sextant.lab.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A network while it is being drawn: routers, links, sessions and the routes that stand in for an IGP. */
final class Net {

    /**
     * A router.
     *
     * @param asn what stands behind {@code router bgp}: in a confederation that of the member
     * @param confederation the confederation's identifier, or 0
     */
    record Router(String name, int number, long asn, long confederation) {
        String loopback() {
            return "10.255.0." + number;
        }

        String loopback6() {
            return "2001:db8:ffff::" + number;
        }

        /** The AS others see. */
        long outerAsn() {
            return confederation > 0 ? confederation : asn;
        }
    }

    /** A router's end of a link. */
    record Member(Router router, String device, String address, String address6) {}

    /** A cable or a LAN. */
    record Link(String id, boolean isLan, String subnet, int length, List<Member> members) {
        /** Of addresses of IPv6. */
        static final int LENGTH6 = 64;
    }

    /** One side of a session: what a router calls its neighbour. */
    record Neighbor(Router self, Router peer, String address, boolean overLoopback) {
        boolean isIpv6() {
            return address.contains(":");
        }

        boolean isInternal() {
            return self.asn() == peer.asn();
        }

        boolean isConfederation() {
            return !isInternal() && self.confederation() > 0 && self.confederation() == peer.confederation();
        }

        boolean isExternal() {
            return !isInternal() && !isConfederation();
        }

        long remoteAs() {
            return isExternal() ? peer.outerAsn() : peer.asn();
        }
    }

    /** Both sides of a session. */
    record Session(Neighbor one, Neighbor other) {}

    /** {@code ip route add}. */
    record KernelRoute(Router router, String destination, String via, String device, int metric) {}

    /** Whether there are addresses and routes of IPv6 too. */
    boolean isDual;

    final List<Router> routers = new ArrayList<>();
    final List<Link> links = new ArrayList<>();
    final List<Session> sessions = new ArrayList<>();
    final Map<String, KernelRoute> kernelRoutes = new LinkedHashMap<>();
    /** Whose internal neighbours are clients. */
    final Set<Router> reflectors = new LinkedHashSet<>();

    List<Neighbor> neighbors(Router router) {
        List<Neighbor> found = new ArrayList<>();
        for (Session session : sessions) {
            if (session.one().self().equals(router)) {
                found.add(session.one());
            }
            if (session.other().self().equals(router)) {
                found.add(session.other());
            }
        }
        return found;
    }

    List<Member> interfaces(Router router) {
        return links.stream()
                .flatMap(link -> link.members().stream())
                .filter(member -> member.router().equals(router))
                .toList();
    }
}
